import type { KustomizationFile } from './read-kustomizations.ts';

/** What a build reads, in the order in which its kustomizations name it. */
export interface Reached {
  /** Directories with a kustomization, the one that the build starts with first. */
  readonly directories: readonly string[];
  readonly files: ReadonlySet<string>;
}

/** The files that a build of a directory reads: its kustomization, what that names, and so on. */
export function reachedFiles(kustomizations: ReadonlyMap<string, KustomizationFile>, directory: string): Reached {
  const directories = new Set<string>([directory]);
  const files = new Set<string>();
  for (const each of directories) {
    const kustomization = kustomizations.get(each);
    if (kustomization === undefined) continue;
    files.add(kustomization.file);
    for (const { target } of kustomization.entries) {
      if (target.kind === 'file') files.add(target.path);
      if (target.kind === 'directory') directories.add(target.path);
    }
  }
  return { directories: [...directories], files };
}

import type { PlacedDocument } from './placed-documents.ts';

/** What a file is to the build that reads it. */
export type ActiveRole = 'kustomization' | 'resource' | 'other';

const ROOT = 'config/default';
/** Where a kustomization names files and directories. */
const REFERENCES = /^(resources|components|patches|configurations|transformers)(?:\[\])?(?:\.path)?(?:\[\])?$/;

/**
 * The files that count, with what they are for: those that the kustomizations name in lines that are not commented out,
 * from config/default on.
 */
export function activeFiles(
  exists: (path: string) => boolean,
  documentsOf: (path: string) => readonly PlacedDocument[],
): Map<string, ActiveRole> {
  const files = new Map<string, ActiveRole>();
  const visit = (directory: string): void => {
    const path = `${directory}/kustomization.yaml`;
    if (!exists(path) || files.has(path)) return;
    files.set(path, 'kustomization');
    for (const { field, target } of referencesOf(documentsOf(path), directory)) {
      if (exists(target)) files.set(target, field === 'resources' ? 'resource' : 'other');
      else visit(target);
    }
  };
  visit(ROOT);
  return files;
}

/** Whether the kustomization of a directory names the same files and directories as before. */
export function namesTheSame(
  old: readonly PlacedDocument[],
  now: readonly PlacedDocument[],
  directory: string,
): boolean {
  const [before, after] = [referencesOf(old, directory), referencesOf(now, directory)];
  if (before.length !== after.length) return false;
  return before.every(({ field, target }, index) => field === after[index]!.field && target === after[index]!.target);
}

interface Reference {
  readonly field: string;
  readonly target: string;
}

const READ = new WeakMap<readonly PlacedDocument[], readonly Reference[]>();

/** What the kustomization of a directory names; most steps leave it as it is. */
function referencesOf(documents: readonly PlacedDocument[], directory: string): readonly Reference[] {
  const references =
    READ.get(documents) ??
    documents.flatMap(({ lines }) =>
      lines.flatMap(({ place, text }) => {
        const field = REFERENCES.exec(place)?.[1];
        return field === undefined ? [] : [{ field, target: resolve(directory, text.replace(/^path:\s*/, '')) }];
      }),
    );
  READ.set(documents, references);
  return references;
}

function resolve(directory: string, reference: string): string {
  const segments = directory.split('/');
  for (const segment of reference.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

import { dirname, posix, relative, resolve, sep } from 'node:path';
import { ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import { readTree } from '../node/read-tree.ts';

/** A kustomize directory with as much around it as it refers to. */
export interface KustomizeRoot {
  readonly tree: FileTree;
  /** The directory in the tree. */
  readonly directory: string;
}

const KUSTOMIZATION = /^kustomization(\.ya?ml)?$|^Kustomization$/;

/**
 * Runs an act on a kustomize directory of the disk. Reads that directory alone first, and as many parents more as a
 * reference climbs (`../crd`) when the act says that one leads out of what was read.
 *
 * A directory without a kustomization file stands for its `config/default`, as in a project of Kubebuilder.
 */
export async function onKustomizeDirectory<T>(path: string, act: (root: KustomizeRoot) => T): Promise<T> {
  let root = resolve(path);
  let tree = await readTree(root);
  const nested = !hasKustomization(tree, '.') && hasKustomization(tree, 'config/default');
  const target = nested ? resolve(root, 'config/default') : root;
  for (;;) {
    try {
      const directory = relative(root, target).split(sep).join('/');
      return act({ tree, directory: directory === '' ? '.' : directory });
    } catch (error) {
      const climbs = levelsOut(error);
      if (climbs === 0) throw error;
      const wider = resolve(root, '../'.repeat(climbs));
      if (wider === dirname(wider)) throw error; // a file system's root is no project, and reading it takes hours
      root = wider;
      tree = await readTree(root);
    }
  }
}

function hasKustomization(tree: FileTree, directory: string): boolean {
  return tree
    .subtree(directory)
    .paths()
    .some((path) => KUSTOMIZATION.test(path));
}

/** How many directories above the tree a refused reference leads; 0 where the refusal has another reason. */
function levelsOut(error: unknown): number {
  if (!(error instanceof ScaffoldError)) return 0;
  const levels = error.issues
    .filter(({ code, received }) => code === 'kustomize-outside-root' && received !== undefined)
    .map(({ path, received = '' }) => posix.normalize(posix.join(posix.dirname(path), received)))
    .map((target) => /^(\.\.(\/|$))*/.exec(target)?.[0].split('..').length ?? 1);
  return Math.max(1, ...levels) - 1;
}

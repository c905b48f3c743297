import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { baseName, directoryOf, resolvePath } from '../../core/paths.ts';
import { listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { parseYaml } from '../../yaml/parse.ts';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
/** Fields in which a kustomization names directories; `bases` is the old name of the first. */
const REFERENCES = ['resources', 'bases', 'components'];

export function hasKustomization(tree: FileTree, directory: string): boolean {
  const prefix = directory === '.' ? '' : `${directory}/`;
  return NAMES.some((name) => tree.has(`${prefix}${name}`));
}

/** The directories that kustomize builds and no other kustomization builds upon, by path. */
export function kustomizeRoots(tree: FileTree): string[] {
  const directories = new Set<string>();
  const named = new Set<string>();
  for (const { path, content } of tree) {
    if (!NAMES.includes(baseName(path))) continue;
    const directory = directoryOf(path);
    const kustomization = parsed(content, path);
    if (stringAt(kustomization, 'kind') !== 'Component') directories.add(directory);
    for (const field of REFERENCES) {
      for (const reference of listAt(kustomization, field)) {
        if (typeof reference === 'string') named.add(resolvePath(directory, reference) ?? reference);
      }
    }
  }
  return [...directories].filter((directory) => !named.has(directory));
}

/** What cannot be read names nothing; it is built all the same, to say so. */
function parsed(content: string, path: string): JsonValue | undefined {
  try {
    return parseYaml(content, path)[0];
  } catch (error) {
    if (error instanceof ScaffoldError) return undefined;
    throw error;
  }
}

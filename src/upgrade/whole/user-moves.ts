import type { FileTree } from '../../core/file-tree.ts';
import { grouped } from '../../core/grouped.ts';
import { baseName, directoryOf } from '../../core/paths.ts';
import { isKustomization } from './file-classes.ts';
import { documentsOf } from './moved-documents.ts';

/**
 * Files of the base that the user has under another path: YAML with the same objects, Go files of the same name, and
 * kustomizations beside files that have moved. Only where there is one place that it can be.
 *
 * @returns old path to new path
 */
export function userMoves(base: FileTree, yours: FileTree, theirs: FileTree): Map<string, string> {
  const missing = base.paths().filter((path) => !yours.has(path));
  if (missing.length === 0) return new Map();
  const strange = yours.paths().filter((path) => !base.has(path) && !theirs.has(path));
  const byName = grouped(strange, baseName);
  const byObjects = grouped(
    strange.filter((path) => isManifest(path)),
    (path) => objectsOf(yours.get(path)!),
  );
  const moves = new Map<string, string>();
  for (const path of missing) {
    const places = isManifest(path) ? byObjects.get(objectsOf(base.get(path)!)) : byName.get(baseName(path));
    const [only, ...others] = places ?? [];
    if (only === undefined || others.length > 0) continue;
    if (path.endsWith('.go') || (isManifest(path) && objectsOf(base.get(path)!) !== '')) moves.set(path, only);
  }
  const directories = new Map<string, Set<string>>();
  for (const [from, to] of moves) {
    if (!isManifest(from) || directoryOf(from) === directoryOf(to)) continue;
    directories.set(directoryOf(from), (directories.get(directoryOf(from)) ?? new Set()).add(directoryOf(to)));
  }
  for (const path of missing.filter(isKustomization)) {
    const [only, ...others] = directories.get(directoryOf(path)) ?? [];
    const there = only === undefined ? undefined : `${only}/${baseName(path)}`;
    if (there !== undefined && others.length === 0 && yours.has(there) && !base.has(there)) moves.set(path, there);
  }
  return moves;
}

function isManifest(path: string): boolean {
  return /\.ya?ml$/.test(path) && !isKustomization(path);
}

/** The kinds and names of a file's objects, as its lines have them: enough to know a file by. */
function objectsOf(text: string): string {
  return [...documentsOf(text).keys()].sort().join(', ');
}

import type { FileTree } from '../../core/file-tree.ts';
import { grouped } from '../../core/grouped.ts';
import { baseName, directoryOf } from '../../core/paths.ts';
import { isKustomization } from './file-classes.ts';
import { documentsOf } from './moved-documents.ts';

/**
 * Files of the base that the user has under another path: YAML with the same objects or with the other of its two
 * extensions, Go files of the same name, and kustomizations beside files that have moved. Only where there is one place that it can be.
 *
 * @returns old path to new path
 */
export function userMoves(base: FileTree, yours: FileTree, theirs: FileTree): Map<string, string> {
  const missing = base.paths().filter((path) => !yours.has(path));
  if (missing.length === 0) return new Map();
  const strange = yours.paths().filter((path) => !base.has(path) && !theirs.has(path) && !isVendored(path));
  const unknown = new Set(strange);
  const byName = grouped(strange, baseName);
  const byObjects = grouped(
    strange.filter((path) => isManifest(path)),
    (path) => objectsOf(yours.get(path)!),
  );
  const moves = new Map<string, string>();
  const taken = new Set<string>();
  for (const path of missing) {
    const twin = path.endsWith('.yml') ? path.replace(/yml$/, 'yaml') : path.replace(/\.yaml$/, '.yml');
    if (!isManifest(path) || documentsOf(base.get(path)!).size === 0) {
      if (twin !== path && unknown.has(twin)) moves.set(path, twin);
    }
    if (moves.has(path)) continue;
    const places = isManifest(path) ? byObjects.get(objectsOf(base.get(path)!)) : byName.get(baseName(path));
    const [only, ...others] = places ?? [];
    // What two files of the base may have become is one of them.
    if (only === undefined || others.length > 0 || taken.has(only)) continue;
    if (path.endsWith('.go') || (isManifest(path) && objectsOf(base.get(path)!) !== '')) {
      moves.set(path, only);
      taken.add(only);
    }
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

/** A file of the user's that has some of the objects of a file of the base. */
export interface MovedObjects {
  readonly path: string;
  /** `Deployment controller-manager` */
  readonly objects: ReadonlySet<string>;
}

/**
 * Files of the base whose objects the user has in several other files, or beside others: each object where it is the only
 * one of its kind and name.
 */
export function movedObjects(base: FileTree, yours: FileTree, theirs: FileTree): Map<string, readonly MovedObjects[]> {
  const missing = base.paths().filter((path) => isManifest(path) && !yours.has(path) && theirs.has(path));
  const found = new Map<string, readonly MovedObjects[]>();
  if (missing.length === 0) return found;
  const strange = yours.paths().filter((path) => isManifest(path) && path.startsWith('config/') && !base.has(path));
  const places = grouped(
    strange.flatMap((path) => [...documentsOf(yours.get(path)!).keys()].map((object) => ({ path, object }))),
    ({ object }) => object,
  );
  for (const path of missing) {
    const objects = [...documentsOf(base.get(path)!).keys()];
    const only = objects.flatMap((object) => {
      const all = (places.get(object) ?? []).filter(({ path: other }) => directoryOf(other) === directoryOf(path));
      return all.length === 1 ? all : [];
    });
    const files = grouped(only, ({ path: other }) => other);
    found.set(
      path,
      [...files].map(([other, list]) => ({ path: other, objects: new Set(list.map(({ object }) => object)) })),
    );
  }
  return found;
}

/** Code of others, of which a Go module keeps a copy: https://go.dev/ref/mod#vendoring. */
function isVendored(path: string): boolean {
  return `/${path}`.includes('/vendor/');
}

function isManifest(path: string): boolean {
  return /\.ya?ml$/.test(path) && !isKustomization(path);
}

/** The kinds and names of a file's objects, as its lines have them: enough to know a file by. */
function objectsOf(text: string): string {
  return [...documentsOf(text).keys()].sort().join(', ');
}

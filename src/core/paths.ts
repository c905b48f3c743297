/*
 * Paths in a tree are relative, with `/` between their parts. The tree itself is `.`, as a directory and as what a path
 * leads to.
 */

/** The directory of a file. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The directories that a path lies in, outermost first: `a/b/c` gives `a` and `a/b`. */
export function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    parents.push(path.slice(0, slash));
  }
  return parents;
}

/** Where a relative path leads from a directory: `../rbac` from `config/default` is `config/rbac`. Undefined: out of the tree. */
export function resolvePath(directory: string, path: string): string | undefined {
  const parts = directory === '.' || directory === '' ? [] : directory.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/') || '.';
}

/** How a path is written from a directory: `../network-policy`. */
export function relativePath(directory: string, path: string): string {
  const from = directory === '.' ? [] : directory.split('/');
  const to = path === '.' ? [] : path.split('/');
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common += 1;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/') || '.';
}

import type { FileTree } from '../../core/file-tree.ts';

/** The directories of a tree: every path that a file lies below. */
export type Directories = ReadonlySet<string>;

export function directoriesOf(tree: FileTree): Directories {
  const directories = new Set<string>();
  for (const path of tree.paths()) {
    for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1)) {
      const directory = path.slice(0, slash);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return directories;
}

import { decodeUtf8 } from '../../core/decode-text.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { SharedDocuments } from '../../yaml/shared-documents.ts';

/** What stands at a path; `other` is what no build reads: a device, a pipe. */
export type PathKind = 'file' | 'directory' | 'other' | undefined;

/**
 * Where a build reads from: a tree, or a disk that is asked for what the build needs and nothing else. Paths are those of
 * trees, and have been through {@link realPath} first.
 */
export interface Source {
  /** Where a path leads when all links on it are followed; undefined where that is not in here. */
  realPath(path: string): string | undefined;
  /**
   * The path of what lies outside, with `..` in it, where there is anything outside: for builds without a load restrictor.
   *
   * @param path from a directory in here, or absolute
   */
  beyond?(directory: string, path: string): string;
  /** Without reading anything. */
  kindOf(path: string): PathKind;
  /**
   * The content of a file; bytes where they are no UTF-8.
   *
   * @throws ScaffoldError `file-unreadable` where it is there and cannot be read, `limit-exceeded` where it is too large
   */
  contentOf(path: string): string | Uint8Array | undefined;
  /** Whether the file's own bytes are at hand, and not only what somebody has read as text. */
  hasBytes(path: string): boolean;
  /** What several builds from here read in common; without it, each reads for itself. */
  readonly shared?: SharedDocuments;
}

/**
 * A tree as what several builds read from: each file of objects is parsed once.
 *
 * @param shared by trees that have most of their files in common
 */
export function sharedSource(tree: FileTree, shared: SharedDocuments = new SharedDocuments()): Source {
  return { ...treeSource(tree), shared };
}

/** A tree as what a build reads from. */
export function treeSource(tree: FileTree): Source {
  const directories = directoriesOf(tree);
  return {
    realPath: (path) => tree.realPath(path),
    kindOf: (path) =>
      tree.has(path) || tree.others.get(path) instanceof Uint8Array
        ? 'file'
        : path === '' || directories.has(path)
          ? 'directory'
          : undefined,
    contentOf(path) {
      const other = tree.others.get(path);
      return other instanceof Uint8Array ? (decodeUtf8(other) ?? other) : tree.get(path);
    },
    hasBytes: (path) => tree.others.get(path) instanceof Uint8Array,
  };
}

/** The directories of a tree: every path that a text file lies below. */
function directoriesOf(tree: FileTree): ReadonlySet<string> {
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

import type { FileTree } from '../core/file-tree.ts';
import { DISK } from './disk.ts';
import { type WriteReport, type WriteTreeOptions, writeWith } from './write-with.ts';

export type { WriteReport, WriteTreeOptions };

/**
 * Writes a tree below a directory, which is made where it is missing. Other files in it stay as they are. A link is
 * written as the file that it leads to, one to a directory not at all.
 *
 * All files are written aside first and then renamed into place, so that an interruption leaves no half-written file,
 * and a conflict or a full disk leaves nothing at all.
 *
 * @throws ScaffoldError `file-exists` with every path that stands there with another content (unless `force`),
 *   `path-conflict` where a directory or a link out of the directory is in the way, `file-unwritable`
 */
export async function writeTree(
  tree: FileTree,
  directory: string,
  options: WriteTreeOptions = {},
): Promise<WriteReport> {
  return writeWith(DISK, tree, directory, options);
}

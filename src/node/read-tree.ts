import type { FileTree } from '../core/file-tree.ts';
import { DISK } from './disk.ts';
import { type ReadTreeOptions, readWith, type SkippedFile } from './read-with.ts';

export type { ReadTreeOptions, SkippedFile };

/**
 * The files below a directory.
 *
 * A symbolic link to a file in the same directory is read as that file, once for all links to it; where other links lead
 * is noted, and they are not followed. Files that are no text stand aside, as bytes. Very large ones are left out, and
 * those whose names are no paths of a tree; `onSkip` is told. Devices and pipes are never opened.
 *
 * @throws ScaffoldError `file-unreadable` with every path that could not be read, `limit-exceeded` where all files together
 *   have more bytes than `limits.bytes`
 */
export async function readTree(directory: string, options: ReadTreeOptions = {}): Promise<FileTree> {
  return readWith(DISK, directory, options);
}

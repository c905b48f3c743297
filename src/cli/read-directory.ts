import { resolve } from 'node:path';
import { ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import { DISK_AT_ONCE } from '../node/disk.ts';
import { readWith, type SkippedFile } from '../node/read-with.ts';

/**
 * The files of a directory by the name that it was given, which is that of its issues too.
 *
 * @throws ScaffoldError `file-unreadable` with every path that could not be read, `limit-exceeded`
 */
export async function readDirectory(
  given: string,
  cwd: string,
  onSkip: (file: SkippedFile) => void = () => {},
): Promise<FileTree> {
  try {
    return await readWith(DISK_AT_ONCE, resolve(cwd, given), { onSkip });
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    const named = (path: string) => (path === '.' ? given : `${given.replace(/(?<!\/)\/+$/, '')}/${path}`);
    throw new ScaffoldError(
      error.issues.map((issue) => ({
        ...issue,
        path: named(issue.path),
        ...(issue.at === undefined ? {} : { at: { ...issue.at, file: named(issue.at.file) } }),
      })),
    );
  }
}

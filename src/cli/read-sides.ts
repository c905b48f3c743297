import { ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import { someOf } from '../core/some-of.ts';
import type { DiffNote } from '../diff/model.ts';
import { readDirectory } from './read-directory.ts';

/** A directory as a tree, and what is to be said about it. */
export interface ReadSide {
  readonly tree: FileTree;
  readonly notes: readonly DiffNote[];
}

/**
 * Two directories.
 *
 * @throws ScaffoldError `file-unreadable`, with all that is wrong with either
 */
export async function readSides(from: string, to: string, cwd: string): Promise<{ from: ReadSide; to: ReadSide }> {
  const [left, right] = await Promise.allSettled([readSide('from', from, cwd), readSide('to', to, cwd)]);
  if (left.status === 'fulfilled' && right.status === 'fulfilled') return { from: left.value, to: right.value };
  throw new ScaffoldError(
    [left, right].flatMap((result) => {
      if (result.status === 'fulfilled') return [];
      if (result.reason instanceof ScaffoldError) return result.reason.issues;
      throw result.reason;
    }),
  );
}

/** A directory as a tree, with a note about what is not in it: a change of that would go unseen. */
export async function readSide(side: DiffNote['side'], given: string, cwd: string): Promise<ReadSide> {
  const skipped: string[] = [];
  const tree = await readDirectory(given, cwd, ({ path, reason }) => {
    if (reason === 'too-large' || reason === 'not-a-file' || reason === 'odd-name') skipped.push(path);
  });
  const [first] = skipped;
  if (first === undefined) return { tree, notes: [] };
  const message = `Not compared, because they are too large, no files, or of a name that is no path of a tree: ${someOf(skipped)}.`;
  return { tree, notes: [{ code: 'not-read', side, path: first, message }] };
}

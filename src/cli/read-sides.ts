import { resolve } from 'node:path';
import { ScaffoldError } from '../core/errors.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { DiffNote } from '../diff/model.ts';
import { readTree, type SkippedFile } from '../node/read-tree.ts';

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

/** Files named in a note; more are counted. */
const MAX_NAMED = 5;

/** A directory as a tree, with a note about what is not in it: a change of that would go unseen. */
export async function readSide(side: DiffNote['side'], given: string, cwd: string): Promise<ReadSide> {
  const skipped: string[] = [];
  const tree = await readGiven(given, cwd, ({ path, reason }) => {
    if (reason === 'too-large' || reason === 'not-a-file') skipped.push(path);
  });
  const [first, ...others] = skipped;
  if (first === undefined) return { tree, notes: [] };
  const more = others.length >= MAX_NAMED ? ` and ${others.length - MAX_NAMED + 1} more` : '';
  const names = [first, ...others].slice(0, MAX_NAMED).join(', ');
  const message = `Not compared, because they are too large, or no files: ${names}${more}.`;
  return { tree, notes: [{ code: 'not-read', side, path: first, message }] };
}

/** A directory by the name that it was given, which is that of its issues too. */
async function readGiven(given: string, cwd: string, onSkip: (file: SkippedFile) => void): Promise<FileTree> {
  try {
    return await readTree(resolve(cwd, given), { onSkip });
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    const named = (path: string) => (path === '.' ? given : `${given.replace(/(?<!\/)\/+$/, '')}/${path}`);
    throw new ScaffoldError(error.issues.map((issue) => ({ ...issue, path: named(issue.path) })));
  }
}

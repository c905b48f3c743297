import { toHunks } from '../../diff/text/hunks.ts';
import { lineEdits } from '../../diff/text/line-edits.ts';
import type { FileMerge } from './model.ts';

/** For texts that are not merged: yours stays, and what the release changed in its own is told. */
export const tellChange: FileMerge = ({ base, yours, theirs }) => {
  const snippet = changeBetween(base, theirs);
  if (snippet === '') return { text: yours, conflicts: [], manual: [] };
  return {
    text: yours,
    conflicts: [],
    manual: [{ text: 'You have edited this file, and the release changed it so:', snippet }],
  };
};

/** What changed, as the lines of a unified diff without a header. */
export function changeBetween(base: string, theirs: string): string {
  return toHunks(lineEdits(base, theirs).edits)
    .flatMap(({ lines }) => lines)
    .filter((line) => !line.startsWith('\\'))
    .join('\n');
}

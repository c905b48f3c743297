import { toHunks } from '../../diff/text/hunks.ts';
import { lineEdits } from '../../diff/text/line-edits.ts';

/** What changed, as the lines of a unified diff without a header. */
export function changeBetween(base: string, theirs: string): string {
  return toHunks(lineEdits(base, theirs).edits)
    .flatMap(({ lines }) => lines)
    .filter((line) => !line.startsWith('\\'))
    .join('\n');
}

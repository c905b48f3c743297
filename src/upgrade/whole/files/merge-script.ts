import { linesOf } from '../../../merge/chunks.ts';
import { diff3 } from '../../../merge/diff3.ts';
import type { FileMerge } from '../model.ts';
import { withLineEnds } from './line-ends.ts';
import { plainSpaces } from './makefile/normal-form.ts';
import { Settled } from './settled.ts';

/**
 * Merges a shell script line by line; comments and blank lines are prose. Where both sides changed the same lines, the
 * script as a whole is one conflict: half of one and half of another is no script.
 */
export const mergeScript: FileMerge = (versions, choose) => {
  const settled = new Settled(choose);
  const theirs = withLineEnds(versions.theirs, versions.yours);
  const [b, y, t] = [versions.base, versions.yours, theirs].map(linesOf) as [string[], string[], string[]];
  const commands = (lines: readonly string[]) =>
    lines
      .map(factOf)
      .filter((line) => line !== '')
      .join('\n');
  const [base, yours, target] = [b, y, t].map(commands) as [string, string, string];
  if (base === target || yours === target) return settled.result(versions.yours);
  if (yours === base) return settled.result(theirs);
  let text = '';
  for (const region of diff3(b.map(factOf), y.map(factOf), t.map(factOf))) {
    const mine = y.slice(...region.mine);
    if (region.kind === 'conflict' && commands(mine) !== '') {
      const conflict = {
        where: 'the script',
        base: versions.base,
        yours: versions.yours,
        theirs: versions.theirs,
      } as const;
      const side = settled.side({ ...conflict, suggested: 'yours', line: 1 });
      return settled.result(side === 'theirs' ? theirs : versions.yours);
    }
    text += (region.kind === 'theirs' || region.kind === 'conflict' ? t.slice(...region.theirs) : mine).join('');
  }
  return settled.result(text);
};

function factOf(line: string): string {
  const text = plainSpaces(line);
  return text.startsWith('#') && !text.startsWith('#!') ? '' : text;
}

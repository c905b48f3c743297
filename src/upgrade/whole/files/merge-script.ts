import { digestOf } from '../../../base/fingerprints/digest.ts';
import { linesOf } from '../../../merge/chunks.ts';
import { diff3 } from '../../../merge/diff3.ts';
import type { FileMerge } from '../model.ts';
import { isScaffoldComment, knownScripts } from './known-entries.ts';
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
  const own = additionsTo(knownScripts(versions.path), y);
  if (own !== undefined) {
    const end = theirs.endsWith('\n') ? theirs : `${theirs}\n`;
    return settled.result(`${end}${own.join('')}`);
  }
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

/**
 * The lines that you put into a script of a release, with the comments among them; undefined where you changed one that
 * was there. They may stand at the end: what a release has its script do, it does before.
 */
function additionsTo(known: readonly (readonly string[])[], yours: readonly string[]): string[] | undefined {
  const isOurs = (line: string) => !line.startsWith('#!') && isScaffoldComment(line, '');
  const lines = yours.filter((line) => plainSpaces(line) !== '' && !isOurs(line));
  const digests = lines.map((line) => digestOf(plainSpaces(line)));
  for (const script of known) {
    if (script.length > digests.length) continue;
    const regions = diff3(script, digests, script).filter(({ kind }) => kind !== 'same');
    if (regions.every(({ base }) => base[0] === base[1])) {
      return regions
        .flatMap(({ mine }) => lines.slice(...mine))
        .map((line) => (line.endsWith('\n') ? line : `${line}\n`));
    }
  }
  return undefined;
}

function factOf(line: string): string {
  const text = plainSpaces(line);
  return text.startsWith('#') && !text.startsWith('#!') ? '' : text;
}

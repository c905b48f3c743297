import { linesOf } from '../../../merge/chunks.ts';
import { diff3 } from '../../../merge/diff3.ts';

/** Merges three texts line by line, spaces at the ends of lines aside; undefined where both changed the same lines. */
export function mergeLines(base: string, yours: string, theirs: string): string | undefined {
  const [b, y, t] = [base, yours, theirs].map(linesOf) as [string[], string[], string[]];
  const facts = (lines: readonly string[]) => lines.map((line) => line.trimEnd());
  let text = '';
  for (const region of diff3(facts(b), facts(y), facts(t))) {
    if (region.kind === 'conflict') return undefined;
    const lines = region.kind === 'theirs' ? t.slice(...region.theirs) : y.slice(...region.mine);
    for (const line of lines) text += text === '' || text.endsWith('\n') ? line : `\n${line}`;
  }
  return text;
}

import { diff3 } from '../../../merge/diff3.ts';

/**
 * Merges three commands or values word by word; undefined where both sides changed the same words. A word of yours is
 * equal to one of the others by `same`; the words that are kept keep their spelling and the space before them.
 */
export function mergeWords(
  base: string,
  yours: string,
  theirs: string,
  same: (word: string) => string = (word) => word,
): string | undefined {
  const [b, y, t] = [base, yours, theirs].map(wordsOf) as [Word[], Word[], Word[]];
  const facts = (words: readonly Word[]) => words.map(({ text }) => same(text));
  let text = '';
  for (const region of diff3(facts(b), facts(y), facts(t))) {
    if (region.kind === 'conflict') {
      // Both put words in at one place: yours come first, as they may be flags of what stands before.
      if (region.base[0] !== region.base[1]) return undefined;
      text += printed(y.slice(...region.mine), text) + printed(t.slice(...region.theirs), text);
    } else text += printed(region.kind === 'theirs' ? t.slice(...region.theirs) : y.slice(...region.mine), text);
  }
  return text + trailing(yours);
}

interface Word {
  readonly space: string;
  readonly text: string;
}

/** Words with the space before each. */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    let start = at;
    while (start < text.length && isSpace(text, start)) start += 1;
    let end = start;
    while (end < text.length && !isSpace(text, end)) end += 1;
    if (end > start) words.push({ space: text.slice(at, start), text: text.slice(start, end) });
    at = end;
  }
  return words;
}

function printed(words: readonly Word[], before: string): string {
  return words
    .map(({ space, text }, index) => (space === '' && (index > 0 || before !== '') ? ' ' : space) + text)
    .join('');
}

function trailing(text: string): string {
  return text.slice(text.trimEnd().length);
}

function isSpace(text: string, at: number): boolean {
  const char = text[at];
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

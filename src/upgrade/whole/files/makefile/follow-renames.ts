import type { FileVersions } from '../../model.ts';
import type { MakeEntry } from './entry.ts';
import { normalValue } from './normal-form.ts';
import { readMakefile } from './read-makefile.ts';

/**
 * Base and theirs with the variables that you renamed under your names: one that is gone, while a new one has its very
 * value and a word of its name, and nothing else has.
 */
export function followRenames(
  { base, theirs }: FileVersions,
  yours: readonly MakeEntry[],
): readonly [MakeEntry[], MakeEntry[]] {
  const [b, t] = [readMakefile(base), readMakefile(theirs)];
  const names = (entries: readonly MakeEntry[]) => new Set(entries.map(({ key }) => key));
  const [inBase, inYours, inTheirs] = [names(b), names(yours), names(t)];
  const isVariable = ({ kind }: MakeEntry) => kind === 'variable';
  const gone = b.filter((entry) => isVariable(entry) && !inYours.has(entry.key) && inTheirs.has(entry.key));
  const own = yours.filter((entry) => isVariable(entry) && !inBase.has(entry.key) && !inTheirs.has(entry.key));
  const renamed: (readonly [string, string])[] = [];
  for (const entry of gone) {
    const fits = (other: MakeEntry) =>
      normalValue(other.value) === normalValue(entry.value) && shareWord(nameOf(other), nameOf(entry));
    const found = own.filter(fits);
    const rivals = gone.filter((other) => found.some((candidate) => candidate.value === other.value));
    if (found.length === 1 && rivals.length === 1) renamed.push([nameOf(entry), nameOf(found[0]!)]);
  }
  if (renamed.length === 0) return [b, t];
  const rename = (text: string) => renamed.reduce((result, [from, to]) => withName(result, from, to), text);
  return [readMakefile(rename(base)), readMakefile(rename(theirs))];
}

function nameOf({ key }: MakeEntry): string {
  return key.slice('variable '.length);
}

function shareWord(a: string, b: string): boolean {
  const words = a.split('_').filter((word) => word !== 'VERSION');
  return b.split('_').some((word) => words.includes(word));
}

/** A text with another name for a variable, wherever the name stands alone. */
function withName(text: string, from: string, to: string): string {
  let result = '';
  let at = 0;
  for (let found = text.indexOf(from); found !== -1; found = text.indexOf(from, found + from.length)) {
    const end = found + from.length;
    if (/[\w-]/.test(text[found - 1] ?? '') || /[\w-]/.test(text[end] ?? '')) continue;
    result += text.slice(at, found) + to;
    at = end;
  }
  return result + text.slice(at);
}

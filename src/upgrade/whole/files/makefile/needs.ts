import type { MakeEntry } from './entry.ts';

/**
 * The target's entries that can stand in yours: no new rule that hangs on a target which you took out, and no such
 * target among the prerequisites. What an included file may hold is taken to be there.
 */
export function withoutUnmet(
  base: readonly MakeEntry[],
  yours: readonly MakeEntry[],
  theirs: readonly MakeEntry[],
): MakeEntry[] {
  const known = keysOf(base);
  if (yours.some(({ kind, key }) => kind === 'include' && !known.has(key))) return [...theirs];
  const own = keysOf(yours);
  const offered = keysOf(theirs);
  const isLost = (key: string) => known.has(key) && !own.has(key);
  const lost = new Set([...offered].filter(isLost));
  // What yours still asks for is elsewhere, or broken already.
  const asked = new Set(yours.flatMap(({ kind, value }) => (kind === 'rule' ? wordsOf(value) : [])));
  const isUnmet = (word: string) => lost.has(`target ${word}`) && !asked.has(word);
  // Your own target of that name has what you gave it.
  const isYours = (word: string) => own.has(`target ${word}`) && !known.has(`target ${word}`);
  // What hangs on it is lost, too, and so on.
  for (let before = -1; before !== lost.size; ) {
    before = lost.size;
    for (const entry of theirs) {
      const isNew = !known.has(entry.key) && !own.has(entry.key);
      if (!isNew) continue;
      const words = wordsOf(entry.value);
      const isNameless = [...namesIn([{ ...entry, raw: entry.head }])].some((name) => lost.has(`variable ${name}`));
      if (entry.kind === 'rule' && (words.some(isUnmet) || isNameless)) lost.add(entry.key);
      if (entry.kind === 'phony' && words.every((word) => isUnmet(word) || isYours(word))) lost.add(entry.key);
    }
  }
  return theirs.flatMap((entry) => {
    if (lost.has(entry.key) && !isLost(entry.key)) return [];
    if (entry.kind !== 'rule' || !wordsOf(entry.value).some(isUnmet)) return [entry];
    const value = wordsOf(entry.value)
      .filter((word) => !isUnmet(word))
      .join(' ');
    return [{ ...entry, value, raw: entry.head + value + entry.tail + entry.body.join('') }];
  });
}

/** Variables and definitions of the target that a merged Makefile names and does not have, while yours named none of them. */
export function missingNames(
  merged: readonly MakeEntry[],
  yours: readonly MakeEntry[],
  theirs: readonly MakeEntry[],
): Set<string> {
  const [standing, named, before] = [keysOf(merged), namesIn(merged), namesIn(yours)];
  const isMissing = ({ key, kind }: MakeEntry) =>
    (kind === 'variable' || kind === 'define') &&
    !standing.has(key) &&
    named.has(key.slice(key.indexOf(' ') + 1)) &&
    !before.has(key.slice(key.indexOf(' ') + 1));
  return new Set(theirs.filter(isMissing).map(({ key }) => key));
}

/** The names behind `$(`, `${` and `$(call `. */
function namesIn(entries: readonly MakeEntry[]): Set<string> {
  const code = entries.filter(({ kind }) => kind !== 'prose').map(({ raw }) => raw);
  return new Set(code.flatMap((raw) => [...raw.matchAll(/\$[({](?:call )?([\w.-]+)/g)].map(([, name]) => name!)));
}

function keysOf(entries: readonly MakeEntry[]): Set<string> {
  return new Set(entries.flatMap(({ key, also }) => [key, ...(also ?? [])]));
}

function wordsOf(text: string): string[] {
  return text.split(/[ \t]+/).filter((word) => word !== '');
}

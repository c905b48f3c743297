import { ENDINGS, NOUNS, OTHER_PLURALS, WHOLE_NOUNS } from './words.ts';

type Pair = readonly [singular: string, plural: string];

/** The rules in order, by the last letter of the words that each can concern. */
const RULES: ReadonlyMap<string, readonly Pair[]> = byLastLetter([...pairs(NOUNS), ...pairs(ENDINGS)]);
const WHOLE: ReadonlyMap<string, string> = new Map(pairs(WHOLE_NOUNS));
/** Both sides of the rules for endings, as words. */
const ENDING_WORDS: ReadonlySet<string> = new Set(pairs(ENDINGS).flat());
const PLURALS: ReadonlySet<string> = new Set([...WHOLE.values(), ...OTHER_PLURALS.split(' ')]);

/**
 * The acronyms that Kubebuilder knows and that end in an s: for these its plural is no DNS label (`dnsDNSes`), so
 * that it refuses the kind unless a plural is given.
 */
const BROKEN_ACRONYMS: ReadonlySet<string> = new Set('aes bss cmos des dns ess fcs https ids ips mpls pots'.split(' '));

/** Acronyms to which no rule for an ending applies. */
const SPARED_ACRONYMS: ReadonlySet<string> = new Set(['eia', 'ssh', 'tia']);

/** The plural of a kind, in lower case: Kubebuilder's where it has one, and else a usable one. */
export function pluralOf(kind: string): string {
  return kubebuilderPlural(kind) ?? `${kind.toLowerCase()}es`;
}

/** The plural that Kubebuilder derives from a kind; undefined where it derives none that works. */
export function kubebuilderPlural(kind: string): string | undefined {
  return derive(kind.toLowerCase(), false);
}

/**
 * The plural that controller-gen derives: Kubebuilder's, but for kinds that are nothing but an ending (`Io`, `Trix`),
 * to which it does not apply the rule for that ending.
 */
export function generatorPlural(kind: string): string | undefined {
  const word = kind.toLowerCase();
  return derive(word, ENDING_WORDS.has(word));
}

/** @param isEnding whether rules for endings pass over the word itself */
function derive(word: string, isEnding: boolean): string | undefined {
  if (BROKEN_ACRONYMS.has(word)) return undefined;
  if (SPARED_ACRONYMS.has(word)) return `${word}s`;
  const whole = WHOLE.get(word);
  if (whole !== undefined) return whole;
  if (PLURALS.has(word)) return word;
  for (const [singular, plural] of RULES.get(word.slice(-1)) ?? []) {
    if (isEnding && (word === singular || word === plural)) continue;
    if (word.endsWith(plural)) return word;
    if (word.endsWith(singular)) return word.slice(0, -singular.length) + plural;
  }
  return word.endsWith('s') ? word : `${word}s`;
}

function byLastLetter(rules: readonly Pair[]): Map<string, Pair[]> {
  const groups = new Map<string, Pair[]>();
  for (const rule of rules) {
    for (const letter of new Set(rule.map((word) => word.slice(-1)))) {
      groups.set(letter, [...(groups.get(letter) ?? []), rule]);
    }
  }
  return groups;
}

function pairs(table: string): Pair[] {
  return table
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [singular = '', plural = singular] = entry.split(':');
      return [singular, plural];
    });
}

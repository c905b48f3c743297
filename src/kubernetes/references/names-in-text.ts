/** Longer ones are nobody's, and would have to be compared with each other word of a text. */
const LONGEST = 253;

/** A name that stands in a text as a whole word. */
export interface NameInText {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds any of many names in texts, in time that grows with the text and not with the number of names. A name stands
 * between characters other than lower-case letters, digits and dashes; of several at one place, the longest counts.
 * Names within a word that starts with a slash are passed over: a file's place says nothing about objects.
 */
export class NameFinder {
  readonly #names: ReadonlySet<string>;
  /** Lengths of names, the longest first, by the word that they begin with. */
  readonly #lengths = new Map<string, number[]>();

  constructor(names: Iterable<string>) {
    this.#names = new Set([...names].filter((name) => name !== '' && name.length <= LONGEST));
    for (const name of this.#names) {
      const word = /^[a-z0-9-]*/.exec(name)![0];
      const lengths = this.#lengths.get(word);
      if (lengths === undefined) this.#lengths.set(word, [name.length]);
      else if (!lengths.includes(name.length)) lengths.push(name.length);
    }
    for (const lengths of this.#lengths.values()) lengths.sort((a, b) => b - a);
  }

  /** In their order; none overlaps another. */
  *find(text: string): Generator<NameInText> {
    // Names that begin with another character may stand where no word begins.
    const words = this.#lengths.has('') ? /[a-z0-9-]+|[^a-z0-9-]/g : /[a-z0-9-]+/g;
    const paths = new PathWords(text);
    for (let match = words.exec(text); match !== null; match = words.exec(text)) {
      const start = match.index;
      const isWord = WORD.test(match[0]);
      if (!isWord && start > 0 && WORD.test(text[start - 1]!)) continue;
      const name = this.#nameAt(text, start, isWord ? match[0] : '');
      if (name === undefined || paths.hold(start)) continue;
      words.lastIndex = start + name.length;
      yield { name, start, end: start + name.length };
    }
  }

  #nameAt(text: string, start: number, word: string): string | undefined {
    for (const length of this.#lengths.get(word) ?? []) {
      const name = text.slice(start, start + length);
      if (this.#names.has(name) && !WORD.test(text[start + length] ?? '')) return name;
    }
    return undefined;
  }
}

const WORD = /[a-z0-9-]/;
const IN_PATH = /[\w./-]/;
const BEFORE_PATH = /[\s"'=,]/;

/** Asked for places in ascending order, so that the text is gone through once. */
class PathWords {
  readonly #text: string;
  /** Where the run of characters of a path began that `#at` stands in. */
  #start = 0;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  hold(place: number): boolean {
    for (; this.#at < place; this.#at += 1) if (!IN_PATH.test(this.#text[this.#at]!)) this.#start = this.#at + 1;
    if (this.#start >= place || this.#text[this.#start] !== '/') return false;
    return this.#start === 0 || BEFORE_PATH.test(this.#text[this.#start - 1]!);
  }
}

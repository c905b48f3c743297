import { type CharSet, characterSet, rangePart, type SetPart, unionSet } from './char-set.ts';
import { PERL_CLASSES, POSIX_CLASSES, unicodePart } from './named-classes.ts';
import type { Assertion, PatternTree } from './pattern-tree.ts';

/** Why Go would refuse a pattern. */
export class PatternError extends Error {}

/** The most that Go takes: copies of one thing, levels, steps of the program. */
const MAX_REPEAT = 1000;
const MAX_HEIGHT = 1000;
const MAX_SIZE = Math.floor((128 << 20) / 40);

/** A part of the pattern with what Go's limits are about. */
interface Part {
  readonly tree: PatternTree;
  readonly height: number;
  readonly size: number;
  /** The most copies of any one thing in it. */
  readonly copies: number;
  /** What joins another of its kind without a level of its own: text, a sequence, alternatives. */
  readonly joins?: 'text' | 'concat' | 'alternate' | undefined;
}

/** Which of the flags i, m and s hold. U changes what is captured, not what fits. */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

/** An open group: the alternatives before the current one, and the flags that hold again behind it. */
interface Group {
  readonly alternatives: Part[];
  parts: Part[];
  readonly flags: Flags;
  readonly captures: boolean;
}

const EMPTY: Part = { tree: { op: 'empty' }, height: 1, size: 1, copies: 1 };
const NO_FLAGS: Flags = { i: false, m: false, s: false };

/**
 * Reads a pattern as Go's package regexp/syntax does with the flags of Perl, which `regexp.Compile` sets.
 *
 * @throws PatternError where Go refuses it
 */
export function parsePattern(pattern: string): PatternTree {
  return new PatternParser(pattern).parse();
}

class PatternParser {
  readonly #points: readonly string[];
  #at = 0;
  #flags = NO_FLAGS;
  readonly #open: Group[] = [];
  #group: Group = { alternatives: [], parts: [], flags: NO_FLAGS, captures: false };

  constructor(pattern: string) {
    this.#points = Array.from(pattern);
  }

  parse(): PatternTree {
    // Two operators in a row are an error, but only where nothing stands between them.
    let repeated = false;
    while (this.#at < this.#points.length) {
      const before = this.#at;
      const character = this.#points[this.#at]!;
      let repeats = false;
      if (character === '*' || character === '+' || character === '?') {
        this.#at += 1;
        this.#repeat(character === '+' ? 1 : 0, character === '?' ? 1 : Number.POSITIVE_INFINITY, repeated, before);
        repeats = true;
      } else if (character === '{') {
        const counts = this.#counts();
        if (counts === undefined) {
          this.#at += 1;
          this.#literal(0x7b);
        } else {
          const [min, max] = counts;
          if (!(min <= MAX_REPEAT) || !(max === Number.POSITIVE_INFINITY || max <= MAX_REPEAT) || min > max)
            throw new PatternError(`invalid repeat count: ${this.#text(before)}`);
          this.#repeat(min, max, repeated, before);
          repeats = true;
        }
      } else this.#piece(character);
      repeated = repeats;
    }
    if (this.#open.length > 0) throw new PatternError('missing closing )');
    return this.#whole(this.#group).tree;
  }

  #piece(character: string): void {
    switch (character) {
      case '(':
        if (this.#points[this.#at + 1] === '?') this.#perlGroup();
        else {
          this.#at += 1;
          this.#enter(true, this.#flags);
        }
        return;
      case '|':
        this.#at += 1;
        this.#group.alternatives.push(this.#joined(this.#group.parts));
        this.#group.parts = [];
        return;
      case ')':
        this.#at += 1;
        this.#leave();
        return;
      case '^':
        this.#at += 1;
        this.#assert(this.#flags.m ? 'line-start' : 'text-start');
        return;
      case '$':
        this.#at += 1;
        this.#assert(this.#flags.m ? 'line-end' : 'text-end');
        return;
      case '.':
        this.#at += 1;
        this.#set(this.#flags.s ? unionSet([], true) : unionSet([rangePart([10, 10])], true));
        return;
      case '[':
        this.#set(this.#characterClass());
        return;
      case '\\':
        this.#escape();
        return;
      default:
        this.#at += 1;
        this.#literal(character.codePointAt(0)!);
    }
  }

  #escape(): void {
    const next = this.#points[this.#at + 1];
    switch (next) {
      case 'A':
      case 'z':
      case 'b':
      case 'B': {
        this.#at += 2;
        const assertions = { A: 'text-start', z: 'text-end', b: 'word-boundary', B: 'no-word-boundary' } as const;
        this.#assert(assertions[next]);
        return;
      }
      case 'Q': {
        this.#at += 2;
        while (this.#at < this.#points.length) {
          if (this.#points[this.#at] === '\\' && this.#points[this.#at + 1] === 'E') {
            this.#at += 2;
            return;
          }
          this.#literal(this.#points[this.#at]!.codePointAt(0)!);
          this.#at += 1;
        }
        return;
      }
    }
    const part = this.#classEscape();
    if (part !== undefined) this.#set(unionSet([part], false));
    else this.#literal(this.#characterEscape());
  }

  /** `(?i)`, `(?i:`, `(?P<name>` and `(?<name>`. */
  #perlGroup(): void {
    const start = this.#at;
    const named = this.#points[start + 2] === 'P' && this.#points[start + 3] === '<' ? 4 : 3;
    if (named === 4 || this.#points[start + 2] === '<') {
      const end = this.#points.indexOf('>', start + named);
      const name = end === -1 ? '' : this.#points.slice(start + named, end).join('');
      if (!/^[0-9A-Za-z_]+$/.test(name)) throw new PatternError('invalid named capture');
      this.#at = end + 1;
      this.#enter(true, this.#flags);
      return;
    }
    let on: Flags = this.#flags;
    let value = true;
    let sawFlag = false;
    for (this.#at += 2; this.#at < this.#points.length; ) {
      const character = this.#points[this.#at]!;
      this.#at += 1;
      if (character === 'i' || character === 'm' || character === 's') {
        on = { ...on, [character]: value };
        sawFlag = true;
      } else if (character === 'U') sawFlag = true;
      else if (character === '-' && value) {
        value = false;
        sawFlag = false;
      } else if ((character === ':' || character === ')') && (value || sawFlag)) {
        if (character === ':') this.#enter(false, on);
        else this.#flags = on;
        return;
      } else break;
    }
    throw new PatternError(`invalid or unsupported Perl syntax: ${this.#text(start)}`);
  }

  #enter(captures: boolean, inner: Flags): void {
    this.#open.push(this.#group);
    this.#group = { alternatives: [], parts: [], flags: this.#flags, captures };
    this.#flags = inner;
  }

  #leave(): void {
    const outer = this.#open.pop();
    if (outer === undefined) throw new PatternError('unexpected )');
    const { captures, flags } = this.#group;
    const inner = this.#whole(this.#group);
    this.#group = outer;
    this.#flags = flags;
    outer.parts.push(
      captures ? checked({ ...inner, height: inner.height + 1, size: inner.size + 2, joins: undefined }) : inner,
    );
  }

  #whole({ alternatives, parts }: Group): Part {
    const last = this.#joined(parts);
    if (alternatives.length === 0) return last;
    const all = [...alternatives, last];
    // Alternatives of one character each become a class.
    const flat = all.every(({ tree }) => tree.op === 'set');
    return checked({
      tree: { op: 'alternate', parts: all.map(({ tree }) => tree) },
      height: flat ? 1 : 1 + highest(all, 'alternate'),
      size: all.reduce((sum, { size }) => sum + size, all.length - 1),
      copies: mostCopies(all),
      joins: flat ? undefined : 'alternate',
    });
  }

  #joined(parts: readonly Part[]): Part {
    const [only] = parts;
    if (only === undefined) return EMPTY;
    if (parts.length === 1) return only;
    const isText = parts.every(({ joins }) => joins === 'text');
    return checked({
      tree: { op: 'concat', parts: parts.map(({ tree }) => tree) },
      height: isText ? 1 : 1 + highest(parts, 'concat'),
      size: parts.reduce((sum, { size }) => sum + size, 0),
      copies: mostCopies(parts),
      joins: isText ? 'text' : 'concat',
    });
  }

  #repeat(min: number, max: number, repeated: boolean, start: number): void {
    if (this.#points[this.#at] === '?') this.#at += 1; // which of several texts is captured
    if (repeated) throw new PatternError('invalid nested repetition operator');
    const part = this.#group.parts.pop();
    if (part === undefined) throw new PatternError(`missing argument to repetition operator: ${this.#text(start)}`);
    const counted = this.#points[start] === '{';
    const times = max === Number.POSITIVE_INFINITY ? min : max;
    const copies = !counted ? part.copies : max === 0 ? 1 : part.copies * Math.max(times, 1);
    if (counted && (min >= 2 || (max >= 2 && max !== Number.POSITIVE_INFINITY)) && copies > MAX_REPEAT)
      throw new PatternError(`invalid repeat count: ${this.#text(start)}`);
    const size =
      max !== Number.POSITIVE_INFINITY
        ? max * part.size + (max - min)
        : min === 0
          ? 2 + part.size
          : 1 + min * part.size;
    const tree: PatternTree = { op: 'repeat', part: part.tree, min, max };
    this.#group.parts.push(checked({ tree, height: part.height + 1, size: Math.max(1, size), copies }));
  }

  /** `{2}`, `{2,}` and `{2,5}`; undefined where the brace is a character as any other. */
  #counts(): [min: number, max: number] | undefined {
    let at = this.#at + 1;
    const integer = (): number | undefined => {
      const from = at;
      while (at < this.#points.length && /^[0-9]$/.test(this.#points[at]!)) at += 1;
      if (at === from || (this.#points[from] === '0' && at - from > 1)) return undefined;
      return at - from > 9 ? Number.NaN : Number(this.#points.slice(from, at).join(''));
    };
    const min = integer();
    if (min === undefined) return undefined;
    let max: number | undefined = min;
    if (this.#points[at] === ',') {
      at += 1;
      max = this.#points[at] === '}' ? Number.POSITIVE_INFINITY : integer();
      if (max === undefined) return undefined;
    }
    if (this.#points[at] !== '}') return undefined;
    this.#at = at + 1;
    return [min, max];
  }

  #characterClass(): CharSet {
    const parts: SetPart[] = [];
    const ranges: number[] = [];
    const { i: folded } = this.#flags;
    this.#at += 1;
    const negated = this.#points[this.#at] === '^';
    if (negated) this.#at += 1;
    for (let first = true; first || this.#points[this.#at] !== ']'; first = false) {
      const part = this.#posixClass() ?? this.#classEscape();
      if (part !== undefined) {
        parts.push(part);
        continue;
      }
      const low = this.#classCharacter();
      let high = low;
      const after = this.#points[this.#at + 1];
      if (this.#points[this.#at] === '-' && after !== undefined && after !== ']') {
        this.#at += 1;
        high = this.#classCharacter();
        if (high < low) throw new PatternError('invalid character class range');
      }
      ranges.push(low, high);
    }
    this.#at += 1;
    if (ranges.length > 0) parts.push(rangePart(ranges, false, folded));
    return unionSet(parts, negated, ranges.length);
  }

  #posixClass(): SetPart | undefined {
    if (this.#points[this.#at] !== '[' || this.#points[this.#at + 1] !== ':') return undefined;
    // Names are short; what closes further off closes no name.
    const near = this.#points.slice(this.#at + 2, this.#at + 12).join('');
    const name = /^(\^?)([a-z]+):\]/.exec(near);
    const ranges = name === null ? undefined : POSIX_CLASSES.get(name[2]!);
    if (name === null || ranges === undefined) {
      if (this.#closesName(this.#at + 2)) throw new PatternError('invalid character class range');
      return undefined;
    }
    this.#at += 2 + name[0].length;
    return rangePart(ranges, name[1] === '^', this.#flags.i);
  }

  #nameEnds: number | undefined;

  /** Whether `:]` stands anywhere behind; the last one is looked for once. */
  #closesName(from: number): boolean {
    if (this.#nameEnds === undefined) {
      let at = this.#points.length - 2;
      while (at >= 0 && !(this.#points[at] === ':' && this.#points[at + 1] === ']')) at -= 1;
      this.#nameEnds = at;
    }
    return this.#nameEnds >= from;
  }

  /** `\d`, `\P{Greek}` and their like; undefined where the place holds none. */
  #classEscape(): SetPart | undefined {
    if (this.#points[this.#at] !== '\\') return undefined;
    const letter = this.#points[this.#at + 1] ?? '';
    const perl = PERL_CLASSES.get(letter.toLowerCase());
    if (perl !== undefined && letter.length === 1 && /^[dswDSW]$/.test(letter)) {
      this.#at += 2;
      return rangePart(perl, letter < 'a', this.#flags.i);
    }
    if (letter !== 'p' && letter !== 'P') return undefined;
    let name = this.#points[this.#at + 2];
    let end = this.#at + 3;
    if (name === '{') {
      const close = this.#points.indexOf('}', end);
      name = close === -1 ? undefined : this.#points.slice(end, close).join('');
      end = close + 1;
    }
    const part = name === undefined ? undefined : unicodePart(name, letter === 'P', this.#flags.i);
    if (part === undefined) throw new PatternError(`invalid character class range: ${this.#text(this.#at)}`);
    this.#at = end;
    return part;
  }

  #classCharacter(): number {
    const character = this.#points[this.#at];
    if (character === undefined) throw new PatternError('missing closing ]');
    if (character === '\\') return this.#characterEscape();
    this.#at += 1;
    return character.codePointAt(0)!;
  }

  #characterEscape(): number {
    const start = this.#at;
    const next = this.#points[start + 1];
    if (next === undefined) throw new PatternError('trailing backslash at end of expression');
    this.#at += 2;
    if (/^[0-7]$/.test(next)) {
      let digits = next;
      while (digits.length < 3 && /^[0-7]$/.test(this.#points[this.#at] ?? '')) {
        digits += this.#points[this.#at];
        this.#at += 1;
      }
      // A single digit would be what a group held, which RE2 does not have.
      if (next === '0' || digits.length > 1) return Number.parseInt(digits, 8);
    } else if (next === 'x') {
      const point = this.#hexadecimal();
      if (point !== undefined) return point;
    } else if (Object.hasOwn(CONTROLS, next)) return CONTROLS[next]!;
    else if (next.charCodeAt(0) < 128 && !/[0-9A-Za-z]/.test(next)) return next.charCodeAt(0);
    throw new PatternError(`invalid escape sequence: ${this.#text(start)}`);
  }

  #hexadecimal(): number | undefined {
    const isHex = (character: string | undefined) => character !== undefined && /^[0-9A-Fa-f]$/.test(character);
    if (this.#points[this.#at] !== '{') {
      const [a, b] = this.#points.slice(this.#at, this.#at + 2);
      this.#at += 2;
      return isHex(a) && isHex(b) ? Number.parseInt(`${a}${b}`, 16) : undefined;
    }
    let point = 0;
    const from = this.#at + 1;
    for (this.#at = from; isHex(this.#points[this.#at]); this.#at += 1) {
      point = point * 16 + Number.parseInt(this.#points[this.#at]!, 16);
      if (point > 0x10ffff) return undefined;
    }
    this.#at += 1;
    return this.#points[this.#at - 1] === '}' && this.#at - 1 > from ? point : undefined;
  }

  #literal(point: number): void {
    this.#set(characterSet(point, this.#flags.i), 'text');
  }

  #set(set: CharSet, joins?: 'text'): void {
    this.#group.parts.push({ tree: { op: 'set', set }, height: 1, size: 1, copies: 1, joins });
  }

  #assert(assertion: Assertion): void {
    this.#group.parts.push({ tree: { op: 'assert', assertion }, height: 1, size: 1, copies: 1 });
  }

  /** From an index to where the parser stands, cut. */
  #text(from: number): string {
    return this.#points.slice(from, Math.min(Math.max(this.#at, from + 1), from + 40)).join('');
  }
}

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Of parts that are put together; one of the same kind is taken apart for it. */
function highest(parts: readonly Part[], kind: Part['joins']): number {
  return parts.reduce((most, { height, joins }) => Math.max(most, joins === kind ? height - 1 : height), 0);
}

function mostCopies(parts: readonly Part[]): number {
  return parts.reduce((most, { copies }) => Math.max(most, copies), 1);
}

function checked(part: Part): Part {
  if (part.height > MAX_HEIGHT) throw new PatternError('expression nests too deeply');
  if (part.size > MAX_SIZE) throw new PatternError('expression too large');
  return part;
}

import { compareKeys } from './key-order.ts';
import { printNumber } from './print-number.ts';
import { isHarmless, isHarmlessLine, printGoYamlString } from './print-scalar.ts';
import { readQuotedScalar } from './quoted-scalar.ts';
import { resolveTag } from './resolve.ts';

/** Where text that is printed as it stands ends, and how many lines it has. */
export interface CanonicalText {
  readonly end: number;
  readonly lines: number;
}

/**
 * Finds whether a block mapping is written exactly as `kustomize build` would print it, as controller-gen writes the
 * schemas of CRDs. Says no where in doubt; then the mapping is parsed and printed like any other.
 *
 * @param start index of the mapping's first line
 * @param end of the text to look at
 * @param indent column of the mapping's keys
 */
export function schemaText(text: string, start: number, end: number, indent: number): CanonicalText | undefined {
  return new CanonicalReader(text, end, indent).read(start);
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const HASH = 0x23;
const DASH = 0x2d;
const COLON = 0x3a;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const PIPE = 0x7c;
const FLOWS_AND_WORDS = new Set(['true', 'false', 'null', '{}', '[]', '""']);
const SMALL_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;
/** The characters of the keys that are looked at here: those that may begin one, those that may only go on. */
const KEY_CHARACTERS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z_$]/.test(character) ? 2 : /[0-9./-]/.test(character) ? 1 : 0;
});
/** Blanks, controls, breaks and whatever else printing might escape. */
const ESCAPED = /[^\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]/;

/** Works on indices: most CRDs are little else than this text, and strings made of its lines would be garbage. */
class CanonicalReader {
  readonly #text: string;
  readonly #end: number;
  readonly #indent: number;
  /** The open collections, outermost first, and where the last key of each stands; a sequence has none: -1. */
  readonly #columns: number[] = [];
  readonly #keys: number[] = [];
  /** Column of the key whose value is yet to come, or -1. */
  #awaited = -1;
  #position = 0;
  #lines = 0;

  constructor(text: string, end: number, indent: number) {
    this.#text = text;
    this.#end = end;
    this.#indent = indent;
  }

  read(start: number): CanonicalText | undefined {
    const text = this.#text;
    this.#position = start;
    this.#awaited = this.#indent - 2;
    while (this.#position < this.#end) {
      const lineStart = this.#position;
      let at = lineStart;
      while (text.charCodeAt(at) === SPACE) at += 1;
      const code = text.charCodeAt(at);
      if (code === NEWLINE || code === HASH || Number.isNaN(code)) {
        if (this.#goesOn(lineStart)) return undefined;
        break;
      }
      if (at - lineStart < this.#indent) break;
      if (!this.#line(at, at - lineStart)) return undefined;
    }
    const end = Math.min(this.#position, this.#end);
    if (this.#awaited !== -1 || text.charCodeAt(end - 1) !== NEWLINE) return undefined;
    return ESCAPED.test(text.slice(start, end)) ? undefined : { end, lines: this.#lines };
  }

  /** Whether more of the mapping follows after empty lines or comments. */
  #goesOn(from: number): boolean {
    const next = /^ *[^ \n#]/gm;
    next.lastIndex = from;
    const match = next.exec(this.#text);
    return match !== null && match[0].length > this.#indent;
  }

  #open(column: number, key: number): void {
    this.#columns.push(column);
    this.#keys.push(key);
  }

  #line(start: number, startColumn: number): boolean {
    const text = this.#text;
    let at = start;
    let column = startColumn;
    let fresh = false; // whether this line has begun a sequence item
    while (text.charCodeAt(at) === DASH && text.charCodeAt(at + 1) === SPACE) {
      if (!this.#item(column, fresh)) return false;
      at += 2;
      column += 2;
      fresh = true;
    }
    const colon = this.#keyEnd(at);
    if (colon === -1) return fresh && this.#scalar(at, column, column);
    if (!this.#entry(at, column, fresh)) return false;
    if (text.charCodeAt(colon + 1) === NEWLINE) {
      this.#awaited = column;
      this.#position = colon + 2;
      this.#lines += 1;
      return true;
    }
    return text.charCodeAt(colon + 2) === PIPE
      ? this.#literal(colon + 2, column + 2)
      : this.#scalar(colon + 2, column + colon + 2 - at, column + 2);
  }

  /** A dash: one more item of the innermost sequence there, or the first of a key's value. */
  #item(column: number, fresh: boolean): boolean {
    if (this.#awaited === -1 && !fresh) {
      this.#close(column);
      return this.#keys.at(-1) === -1 && this.#columns.at(-1) === column;
    }
    if (!fresh && this.#awaited !== column) return false;
    this.#awaited = -1;
    this.#open(column, -1);
    return true;
  }

  #entry(key: number, column: number, fresh: boolean): boolean {
    if (fresh || this.#awaited !== -1) {
      if (!fresh && this.#awaited + 2 !== column) return false;
      this.#awaited = -1;
      this.#open(column, key);
      return true;
    }
    this.#close(column);
    if (this.#keys.at(-1) === -1) {
      // The sequence at this column is the value of the key before.
      this.#columns.pop();
      this.#keys.pop();
    }
    const last = this.#keys.at(-1) ?? -1;
    if (last === -1 || this.#columns.at(-1) !== column || !this.#precedes(last, key)) return false;
    this.#keys[this.#keys.length - 1] = key;
    return true;
  }

  /** Closes what is open further in. */
  #close(column: number): void {
    while ((this.#columns.at(-1) ?? -1) > column) {
      this.#columns.pop();
      this.#keys.pop();
    }
  }

  /** Whether the key at an index is printed before that at another. */
  #precedes(a: number, b: number): boolean {
    const text = this.#text;
    let same = 0;
    while (text.charCodeAt(a + same) === text.charCodeAt(b + same)) {
      if (text.charCodeAt(a + same) === COLON) return false;
      same += 1;
    }
    const x = text.charCodeAt(a + same);
    const y = text.charCodeAt(b + same);
    if (x === COLON || y === COLON) return x === COLON;
    if (isLetter(x) && isLetter(y)) return x < y;
    return compareKeys(text.slice(a, text.indexOf(':', a)), text.slice(b, text.indexOf(':', b))) < 0;
  }

  /** The colon behind the key at an index, or -1 where none is, or where it would be printed in another way. */
  #keyEnd(at: number): number {
    const text = this.#text;
    if (KEY_CHARACTERS[text.charCodeAt(at)] !== 2) return -1;
    let end = at + 1;
    while ((KEY_CHARACTERS[text.charCodeAt(end)] ?? 0) > 0) end += 1;
    if (text.charCodeAt(end) !== COLON) return -1;
    const code = text.charCodeAt(end + 1);
    if (code !== SPACE && code !== NEWLINE) return -1;
    return isHarmlessLine(text, at, end, 0, true, true) ? end : -1;
  }

  #scalar(at: number, column: number, indent: number): boolean {
    const text = this.#text;
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const quoted = readQuotedScalar(text, at);
      if (quoted === undefined) return false;
      if (printGoYamlString(quoted.value, column, indent) !== text.slice(at, quoted.end)) return false;
      return this.#finish(quoted.end, quoted.lines + 1);
    }
    let end = this.#lineEnd(at);
    let lines = 1;
    let further = this.#columnOf(end + 1) >= indent;
    let harmless = isHarmlessLine(text, at, end, column, true, !further);
    // Text broken over several lines.
    while (further && this.#columnOf(end + 1) === indent) {
      const start = end + 1 + indent;
      end = this.#lineEnd(start);
      lines += 1;
      further = this.#columnOf(end + 1) === indent;
      harmless &&= isHarmlessLine(text, start, end, indent, false, !further);
    }
    if (harmless) return this.#finish(end, lines);
    const written = text.slice(at, end);
    const common = lines === 1 && this.#isCommon(written, column);
    const value = lines === 1 ? written : written.replaceAll(`\n${' '.repeat(indent)}`, ' ');
    return (common || this.#printsAs(value, written, column, indent)) && this.#finish(end, lines);
  }

  #isCommon(text: string, column: number): boolean {
    return isHarmless(text, column) || FLOWS_AND_WORDS.has(text) || SMALL_INTEGER.test(text);
  }

  /** Whether plain text is valid, and printed as it is written. */
  #printsAs(value: string, written: string, column: number, indent: number): boolean {
    const tag = resolveTag(value);
    if (tag === '!!str') return printGoYamlString(value, column, indent) === written;
    return tag === '!!float' && Number.isFinite(Number(value)) && printNumber(Number(value)) === written;
  }

  /** Column of a line's content, -1 for an empty line or at the end. */
  #columnOf(lineStart: number): number {
    let at = lineStart;
    while (this.#text.charCodeAt(at) === SPACE) at += 1;
    return at >= this.#end || this.#text.charCodeAt(at) === NEWLINE ? -1 : at - lineStart;
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end === -1 || end > this.#end ? this.#end : end;
  }

  #finish(end: number, lines: number): boolean {
    if (this.#text.charCodeAt(end) !== NEWLINE) return false;
    this.#position = end + 1;
    this.#lines += lines;
    return true;
  }

  /** A literal scalar of several lines, none of which ends in a blank. */
  #literal(at: number, indent: number): boolean {
    const text = this.#text;
    let position = this.#lineEnd(at);
    const header = text.slice(at, position);
    if (header !== '|' && header !== '|-') return false;
    let lines = 1;
    let empty = true; // whether the last line was: a block neither begins nor ends with one
    position += 1;
    while (position < this.#end) {
      let start = position;
      while (text.charCodeAt(start) === SPACE && start - position < indent) start += 1;
      const code = text.charCodeAt(start);
      if (code === NEWLINE) {
        if (start > position || lines === 1) return false;
        empty = true;
        position = start + 1;
      } else {
        if (start - position < indent) break;
        if (lines === 1 && code === SPACE) return false;
        const stop = this.#lineEnd(start);
        if (text.charCodeAt(stop - 1) === SPACE || stop >= this.#end) return false;
        empty = false;
        position = stop + 1;
      }
      lines += 1;
    }
    if (empty || (header === '|-' && lines < 3)) return false;
    this.#position = position;
    this.#lines += lines;
    return true;
  }
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

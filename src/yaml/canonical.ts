import { compareKeys } from './key-order.ts';
import { printNumber } from './print-number.ts';
import { isHarmless, printString } from './print-scalar.ts';
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
const QUOTES = new Set([0x22, 0x27]);
const FLOWS_AND_WORDS = new Set(['true', 'false', 'null', '{}', '[]', '""']);
const SMALL_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;
const PLAIN_KEY = /[A-Za-z_$][\w$./-]*(?=:)/y;
/** Blanks, controls, breaks and whatever else printing might escape. */
const ESCAPED = /[^\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]/;

class CanonicalReader {
  readonly #text: string;
  readonly #end: number;
  readonly #indent: number;
  /** The open collections, outermost first; a sequence has no last key. */
  readonly #columns: number[] = [];
  readonly #keys: (string | undefined)[] = [];
  /** Column of the key whose value is yet to come, or -1. */
  #awaited = -1;
  #position = 0;
  #lines = 0;

  constructor(text: string, end: number, indent: number) {
    this.#text = text;
    this.#end = end;
    this.#indent = indent;
    this.#open(indent, '');
  }

  read(start: number): CanonicalText | undefined {
    const text = this.#text;
    this.#position = start;
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

  #open(column: number, key: string | undefined): void {
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
    const key = this.#key(at);
    if (key === undefined) return fresh && this.#scalar(at, column, column);
    if (!this.#entry(key, column, fresh)) return false;
    const after = at + key.length + 1;
    if (text.charCodeAt(after) === NEWLINE) {
      this.#awaited = column;
      this.#position = after + 1;
      this.#lines += 1;
      return true;
    }
    if (text.charCodeAt(after) !== SPACE) return false;
    return text[after + 1] === '|'
      ? this.#literal(after + 1, column + 2)
      : this.#scalar(after + 1, column + key.length + 2, column + 2);
  }

  /** A dash: one more item of the innermost sequence there, or the first of a key's value. */
  #item(column: number, fresh: boolean): boolean {
    if (this.#awaited === -1 && !fresh) {
      this.#close(column);
      return this.#keys.at(-1) === undefined && this.#columns.at(-1) === column;
    }
    if (!fresh && this.#awaited !== column) return false;
    this.#awaited = -1;
    this.#open(column, undefined);
    return true;
  }

  #entry(key: string, column: number, fresh: boolean): boolean {
    if (fresh || this.#awaited !== -1) {
      if (!fresh && this.#awaited + 2 !== column) return false;
      this.#awaited = -1;
      this.#open(column, key);
      return true;
    }
    this.#close(column);
    if (this.#keys.at(-1) === undefined) {
      // The sequence at this column is the value of the key before.
      this.#columns.pop();
      this.#keys.pop();
    }
    const last = this.#keys.at(-1);
    if (last === undefined || this.#columns.at(-1) !== column || compareKeys(last, key) >= 0) return false;
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

  /** The key at an index, as it is written, where it is printed just so. */
  #key(at: number): string | undefined {
    PLAIN_KEY.lastIndex = at;
    const match = PLAIN_KEY.exec(this.#text);
    if (match === null) return undefined;
    const key = match[0];
    const code = this.#text.charCodeAt(at + key.length + 1);
    return (code === SPACE || code === NEWLINE) && isHarmless(key, 0) ? key : undefined;
  }

  #scalar(at: number, column: number, indent: number): boolean {
    const text = this.#text;
    const end = this.#lineEnd(at);
    const first = text.slice(at, end);
    if (QUOTES.has(text.charCodeAt(at))) {
      const quoted = readQuotedScalar(text, at);
      if (quoted === undefined) return false;
      if (printString(quoted.value, column, indent) !== text.slice(at, quoted.end)) return false;
      return this.#finish(quoted.end, quoted.lines + 1);
    }
    if (this.#columnOf(end + 1) < indent) {
      return (this.#isCommon(first, column) || this.#printsAs(first, first, column, indent)) && this.#finish(end, 1);
    }
    // Text broken over several lines.
    let last = end;
    let lines = 1;
    let value = first;
    while (this.#columnOf(last + 1) === indent) {
      const stop = this.#lineEnd(last + 1);
      value += ` ${text.slice(last + 1 + indent, stop)}`;
      last = stop;
      lines += 1;
    }
    return this.#printsAs(value, text.slice(at, last), column, indent) && this.#finish(last, lines);
  }

  #isCommon(text: string, column: number): boolean {
    return isHarmless(text, column) || FLOWS_AND_WORDS.has(text) || SMALL_INTEGER.test(text);
  }

  /** Whether plain text is valid, and printed as it is written. */
  #printsAs(value: string, written: string, column: number, indent: number): boolean {
    const tag = resolveTag(value);
    if (tag === '!!str') return printString(value, column, indent) === written;
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

import type { ScalarStyle } from '../node.ts';
import {
  type Cursor,
  END,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isBreakOrEnd,
  isDigit,
  type Mark,
  SPACE,
  TAB,
} from './cursor.ts';
import { SourceError } from './source-error.ts';

export interface ScannedScalar {
  readonly value: string;
  readonly style: ScalarStyle;
  readonly end: Mark;
}

const HASH = 0x23;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const FLOW_ENDS = new Set([...',?[]{}'].map((character) => character.charCodeAt(0)));

/**
 * Text without quotes.
 *
 * @param indent of the collection around it
 * @returns with `lines` where it has ended behind a line break, so that a key may follow
 */
export function scanPlain(
  cursor: Cursor,
  indent: number,
  inFlow: boolean,
): ScannedScalar & { readonly lines: boolean } {
  const start = cursor.mark;
  let end = start;
  const pieces: string[] = [];
  let blanks = '';
  let first = ''; // the first of several line breaks
  let others = '';
  let broken = false;
  for (;;) {
    if (cursor.isMarker() || cursor.code() === HASH) break;
    let from = cursor.position;
    for (let code = cursor.code(); !isBlankOrEnd(code); code = cursor.code()) {
      if (code === COLON && isBlankOrEnd(cursor.code(1))) break;
      if (inFlow && FLOW_ENDS.has(code)) break;
      if (from === cursor.position) {
        if (broken) pieces.push(folded(first, others));
        else pieces.push(blanks);
        blanks = '';
        first = '';
        others = '';
        broken = false;
      }
      cursor.skip();
    }
    if (from !== cursor.position) {
      pieces.push(cursor.text.slice(from, cursor.position));
      end = cursor.mark;
    }
    if (!isBlank(cursor.code()) && !isBreak(cursor.code())) break;
    from = cursor.position;
    for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
      if (isBlank(code)) {
        if (broken && cursor.column < indent + 1 && code === TAB) {
          throw new SourceError('a tab cannot indent YAML', cursor.mark, 'spaces');
        }
        if (broken) cursor.skip();
        else blanks += cursor.read();
      } else if (broken) others += cursor.readBreak();
      else {
        blanks = '';
        first = cursor.readBreak();
        broken = true;
      }
    }
    if (!inFlow && cursor.column < indent + 1) break;
  }
  return { value: pieces.join(''), style: 'plain', end, lines: broken };
}

/** What line breaks within a text become: one is a space, of several the first goes. */
function folded(first: string, others: string): string {
  if (first !== '\n') return first + others;
  return others === '' ? ' ' : others;
}

/** Text in quotes; the cursor stands at the first of them. */
export function scanQuoted(cursor: Cursor): ScannedScalar {
  const start = cursor.mark;
  const quote = cursor.code();
  const single = quote === 0x27;
  cursor.skip();
  const pieces: string[] = [];
  for (;;) {
    if (cursor.isMarker()) throw new SourceError('a document marker within quoted text', start);
    if (cursor.code() === END) {
      throw new SourceError('a quote that is not closed', start, single ? "'" : '"');
    }
    let joined = false;
    let from = cursor.position;
    for (let code = cursor.code(); !isBlankOrEnd(code); code = cursor.code()) {
      if (code === quote) {
        if (!single || cursor.code(1) !== quote) break;
        pieces.push(cursor.text.slice(from, cursor.position + 1));
        cursor.skip();
        cursor.skip();
        from = cursor.position;
      } else if (code === BACKSLASH && !single) {
        pieces.push(cursor.text.slice(from, cursor.position));
        if (isBreak(cursor.code(1))) {
          cursor.skip();
          cursor.readBreak();
          joined = true;
          from = cursor.position;
          break;
        }
        pieces.push(scanEscape(cursor));
        from = cursor.position;
      } else cursor.skip();
    }
    pieces.push(cursor.text.slice(from, cursor.position));
    if (cursor.code() === quote) break;
    pieces.push(scanGap(cursor, joined));
  }
  cursor.skip();
  return { value: pieces.join(''), style: single ? 'single' : 'double', end: cursor.mark };
}

/** Blanks and line breaks between words in quotes. */
function scanGap(cursor: Cursor, joined: boolean): string {
  let broken = joined;
  let blanks = '';
  let first = '';
  let others = '';
  for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
    if (isBlank(code)) {
      if (broken) cursor.skip();
      else blanks += cursor.read();
    } else if (broken) others += cursor.readBreak();
    else {
      first = cursor.readBreak();
      broken = true;
    }
  }
  if (!broken) return blanks;
  return first === '\n' ? folded(first, others) : first + others;
}

const ESCAPES = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"], // not YAML, but libyaml's
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const DIGITS = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

function scanEscape(cursor: Cursor): string {
  const start = cursor.mark;
  cursor.skip();
  const letter = cursor.code() === END ? '' : cursor.read();
  const meaning = ESCAPES.get(letter);
  if (meaning !== undefined) return meaning;
  const digits = DIGITS.get(letter);
  if (digits === undefined) throw new SourceError(`go-yaml knows no escape \\${letter}`, start);
  const hex = cursor.text.slice(cursor.position, cursor.position + digits);
  if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) {
    throw new SourceError(`\\${letter} needs ${digits} hexadecimal digits`, start);
  }
  for (let i = 0; i < digits; i += 1) cursor.skip();
  const point = Number.parseInt(hex, 16);
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
    throw new SourceError(`\\${letter}${hex} is no character; go-yaml takes no halves of pairs`, start);
  }
  return String.fromCodePoint(point);
}

/**
 * A literal or folded block; the cursor stands at its indicator.
 *
 * @param outer indent of the collection around it, -1 at the root
 * @param comment is called where a comment stands behind the indicator
 */
export function scanBlock(cursor: Cursor, outer: number, comment: () => void): ScannedScalar {
  const start = cursor.mark;
  const literal = cursor.code() === 0x7c;
  cursor.skip();
  let chomping = '';
  let increment = 0;
  const chomp = (): void => {
    if (cursor.code() === 0x2b || cursor.code() === 0x2d) chomping = cursor.read();
  };
  const indentation = (): void => {
    if (!isDigit(cursor.code())) return;
    increment = cursor.code() - 0x30;
    if (increment === 0) throw new SourceError('a block cannot be indented by 0', start);
    cursor.skip();
  };
  chomp();
  indentation();
  if (chomping === '') chomp();
  cursor.skipBlanks();
  if (cursor.code() === HASH) {
    comment();
    while (!isBreakOrEnd(cursor.code())) cursor.skip();
  }
  if (!isBreakOrEnd(cursor.code())) throw new SourceError('text behind the indicator of a block', cursor.mark);
  if (isBreak(cursor.code())) cursor.readBreak();

  let end = cursor.mark;
  let indent = increment === 0 ? 0 : Math.max(outer, 0) + increment;
  const breaks = (): string => {
    let found = '';
    let widest = 0;
    end = cursor.mark;
    for (;;) {
      while ((indent === 0 || cursor.column < indent) && cursor.code() === SPACE) cursor.skip();
      widest = Math.max(widest, cursor.column);
      if ((indent === 0 || cursor.column < indent) && cursor.code() === TAB) {
        throw new SourceError('a tab cannot indent a block', cursor.mark, 'spaces');
      }
      if (!isBreak(cursor.code())) break;
      found += cursor.readBreak();
      end = cursor.mark;
    }
    // As go-yaml has it, an empty line may set the indentation.
    if (indent === 0) indent = Math.max(widest, outer + 1, 1);
    return found;
  };
  const pieces: string[] = [];
  let pending = ''; // the line break of the last line with content
  let empty = breaks();
  let spaced = false;
  while (cursor.column === indent && cursor.code() !== END) {
    const leading = isBlank(cursor.code());
    if (!literal && !spaced && !leading && pending === '\n') {
      if (empty === '') pieces.push(' ');
    } else pieces.push(pending);
    pieces.push(empty);
    spaced = leading;
    const from = cursor.position;
    while (!isBreakOrEnd(cursor.code())) cursor.skip();
    pieces.push(cursor.text.slice(from, cursor.position));
    pending = cursor.code() === END ? '' : cursor.readBreak();
    empty = breaks();
  }
  if (chomping !== '-') pieces.push(pending);
  if (chomping === '+') pieces.push(empty);
  return { value: pieces.join(''), style: literal ? 'literal' : 'folded', end };
}

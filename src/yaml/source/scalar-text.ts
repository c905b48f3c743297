import type { ScalarStyle } from '../node.ts';
import { BREAKS, type Cursor, isBlank, isBreak, meaningOfBreak } from './cursor.ts';
import { SourceError } from './source-error.ts';

/** The content of a scalar. Readers leave the cursor behind it. */
export interface ScalarText {
  readonly value: string;
  readonly style: ScalarStyle;
}

const GAP = new RegExp(`[ \\t${BREAKS}]+`, 'y');
const ONE_BREAK = new RegExp(`\\r\\n|[${BREAKS}]`, 'y');
const ANY_BREAK = new RegExp(`\\r\\n|[${BREAKS}]`, 'g');
const BLOCK_WORD = new RegExp(`(?:[^ \\t${BREAKS}:]|:(?![ \\t${BREAKS}]|$))+`, 'y');
const FLOW_WORD = new RegExp(`(?:[^ \\t${BREAKS}:,?[\\]{}]|:(?![ \\t${BREAKS}]|$))+`, 'y');

/** What stands between two words of a text that goes on over lines: of several line breaks the first goes. */
function joint(gap: string, escaped = false): string {
  const [first, ...others] = (gap.match(ANY_BREAK) ?? []).map(meaningOfBreak);
  if (escaped) return [first, ...others].join('');
  if (first === undefined) return gap;
  if (first !== '\n') return first + others.join('');
  return others.length === 0 ? ' ' : others.join('');
}

/**
 * Text without quotes. The blanks and line breaks behind it are passed as well.
 *
 * @param indent of the collection around it
 */
export function readPlain(cursor: Cursor, indent: number, inFlow: boolean): ScalarText {
  const word = inFlow ? FLOW_WORD : BLOCK_WORD;
  let value = '';
  let gap = '';
  while (!cursor.atMarker && cursor.code() !== 0x23) {
    const text = cursor.take(word);
    if (text !== '') value += joint(gap) + text;
    gap = cursor.look(GAP);
    if (gap === '') break;
    refuseTabs(cursor, gap, indent);
    cursor.moveTo(cursor.at + gap.length);
    if (!inFlow && cursor.column <= indent) break;
  }
  return { value, style: 'plain' };
}

/** A tab may stand within a text that goes on, but not where its lines are indented. */
function refuseTabs(cursor: Cursor, gap: string, indent: number): void {
  if (!gap.includes('\t')) return;
  let column = -1;
  for (let i = 0; i < gap.length; i += 1) {
    const code = gap.charCodeAt(i);
    if (isBreak(code)) column = 0;
    else if (column >= 0) {
      if (code === 0x09 && column <= indent) {
        cursor.moveTo(cursor.at + i);
        throw new SourceError('a tab cannot indent YAML', cursor.mark, 'spaces');
      }
      column += 1;
    }
  }
}

const SINGLE_PART = new RegExp(`[^ \\t${BREAKS}']+|''|[ \\t${BREAKS}]+`, 'y');
const DOUBLE_PART = new RegExp(
  `[^ \\t${BREAKS}"\\\\]+|[ \\t${BREAKS}]+|\\\\(?:(?:\\r\\n|[${BREAKS}])[ \\t${BREAKS}]*|[\\s\\S]?)`,
  'y',
);

/** Text in quotes; the cursor stands at the first of them. */
export function readQuoted(cursor: Cursor): ScalarText {
  const start = cursor.mark;
  const quote = cursor.text[cursor.at] as string;
  const part = quote === "'" ? SINGLE_PART : DOUBLE_PART;
  cursor.moveTo(cursor.at + 1);
  let value = '';
  for (let found = cursor.look(part); found !== ''; found = cursor.look(part)) {
    if (found.startsWith('\\') && !isBreak(found.charCodeAt(1))) value += readEscape(cursor);
    else {
      cursor.moveTo(cursor.at + found.length);
      if (found.startsWith('\\')) value += joint(found.slice(/^\\\r\n/.test(found) ? 3 : 2), true);
      else if (found === "''") value += "'";
      else value += isBlank(found.charCodeAt(0)) || isBreak(found.charCodeAt(0)) ? joint(found) : found;
    }
    if (cursor.atMarker) throw new SourceError('a document marker within quoted text', start);
  }
  if (cursor.text[cursor.at] !== quote) throw new SourceError('a quote that is not closed', start, quote);
  cursor.moveTo(cursor.at + 1);
  return { value, style: quote === "'" ? 'single' : 'double' };
}

/** The letters behind a backslash, and what each means. */
const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    0: '\0',
    a: '\x07',
    b: '\b',
    t: '\t',
    '\t': '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\x1b',
    ' ': ' ',
    '"': '"',
    "'": "'", // not YAML, but go-yaml's
    '\\': '\\',
    N: '\u0085',
    _: '\u00a0',
    L: '\u2028',
    P: '\u2029',
  }),
);

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function readEscape(cursor: Cursor): string {
  const start = cursor.mark;
  const letter = cursor.look(/[\s\S]/uy, 1);
  const meaning = ESCAPES.get(letter);
  const digits = HEX_DIGITS[letter] ?? 0;
  if (meaning === undefined && digits === 0) throw new SourceError(`go-yaml knows no escape \\${letter}`, start);
  const hex = cursor.text.slice(cursor.at + 2, cursor.at + 2 + digits);
  if (!/^[0-9a-fA-F]*$/.test(hex) || hex.length < digits) {
    throw new SourceError(`\\${letter} needs ${digits} hexadecimal digits`, start);
  }
  cursor.moveTo(cursor.at + 2 + digits);
  if (meaning !== undefined) return meaning;
  const point = Number.parseInt(hex, 16);
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
    throw new SourceError(`\\${letter}${hex} is no character; go-yaml takes no halves of pairs`, start);
  }
  return String.fromCodePoint(point);
}

const REST_OF_LINE = new RegExp(`[^${BREAKS}]*`, 'y');

/**
 * A literal or folded block; the cursor stands at its indicator. The lines are read first, then put together.
 *
 * @param outer indent of the collection around it, -1 at the root
 * @param comment is called where a comment stands behind the indicator, which it passes
 */
export function readBlock(cursor: Cursor, outer: number, comment: () => void): ScalarText {
  const start = cursor.mark;
  const header = cursor.take(/[|>](?:[+-][0-9]?|[0-9][+-]?)?/y);
  const digit = /[0-9]/.exec(header)?.[0];
  if (digit === '0') throw new SourceError('a block cannot be indented by 0', start);
  cursor.take(/[ \t]*/y);
  if (cursor.code() === 0x23) comment();
  if (cursor.look(REST_OF_LINE) !== '') throw new SourceError('text behind the indicator of a block', cursor.mark);
  cursor.take(ONE_BREAK);
  const lines = readLines(cursor, digit === undefined ? undefined : Math.max(outer, 0) + Number(digit), outer);
  const folded = header.startsWith('>');
  const chomping = /[+-]/.exec(header)?.[0] ?? '';
  return { value: blockText(lines, folded, chomping), style: folded ? 'folded' : 'literal' };
}

interface BlockLine {
  /** What stands behind the indent, and the break that ends it. An empty line has none of its own. */
  readonly text: string;
  readonly end: string;
}

/** The lines of a block, up to one that is less indented than the first, at whose content the cursor is left. */
function readLines(cursor: Cursor, given: number | undefined, outer: number): BlockLine[] {
  const lines: BlockLine[] = [];
  let indent = given;
  let widest = 0;
  for (;;) {
    const pad = cursor.look(/ */y).length;
    const width = indent === undefined ? pad : Math.max(0, Math.min(pad, indent - cursor.column));
    cursor.moveTo(cursor.at + width);
    widest = Math.max(widest, cursor.column);
    const code = cursor.code();
    if (code === 0x09 && (indent === undefined || cursor.column < indent)) {
      throw new SourceError('a tab cannot indent a block', cursor.mark, 'spaces');
    }
    if (isBreak(code)) {
      lines.push({ text: '', end: meaningOfBreak(cursor.take(ONE_BREAK)) });
      continue;
    }
    // As go-yaml has it, an empty line may set the indentation, and the block then ends before it begins.
    indent ??= Math.max(widest, outer + 1, 1);
    if (cursor.column !== indent || Number.isNaN(code)) return lines;
    const text = cursor.take(REST_OF_LINE);
    const end = cursor.take(ONE_BREAK);
    lines.push({ text, end: end === '' ? '' : meaningOfBreak(end) });
  }
}

function blockText(lines: readonly BlockLine[], folded: boolean, chomping: string): string {
  const last = lines.findLastIndex(({ text }) => text !== '');
  const content = lines.slice(0, last + 1);
  const kept = lines.slice(last + 1).map(({ end }) => end);
  let value = '';
  content.forEach(({ text, end }, i) => {
    value += text;
    if (i === last) return;
    const next = content[i + 1] as BlockLine;
    // Between lines of words one line break is a space and of several the first goes; beside indented lines all stay.
    const words = folded && text !== '' && end === '\n' && !isBlank(text.charCodeAt(0));
    if (!words) value += end;
    else if (next.text !== '') value += isBlank(next.text.charCodeAt(0)) ? end : ' ';
    else if (isBlank(nextText(content, i).charCodeAt(0))) value += end;
  });
  if (chomping !== '-') value += content.at(-1)?.end ?? '';
  return chomping === '+' ? value + kept.join('') : value;
}

function nextText(lines: readonly BlockLine[], from: number): string {
  for (let i = from + 1; i < lines.length; i += 1) if (lines[i]?.text !== '') return (lines[i] as BlockLine).text;
  return '';
}

import { resolveTag } from './resolve.ts';

/** go-yaml breaks a line at the first single space beyond this column. */
const WIDTH = 80;
/** The longest word that has another meaning than itself (`false`). */
const WORD_LENGTH = 5;
/** A key of more bytes than this is printed behind a question mark. */
const SIMPLE_KEY_BYTES = 128;

/** YAML 1.1's base 60 numbers: strings to go-yaml, but quoted for the sake of other readers. */
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
/** A character within a word, and one that begins a word behind a space; a colon only where text goes on behind it. */
const INNER = /(?:[\w/.()$^;=+*?,[\]{}~<>|&!%@'"`\\#-]|:(?=[^ \n]))/.source;
const INITIAL = /(?:[\w/.()$^;=+*?,[\]{}~<>|&!%@'"`\\-]|:(?=[^ \n]))/.source;
/** Words with single spaces between. */
const MORE = `${INNER}*(?: ${INITIAL}${INNER}*)*`;
/** Text that is plain whatever stands around it, unless it resolves to another type. */
const WORDS = new RegExp(`^[A-Za-z_/($^]${MORE}$`);
/** The same within a longer text, and the lines on which it goes on. */
const FIRST_LINE = new RegExp(`[A-Za-z_/($^]${MORE}`, 'y');
const FURTHER_LINE = new RegExp(`${INITIAL}${MORE}`, 'y');
const BREAK = /[\n\r\u0085\u2028\u2029]/;
/** Not printable to go-yaml: controls, byte-order marks, surrogates, and everything beyond the basic plane. */
const SPECIAL = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/**
 * A string as go-yaml v2 prints it.
 *
 * @param column where it begins, the space before it counted
 * @param indent of the lines that continue it
 * @param key whether it is a mapping's key, which is never broken
 */
export function printGoYamlString(text: string, column: number, indent: number, key = false): string {
  if (isHarmless(text, column)) return text;
  const form = analyse(text);
  if (text.includes('\n')) {
    return form.block && !key ? printLiteral(text, indent) : printDoubleQuoted(text, column, indent, !key);
  }
  if (key && form.multiline) return printDoubleQuoted(text, column, indent, false);
  if (resolveTag(text, 'go-yaml-v2') !== '!!str' || BASE_60.test(text)) {
    return printDoubleQuoted(text, column, indent, !key);
  }
  if (form.plain) return fold(text, '', column, indent, !key);
  if (form.single) return `'${fold(text, "'", column + 1, indent, !key)}'`;
  return printDoubleQuoted(text, column, indent, !key);
}

/** Whether a string is printed just as it is: the common case, decided at once. */
export function isHarmless(text: string, column: number): boolean {
  return column + text.length <= WIDTH && WORDS.test(text) && resolveTag(text, 'go-yaml-v2') === '!!str';
}

/**
 * Whether a line of a plain string of words is written as it is printed: broken at the first space beyond the width.
 *
 * @param start index of the line's content, which begins at `column`
 * @param first whether the string begins on it
 * @param last whether it ends on it
 */
export function isHarmlessLine(
  text: string,
  start: number,
  end: number,
  column: number,
  first: boolean,
  last: boolean,
): boolean {
  const words = first ? FIRST_LINE : FURTHER_LINE;
  words.lastIndex = start;
  if (!words.test(text) || words.lastIndex !== end) return false;
  const width = column + end - start;
  if (width <= WIDTH)
    return (
      last && !(first && end - start <= WORD_LENGTH && resolveTag(text.slice(start, end), 'go-yaml-v2') !== '!!str')
    );
  return column + text.lastIndexOf(' ', end - 1) - start <= WIDTH;
}

/** Whether a key can stand before a colon; otherwise it is printed as `? key`, `: value`. */
export function isSimpleKey(text: string): boolean {
  if (BREAK.test(text)) return false;
  if (text.length * 3 <= SIMPLE_KEY_BYTES) return true;
  let bytes = 0;
  for (const rune of text) {
    const point = rune.codePointAt(0) as number;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes <= SIMPLE_KEY_BYTES;
}

/** Whether a text can be written as a block, with `|` or `>`. */
export function canBeBlock(text: string): boolean {
  return analyse(text).block;
}

interface Form {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
  readonly multiline: boolean;
}

/** In which styles a text may be written (the rules of libyaml's emitter). */
function analyse(text: string): Form {
  if (text === '') return { plain: true, single: true, block: false, multiline: false };
  const special = SPECIAL.test(text) || / [\n\r\u0085\u2028\u2029]/.test(text);
  const multiline = BREAK.test(text);
  const breakSpace = /[\n\r\u0085\u2028\u2029] /.test(text);
  const edge = /^[ \n\r\u0085\u2028\u2029]|[ \n\r\u0085\u2028\u2029]$/.test(text);
  const indicator =
    text.startsWith('---') ||
    text.startsWith('...') ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[?:-](?:[ \t]|$)/.test(text) ||
    /.:(?:[ \t]|$)/s.test(text) ||
    /[ \t\n\r\u0085\u2028\u2029\0]#/.test(text);
  return {
    plain: !special && !multiline && !breakSpace && !edge && !indicator,
    single: !special && !breakSpace,
    block: !special && !text.endsWith(' '),
    multiline,
  };
}

/** Plain and single-quoted text: broken at single spaces beyond the width, quotes doubled. */
function fold(text: string, quote: string, column: number, indent: number, wraps: boolean): string {
  const content = quote === '' ? text : text.replaceAll(quote, quote + quote);
  if (BREAK.test(content)) return foldLines(text, quote, column, indent, wraps);
  if (!wraps) return content;
  const pad = ' '.repeat(indent);
  let out = '';
  let start = 0;
  let at = column;
  while (at + content.length - start > WIDTH) {
    const space = breakingSpace(content, start + Math.max(WIDTH + 1 - at, 0), quote !== '');
    if (space === -1) break;
    out += `${content.slice(start, space)}\n${pad}`;
    start = space + 1;
    at = indent;
  }
  return out + content.slice(start);
}

/** The next single space; one beside a quote is none. */
function breakingSpace(content: string, from: number, quoted: boolean): number {
  for (let at = content.indexOf(' ', from); at !== -1; at = content.indexOf(' ', at + 1)) {
    const single = content[at - 1] !== ' ' && content[at + 1] !== ' ';
    if (single && !(quoted && (at === 0 || at === content.length - 1))) return at;
  }
  return -1;
}

/** The same for text with line breaks in it, which are those of YAML 1.1 only. */
function foldLines(text: string, quote: string, column: number, indent: number, wraps: boolean): string {
  const pad = ' '.repeat(indent);
  const runes = [...text];
  let at = column;
  let out = '';
  let spaces = false;
  let breaks = false;
  for (let i = 0; i < runes.length; i += 1) {
    const rune = runes[i] as string;
    if (rune === ' ') {
      const inside = quote === '' || (i > 0 && i < runes.length - 1);
      if (wraps && !spaces && at > WIDTH && inside && runes[i + 1] !== ' ') {
        out += `\n${pad}`;
        at = indent;
      } else {
        out += ' ';
        at += 1;
      }
      spaces = true;
    } else if (BREAK.test(rune)) {
      out += rune;
      at = 0;
      breaks = true;
    } else {
      if (breaks) {
        out += pad;
        at = indent;
      }
      out += rune === quote ? quote + quote : rune;
      at += rune === quote ? 2 : 1;
      spaces = false;
      breaks = false;
    }
  }
  return out;
}

const ESCAPES = new Map([
  ['\0', '0'],
  ['\x07', 'a'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\v', 'v'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['\x1b', 'e'],
  ['"', '"'],
  ['\\', '\\'],
  ['\u0085', 'N'],
  ['\u00a0', '_'],
  ['\u2028', 'L'],
  ['\u2029', 'P'],
]);

/** As `printGoYamlString` does where nothing else will do. */
export function printDoubleQuoted(text: string, column: number, indent: number, wraps: boolean): string {
  const pad = ' '.repeat(indent);
  const runes = [...text];
  // go-yaml looks for the byte-order mark at the start of the text only, and then escapes every character.
  const all = text.startsWith('\ufeff');
  let at = column + 1;
  let out = '"';
  let spaces = false;
  for (let i = 0; i < runes.length; i += 1) {
    const rune = runes[i] as string;
    if (all || rune === '"' || rune === '\\' || SPECIAL.test(rune) || BREAK.test(rune)) {
      const escaped = `\\${ESCAPES.get(rune) ?? hexEscape(rune.codePointAt(0) as number)}`;
      out += escaped;
      at += escaped.length;
      spaces = false;
    } else if (rune === ' ') {
      if (wraps && !spaces && at > WIDTH && i > 0 && i < runes.length - 1) {
        out += `\n${pad}`;
        at = indent;
        if (runes[i + 1] === ' ') {
          out += '\\';
          at += 1;
        }
      } else {
        out += ' ';
        at += 1;
      }
      spaces = true;
    } else {
      out += rune;
      at += 1;
      spaces = false;
    }
  }
  return `${out}"`;
}

function hexEscape(point: number): string {
  const hex = (digits: number) => point.toString(16).toUpperCase().padStart(digits, '0');
  return point <= 0xff ? `x${hex(2)}` : point <= 0xffff ? `u${hex(4)}` : `U${hex(8)}`;
}

/** `|`, the hints, and the lines; ends in the text's own last line break, if it has one. */
function printLiteral(text: string, indent: number): string {
  const lines = text.match(/[^\n\r\u0085\u2028\u2029]*(?:[\n\r\u0085\u2028\u2029]|$)/g) as string[];
  const pad = ' '.repeat(indent);
  const hint = /^[ \n\r\u0085\u2028\u2029]/.test(text) ? '2' : '';
  const chomp = !/[\n\r\u0085\u2028\u2029]$/.test(text)
    ? '-'
    : /^[\n\r\u0085\u2028\u2029]$|[\n\r\u0085\u2028\u2029]{2}$/.test(text)
      ? '+'
      : '';
  let out = `|${hint}${chomp}\n`;
  for (const line of lines) out += line === '' || BREAK.test(line[0] as string) ? line : pad + line;
  return out;
}

/** A quoted scalar that was read. */
export interface QuotedScalar {
  readonly value: string;
  /** Index after the closing quote. */
  readonly end: number;
  /** Line breaks within. */
  readonly lines: number;
}

/**
 * Reads a scalar in quotes, folding its line breaks.
 *
 * @param at index of the opening quote
 * @returns undefined where the text is unusual or wrong
 */
export function readQuotedScalar(text: string, at: number): QuotedScalar | undefined {
  const single = text[at] === "'";
  let end = at + 1;
  for (; ; end += 1) {
    end = text.indexOf(single ? "'" : '"', end);
    if (end === -1) return undefined;
    if (single) {
      if (text[end + 1] !== "'") break;
      end += 1;
    } else {
      let slashes = 0;
      while (text[end - 1 - slashes] === '\\') slashes += 1;
      if (slashes % 2 === 0) break;
    }
  }
  // Separators of YAML 1.1 are line breaks that stay what they are; blanks around them go.
  const content = text.slice(at + 1, end).replace(/[ \t]*([\u2028\u2029])[ \t]*/g, '$1');
  const lines = content.includes('\n') ? content.split('\n') : [content];
  // A document marker ends even a quoted scalar.
  const last = lines.length - 1;
  const marker = (line: string, i: number) => /^(?:---|\.\.\.)(?:[ \t]|$)/.test(i === last ? `${line}x` : line);
  if (lines.some((line, i) => i > 0 && marker(line, i))) return undefined;
  const value = single ? unfold(lines).replaceAll("''", "'") : resolveEscapes(unfoldEscaped(lines));
  return value === undefined ? undefined : { value, end: end + 1, lines: lines.length - 1 };
}

/** A single line break is a space, further ones stay; blanks around them go. */
function unfold(lines: readonly string[]): string {
  let value = lines[0] as string;
  let breaks = 0;
  for (let i = 1; i < lines.length; i += 1) {
    if (breaks === 0) value = value.replace(/[ \t]+$/, '');
    breaks += 1;
    const line = (lines[i] as string).replace(/^[ \t]+/, '');
    if (line === '' && i < lines.length - 1) continue;
    value += (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) + line;
    breaks = 0;
  }
  return value;
}

/** The same between double quotes, where a backslash keeps the blanks before it and swallows the break. */
function unfoldEscaped(lines: readonly string[]): string {
  let value = lines[0] as string;
  let breaks = 0;
  let joined = false;
  for (let i = 1; i < lines.length; i += 1) {
    if (breaks === 0) {
      joined = /(?:^|[^\\])(?:\\\\)*\\$/.test(value);
      value = joined ? value.slice(0, -1) : withoutTrailingBlanks(value);
    }
    breaks += 1;
    const line = (lines[i] as string).replace(/^[ \t]+/, '');
    if (line === '' && i < lines.length - 1) continue;
    value += (breaks > 1 ? '\n'.repeat(breaks - 1) : joined ? '' : ' ') + line;
    breaks = 0;
  }
  return value;
}

function withoutTrailingBlanks(text: string): string {
  const end = text.replace(/[ \t]+$/, '').length;
  const escaped = /(?:^|[^\\])(?:\\\\)*\\$/.test(text.slice(0, end));
  return text.slice(0, escaped ? end + 1 : end);
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

function resolveEscapes(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  let wrong = false;
  const value = text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (_, x: string | undefined, u: string | undefined, long: string | undefined, simple: string | undefined) => {
      const hex = x ?? u ?? long;
      if (hex === undefined) {
        const meaning = ESCAPES.get(simple as string);
        wrong ||= meaning === undefined;
        return meaning ?? '';
      }
      const point = Number.parseInt(hex, 16);
      if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
        wrong = true;
        return '';
      }
      return String.fromCodePoint(point);
    },
  );
  return wrong ? undefined : value;
}

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
  const content = separatorsAlone(text.slice(at + 1, end));
  const lines = content.includes('\n') ? content.split('\n') : [content];
  // A document marker ends even a quoted scalar.
  const last = lines.length - 1;
  const marker = (line: string, i: number) => /^(?:---|\.\.\.)(?:[ \t]|$)/.test(i === last ? `${line}x` : line);
  if (lines.some((line, i) => i > 0 && marker(line, i))) return undefined;
  const value = single ? unfold(lines).replaceAll("''", "'") : resolveEscapes(unfoldEscaped(lines));
  return value === undefined ? undefined : { value, end: end + 1, lines: lines.length - 1 };
}

/** Without blanks around separators. */
function separatorsAlone(text: string): string {
  if (!/[\u2028\u2029]/.test(text)) return text;
  const parts = text.split(/([\u2028\u2029])/);
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return part;
      const ended = index < parts.length - 1 ? trimEnd(part) : part;
      return index > 0 ? ended.replace(/^[ \t]+/, '') : ended;
    })
    .join('');
}

/** A single line break is a space, further ones stay; blanks around them go. */
function unfold(lines: readonly string[]): string {
  // The last part alone is looked at again, however long the whole is by then.
  const parts = [lines[0] as string];
  let breaks = 0;
  for (let i = 1; i < lines.length; i += 1) {
    if (breaks === 0) parts.push(trimEnd(parts.pop() as string));
    breaks += 1;
    const line = (lines[i] as string).replace(/^[ \t]+/, '');
    if (line === '' && i < lines.length - 1) continue;
    parts.push(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), line);
    breaks = 0;
  }
  return parts.join('');
}

/** The same between double quotes, where a backslash keeps the blanks before it and swallows the break. */
function unfoldEscaped(lines: readonly string[]): string {
  const parts = [lines[0] as string];
  let breaks = 0;
  let joined = false;
  for (let i = 1; i < lines.length; i += 1) {
    if (breaks === 0) {
      const last = parts.pop() as string;
      joined = endsEscaped(last, last.length);
      parts.push(joined ? last.slice(0, -1) : withoutTrailingBlanks(last));
    }
    breaks += 1;
    const line = (lines[i] as string).replace(/^[ \t]+/, '');
    if (line === '' && i < lines.length - 1) continue;
    parts.push(breaks > 1 ? '\n'.repeat(breaks - 1) : joined ? '' : ' ', line);
    breaks = 0;
  }
  return parts.join('');
}

function withoutTrailingBlanks(text: string): string {
  const end = trimEnd(text).length;
  return text.slice(0, endsEscaped(text, end) ? end + 1 : end);
}

/** Whether an odd number of backslashes stands before an index. */
function endsEscaped(text: string, end: number): boolean {
  let slashes = 0;
  while (text[end - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

/** Without blanks at the end; an expression would look at each run of them within, from each of its characters. */
function trimEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1;
  return text.slice(0, end);
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

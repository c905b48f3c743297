/** A block scalar that was read. */
export interface BlockScalar {
  readonly value: string;
  /** Where the next line begins, and how many line breaks lie before it. */
  readonly end: number;
  readonly lines: number;
}

/**
 * Reads a literal (`|`) or folded (`>`) scalar.
 *
 * @param at index of the indicator
 * @param parent column of the collection that holds the scalar, -1 at the root
 * @returns undefined where the text is unusual or wrong
 */
export function readBlockScalar(text: string, at: number, parent: number): BlockScalar | undefined {
  const headerEnd = lineEnd(text, at);
  const header = /^([|>])(?:([+-])([1-9])?|([1-9])([+-])?)?[ \t]*(?:#.*)?$/.exec(text.slice(at, headerEnd));
  if (header === null) return undefined;
  const literal = header[1] === '|';
  const chomping = header[2] ?? header[5] ?? '';
  const hint = header[3] ?? header[4];
  const least = Math.max(parent, -1) + 1;
  let indent = hint === undefined ? 0 : Math.max(parent, 0) + Number(hint);

  let value = '';
  let pending = ''; // the line break of the last line with content
  let blanks = ''; // those of the empty lines after it
  let spaced = false; // whether the last line with content begins with a blank, which stops folding
  let widest = 0;
  let position = headerEnd + 1;
  let lines = 1;
  while (position < text.length) {
    const end = lineEnd(text, position);
    if (!literal && text[end] !== '\n' && end < text.length) return undefined; // a separator, which folds as nothing does
    let column = 0;
    while (text.charCodeAt(position + column) === 0x20 && (indent === 0 || column < indent)) column += 1;
    const first = position + column;
    const blank = first >= end;
    if (!blank && text.charCodeAt(first) === 0x09 && (indent === 0 || column < indent)) return undefined;
    if (indent === 0) {
      if (blank) widest = Math.max(widest, column);
      // As go-yaml has it, an empty line may set the indentation: the scalar then ends before what is less indented.
      else indent = Math.max(column, least, widest, 1);
    }
    if (blank) {
      if (end >= text.length) break; // blanks at the very end, no line break
      blanks += text[end];
    } else {
      if (column < indent) {
        if (text[position - 1] !== '\n') return undefined; // in the middle of a line
        break;
      }
      const leading = isBlank(text.charCodeAt(first));
      if (!literal && pending === '\n' && !spaced && !leading) value += blanks === '' ? ' ' : blanks;
      else value += pending + blanks;
      value += text.slice(first, end);
      spaced = leading;
      pending = text[end] ?? '';
      blanks = '';
    }
    position = end + 1;
    if (text[end] === '\n') lines += 1;
  }
  if (chomping !== '-') value += pending;
  if (chomping === '+') value += blanks;
  return { value, end: Math.min(position, text.length), lines };
}

/** Index of the line break that follows, or of the text's end. The separators of YAML 1.1 break lines, too. */
function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline === -1 ? text.length : newline;
  const separator = text.slice(from, end).search(/[\u2028\u2029]/);
  return separator === -1 ? end : from + separator;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

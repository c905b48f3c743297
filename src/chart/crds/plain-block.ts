import { ScaffoldError } from '../../core/errors.ts';
import { parseYaml } from '../../yaml/parse.ts';

/** What block style has on a line: dashes, then a key with or without a value, or a scalar. */
const LINE = /^( *)((?:- +|-$)*)(?:([\w$][\w$./-]*|'[^']*'|"[^"\\]*"):(?: +|$))?(.*)/;
/** A value that ends where its line ends. */
const PLAIN = /^(?![-?:](?: |$))[^\s[\]{},&*!|>'"%@`#].*$/;
const QUOTED = { "'": /'[^']*(?:''[^']*)*' *(?:\n|$)/y, '"': /"[^"\\]*(?:\\["\\/abfnrtv0\n ][^"\\]*)*" *(?:\n|$)/y };
const BLOCK_SCALAR = /^[|>][-+]?$/;

/**
 * Whether a text is surely YAML: maps and lists in block style, as generators print them, with scalars that a look at one
 * line tells. What is not surely so may still be YAML; a parser decides. Without a parser's work for each value.
 */
export function isPlainBlock(text: string): boolean {
  /** Maps and lists that are open, from the outermost inwards. */
  const open: { column: number; isMap: boolean }[] = [];
  /** Whether the last key or dash has nothing behind it yet. */
  let isEmpty = true;
  /** Lines that are further in than this belong to the scalar before them. */
  let scalarColumn = Number.POSITIVE_INFINITY;
  let isLiteral = false;
  /** How far in the lines of a literal are; its first line tells. */
  let literalColumn = 0;

  const enter = (column: number, isMap: boolean, mayOpen: boolean): boolean => {
    const before = open.length;
    while (open.length > 0 && open.at(-1)!.column > column) open.pop();
    // A list may stand as far in as the key that it belongs to.
    if (isMap && open.at(-1)?.column === column && !open.at(-1)!.isMap) open.pop();
    const top = open.at(-1);
    if (top !== undefined && top.column === column && top.isMap === isMap) return true;
    const isNew = top === undefined || top.column < column || (!isMap && top.isMap);
    // What has closed another one does not belong to the key before it.
    if (!isNew || !mayOpen || open.length < before) return false;
    open.push({ column, isMap });
    return true;
  };

  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const begin = start;
    const line = text.slice(start, end === -1 ? text.length : end);
    start = end === -1 ? text.length : end + 1;
    const [, spaces = '', dashes = '', key, value = ''] = LINE.exec(line) ?? [];
    if (spaces.length === line.length) {
      if (isLiteral && literalColumn === 0 && spaces !== '') return false;
      continue;
    }
    if (spaces.length > scalarColumn) {
      if (isLiteral) {
        if (literalColumn === 0) literalColumn = spaces.length;
        if (spaces.length < literalColumn) return false;
        continue;
      }
      // A plain scalar goes on.
      if (/: |:$| #|^ *#/.test(line)) return false;
      continue;
    }
    scalarColumn = Number.POSITIVE_INFINITY;
    if (key === undefined && dashes === '' && value.startsWith('#')) continue;
    let column = spaces.length;
    let mayOpen = isEmpty;
    for (let at = dashes.indexOf('-'); at !== -1; at = dashes.indexOf('-', at + 1)) {
      column = spaces.length + at;
      if (!enter(column, false, mayOpen)) return false;
      mayOpen = true;
    }
    if (key !== undefined) {
      column = spaces.length + dashes.length;
      if (!enter(column, true, mayOpen)) return false;
    } else if (dashes === '') return false;
    isEmpty = value === '';
    if (isEmpty) continue;
    isLiteral = BLOCK_SCALAR.test(value);
    literalColumn = 0;
    scalarColumn = column;
    if (isLiteral) continue;
    if (value.startsWith("'") || value.startsWith('"')) {
      const behind = behindQuotes(text, begin + line.length - value.length, column);
      if (behind === undefined) return false;
      start = behind;
    } else if (/^[{[]/.test(value)) {
      if (!isFlow(value)) return false;
    } else if (!PLAIN.test(value) || /: |:$| #/.test(value)) return false;
  }
  return true;
}

/** Rare enough, and short, for a parser. */
function isFlow(value: string): boolean {
  try {
    return parseYaml(value, '').length === 1;
  } catch (error) {
    if (error instanceof ScaffoldError && error.code !== 'limit-exceeded') return false;
    throw error;
  }
}

/** Where the line behind a quoted scalar begins; undefined where it does not end, or one of its lines is not far enough in. */
function behindQuotes(text: string, from: number, column: number): number | undefined {
  const pattern = QUOTED[text[from] as keyof typeof QUOTED];
  pattern.lastIndex = from;
  if (!pattern.test(text)) return undefined;
  const behind = pattern.lastIndex;
  for (let at = text.indexOf('\n', from) + 1; at > 0 && at < behind; at = text.indexOf('\n', at) + 1) {
    let spaces = 0;
    while (text[at + spaces] === ' ') spaces += 1;
    if (spaces <= column && text[at + spaces] !== '\n') return undefined;
  }
  return behind;
}

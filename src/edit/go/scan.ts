/** A token of Go. Comments and white space are none. */
export interface Token {
  readonly kind: 'name' | 'keyword' | 'number' | 'string' | 'rune' | 'operator';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Comment {
  readonly from: number;
  readonly to: number;
}

export interface Scan {
  /** In order. The semicolons that a line's end stands for are among them, with an empty range. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

const KEYWORDS = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
);
const ENDS_A_STATEMENT = new Set(['break', 'continue', 'fallthrough', 'return', '++', '--', ')', ']', '}']);
/** Of two or three characters. Every other operator is a single one. */
const OPERATORS = new Set([
  ...['<<=', '>>=', '&^=', '...'],
  ...['&&', '||', '<-', '++', '--', '==', '!=', '<=', '>=', ':=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^='],
  ...['<<', '>>', '&^'],
]);
const SINGLE = new Set('+-*/%&|^<>=!()[]{},;.:~');

const NAME = /[A-Za-z0-9_\p{L}\p{Nd}]+/uy;
/** What a number may be made of; a sign belongs to it only after an exponent. */
const NUMBER = /\.?[0-9](?:[eEpP][+-]|[0-9A-Za-z_.])*/y;
const HEX_NUMBER = /0[xX](?:[pP][+-]|[0-9A-Za-z_.])*/y;

/**
 * The tokens of a Go file, with the semicolons that the specification puts at the ends of lines.
 *
 * @returns undefined where the text is not Go: a literal or a comment that does not end, a character of no token
 * @see https://go.dev/ref/spec#Lexical_elements
 */
export function scanGo(text: string): Scan | undefined {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let last: Token | undefined;
  const add = (kind: Token['kind'], to: number) => {
    last = { kind, text: text.slice(at, to), from: at, to };
    tokens.push(last);
    at = to;
  };
  const endOfLine = () => {
    if (last === undefined || !endsStatement(last)) return;
    // Where the statement ends, not where the line does: a comment may stand between.
    last = { kind: 'operator', text: ';', from: last.to, to: last.to };
    tokens.push(last);
  };
  while (at < text.length) {
    const c = text[at]!;
    if (c === '\n') {
      endOfLine();
      at += 1;
    } else if (c === ' ' || c === '\t' || c === '\r') {
      at += 1;
    } else if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      const to = end === -1 ? text.length : end;
      comments.push({ from: at, to });
      at = to;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end === -1) return undefined;
      comments.push({ from: at, to: end + 2 });
      if (text.slice(at, end).includes('\n')) endOfLine();
      at = end + 2;
    } else if (c === '"' || c === "'" || c === '`') {
      const to = endOfQuoted(text, at);
      if (to === undefined) return undefined;
      add(c === "'" ? 'rune' : 'string', to);
    } else {
      const number = isDigit(text[c === '.' ? at + 1 : at])
        ? (match(HEX_NUMBER, text, at) ?? match(NUMBER, text, at))
        : undefined;
      const operator = number === undefined ? operatorAt(text, at) : 0;
      if (number !== undefined) add('number', number);
      else if (operator > 0) add('operator', at + operator);
      else {
        const name = match(NAME, text, at);
        if (name === undefined) return undefined;
        add(KEYWORDS.has(text.slice(at, name)) ? 'keyword' : 'name', name);
      }
    }
  }
  endOfLine();
  return { tokens, comments };
}

function endsStatement({ kind, text }: Token): boolean {
  return (kind !== 'keyword' && kind !== 'operator') || ENDS_A_STATEMENT.has(text);
}

function isDigit(c: string | undefined): boolean {
  return c !== undefined && c >= '0' && c <= '9';
}

/** How many characters of an operator stand there. */
function operatorAt(text: string, at: number): number {
  if (!SINGLE.has(text[at]!)) return 0;
  if (OPERATORS.has(text.slice(at, at + 3))) return 3;
  return OPERATORS.has(text.slice(at, at + 2)) ? 2 : 1;
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function endOfQuoted(text: string, from: number): number | undefined {
  const quote = text[from]!;
  for (let at = from + 1; at < text.length; at += 1) {
    const c = text[at]!;
    if (c === quote) return at + 1;
    if (quote === '`') continue;
    if (c === '\n') return undefined;
    if (c === '\\') at += 1;
  }
  return undefined;
}

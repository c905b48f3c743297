import { BoundedCache } from './bounded-cache.ts';
import { Refusal } from './refusal.ts';

const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NO_FLAGS: Flags = new Set();
const CACHE = new BoundedCache<RegExp | Refusal>();

/**
 * A regular expression as Go reads it (RE2), for JavaScript: POSIX classes, `\A`, `\z`, `\Q…\E`, flags at
 * any place, `(?P<name>…)`. What RE2 does not have (lookaround, backreferences) is refused, as Go refuses it.
 *
 * @param anchored whether the whole text must fit
 */
export function goRegExp(pattern: string, anchored: boolean): RegExp {
  const result = CACHE.get(`${anchored ? '^' : ' '}${pattern}`, () => compile(pattern, anchored));
  if (result instanceof Refusal) throw result;
  return result;
}

/** Whether a pattern fits exactly one text: itself. */
export function isLiteral(pattern: string): boolean {
  return !/[\\.+*?()|[\]{}^$]/.test(pattern);
}

function compile(pattern: string, anchored: boolean): RegExp | Refusal {
  try {
    const source = translate(pattern);
    return new RegExp(anchored ? `^(?:${source})$` : source, 'u');
  } catch (error) {
    // The engine's message begins with the translated expression.
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: (.*: )?/s, '') : '';
    return new Refusal('kustomization-invalid', `not a regular expression: ${reason.toLowerCase()}`, {
      expected: 'the syntax of RE2',
      received: pattern,
    });
  }
}

/** Which of the flags i, m and s hold; U changes what is captured, not what fits. */
type Flags = ReadonlySet<string>;

function translate(pattern: string): string {
  let source = '';
  let flags: Flags = new Set();
  const outer: Flags[] = [];
  for (let i = 0; i < pattern.length; ) {
    const rest = pattern.slice(i);
    const group = /^\(\?([imsU]*)(?:-([imsU]+))?([:)])/.exec(rest);
    if (group !== null) {
      i += group[0].length;
      const [, on = '', off = '', end] = group;
      if (end === ':') outer.push(flags);
      else if (`${on}${off}` === '') throw new Error('nothing to repeat');
      flags = new Set([...flags, ...on].filter((flag) => !off.includes(flag)));
      if (end === ':') source += '(?:';
      continue;
    }
    if (rest.startsWith('(')) outer.push(flags);
    if (rest.startsWith(')')) flags = outer.pop() ?? flags;
    const { text, length } = rest.startsWith('[') ? characterClass(rest, flags) : piece(rest, flags);
    i += length;
    // Go repeats assertions, too: `^*`, which an image called `*` becomes.
    source += ASSERTION.test(text) && REPEAT.test(pattern.slice(i)) ? `(?:${text})` : text;
  }
  return source;
}

const ASSERTION = /^(?:[$^]|\\[bB]|\(\?<?!.*)$/;
const REPEAT = /^(?:[*+?]|\{\d+(?:,\d*)?\})/;

function piece(rest: string, flags: Flags): { text: string; length: number } {
  if (rest.startsWith('(?P<')) return { text: '(?<', length: 4 };
  if (/^\(\?(=|!|<=|<!)/.test(rest)) throw new Error('lookaround is not supported');
  if (rest.startsWith('\\')) return escapeSequence(rest, flags);
  if (rest.startsWith('{')) {
    const repeat = /^\{\d+(,\d*)?\}/.exec(rest);
    return repeat === null ? { text: '\\{', length: 1 } : { text: repeat[0], length: repeat[0].length };
  }
  if (rest.startsWith('}') || rest.startsWith(']')) return { text: `\\${rest[0]}`, length: 1 };
  if (rest.startsWith('.')) return { text: flags.has('s') ? '[\\s\\S]' : '[^\\n]', length: 1 };
  if (rest.startsWith('^') && flags.has('m')) return { text: '(?<![^\\n])', length: 1 };
  if (rest.startsWith('$') && flags.has('m')) return { text: '(?![^\\n])', length: 1 };
  const point = String.fromCodePoint(rest.codePointAt(0) as number);
  return { text: eitherCase(point, flags), length: point.length };
}

/** A character, or where case does not matter a class of its two forms. */
function eitherCase(character: string, flags: Flags): string {
  if (!flags.has('i')) return character;
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  return lower === upper || lower.length !== upper.length ? character : `[${lower}${upper}]`;
}

function escapeSequence(rest: string, flags: Flags): { text: string; length: number } {
  const next = rest[1];
  if (next === undefined) throw new Error('trailing backslash');
  if (next === 'A') return { text: '(?<![\\s\\S])', length: 2 };
  if (next === 'z') return { text: '(?![\\s\\S])', length: 2 };
  if (next === 'a') return { text: '\\x07', length: 2 };
  if (next === 'Q') {
    const end = rest.indexOf('\\E', 2);
    const literal = end === -1 ? rest.slice(2) : rest.slice(2, end);
    const text = Array.from(literal, (character) => eitherCase(quote(character), flags)).join('');
    return { text, length: end === -1 ? rest.length : end + 2 };
  }
  const code = /^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/.exec(rest);
  if (code !== null) {
    const character = String.fromCodePoint(Number.parseInt(code[1] ?? (code[2] as string), 16));
    const plain = `\\u{${code[1] ?? code[2]}}`;
    return { text: /[a-z]/i.test(character) ? eitherCase(character, flags) : plain, length: code[0].length };
  }
  const property = /^\\[pP](\{\^?\w+\}|\w)/.exec(rest);
  if (property !== null) {
    const name = (property[1] as string).replace(/[{}]/g, '');
    return {
      text: `\\${rest[1]}{${/^[A-Z][a-z]?$/.test(name) ? name : `Script=${name}`}}`,
      length: property[0].length,
    };
  }
  if (/[1-9]/.test(next)) throw new Error('backreferences are not supported');
  if (/[dDwWsSbBtnrfvx]/.test(next)) return { text: `\\${next}`, length: 2 };
  if (/[0-9A-Za-z]/.test(next)) throw new Error(`invalid escape \\${next}`);
  return { text: quote(next), length: 2 };
}

/** Under the flag u only these may be escaped. */
function quote(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function characterClass(rest: string, flags: Flags): { text: string; length: number } {
  let text = '';
  const negated = rest[1] === '^';
  let i = negated ? 2 : 1;
  for (let first = true; ; first = false) {
    if (i >= rest.length) throw new Error('missing closing ]');
    const tail = rest.slice(i);
    if (tail.startsWith(']') && !first) {
      if (flags.has('i')) text = otherCases(text) + text.replace(/^-/, '\\-'); // behind a last - they would be a range
      return { text: `[${negated ? '^' : ''}${text}]`, length: i + 1 };
    }
    if (/^\\[bBAzQ]/.test(tail)) throw new Error(`invalid escape ${tail.slice(0, 2)}`);
    const posix = /^\[:(\^?)(\w+):\]/.exec(tail);
    if (posix !== null) {
      const members = POSIX_CLASSES[posix[2] as string];
      if (members === undefined) throw new Error(`invalid character class ${posix[0]}`);
      text += posix[1] === '' ? members : complement(members);
      i += posix[0].length;
    } else if (tail.startsWith('\\')) {
      const escaped = tail[1] === '-' ? { text: '\\-', length: 2 } : escapeSequence(tail, NO_FLAGS);
      text += escaped.text;
      i += escaped.length;
    } else {
      const point = String.fromCodePoint(tail.codePointAt(0) as number);
      text += /[[\]]/.test(point) ? `\\${point}` : point;
      i += point.length;
    }
  }
}

function complement(members: string): string {
  const fits = new RegExp(`[${members}]`, 'u');
  const others = Array.from({ length: 128 }, (_, code) => code).filter((code) => !fits.test(String.fromCharCode(code)));
  return `${others.map((code) => `\\x${code.toString(16).padStart(2, '0')}`).join('')}\\x80-\\u{10FFFF}`;
}

/** The letters that a class holds in the other case. */
function otherCases(members: string): string {
  const fits = new RegExp(`[${members}]`, 'u');
  return [...LETTERS].filter((letter) => fits.test(swapCase(letter))).join('');
}

function swapCase(letter: string): string {
  return letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
}

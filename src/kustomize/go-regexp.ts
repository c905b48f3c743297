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

const CACHE = new BoundedCache<RegExp | Refusal>();

/**
 * A regular expression as Go reads it (RE2), for JavaScript: POSIX classes, `\A`, `\z`, `\Q…\E`, `(?i)` at the start,
 * `(?P<name>…)`. What RE2 does not have (lookaround, backreferences) is refused, as Go refuses it.
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
    const { source, flags } = translate(pattern);
    return new RegExp(anchored ? `^(?:${source})$` : source, flags);
  } catch (error) {
    // The engine's message begins with the translated expression.
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: (.*: )?/s, '') : '';
    return new Refusal('kustomization-invalid', `not a regular expression: ${reason.toLowerCase()}`, {
      expected: 'the syntax of RE2',
      received: pattern,
    });
  }
}

function translate(pattern: string): { source: string; flags: string } {
  let flags = 'u';
  let source = '';
  let rest = pattern;
  const leading = /^\(\?([ims]+)\)/.exec(rest);
  if (leading !== null) {
    flags += [...new Set(leading[1])].join('');
    rest = rest.slice(leading[0].length);
  }
  for (let i = 0; i < rest.length; ) {
    const { text, length } = rest[i] === '[' ? characterClass(rest.slice(i)) : piece(rest.slice(i));
    source += text;
    i += length;
  }
  return { source, flags };
}

function piece(rest: string): { text: string; length: number } {
  if (rest.startsWith('(?P<')) return { text: '(?<', length: 4 };
  if (/^\(\?(=|!|<=|<!)/.test(rest)) throw new Error('lookaround is not supported');
  if (rest.startsWith('\\')) return escapeSequence(rest);
  if (rest.startsWith('{')) {
    const repeat = /^\{\d+(,\d*)?\}/.exec(rest);
    return repeat === null ? { text: '\\{', length: 1 } : { text: repeat[0], length: repeat[0].length };
  }
  if (rest.startsWith('}') || rest.startsWith(']')) return { text: `\\${rest[0]}`, length: 1 };
  const point = String.fromCodePoint(rest.codePointAt(0) as number);
  return { text: point, length: point.length };
}

function escapeSequence(rest: string): { text: string; length: number } {
  const next = rest[1];
  if (next === undefined) throw new Error('trailing backslash');
  if (next === 'A') return { text: '(?<![\\s\\S])', length: 2 };
  if (next === 'z') return { text: '(?![\\s\\S])', length: 2 };
  if (next === 'a') return { text: '\\x07', length: 2 };
  if (next === 'Q') {
    const end = rest.indexOf('\\E', 2);
    const literal = end === -1 ? rest.slice(2) : rest.slice(2, end);
    return { text: literal.replace(/[\\^$.*+?()[\]{}|/-]/g, quote), length: end === -1 ? rest.length : end + 2 };
  }
  const braced = /^\\x\{([0-9a-fA-F]+)\}/.exec(rest);
  if (braced !== null) return { text: `\\u{${braced[1]}}`, length: braced[0].length };
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
  if (/[0-9A-Za-z_]/.test(next)) throw new Error(`invalid escape \\${next}`);
  return { text: quote(next), length: 2 };
}

/** Under the flag u only these may be escaped. */
function quote(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function characterClass(rest: string): { text: string; length: number } {
  let text = '[';
  let i = 1;
  if (rest[i] === '^') {
    text += '^';
    i += 1;
  }
  for (let first = true; ; first = false) {
    if (i >= rest.length) throw new Error('missing closing ]');
    const tail = rest.slice(i);
    if (tail.startsWith(']') && !first) return { text: `${text}]`, length: i + 1 };
    const posix = /^\[:(\^?)(\w+):\]/.exec(tail);
    if (posix !== null) {
      const members = POSIX_CLASSES[posix[2] as string];
      if (members === undefined || posix[1] !== '') throw new Error(`invalid character class ${posix[0]}`);
      text += members;
      i += posix[0].length;
    } else if (tail.startsWith('\\')) {
      const escaped = tail[1] === '-' ? { text: '\\-', length: 2 } : escapeSequence(tail);
      text += escaped.text;
      i += escaped.length;
    } else {
      const point = String.fromCodePoint(tail.codePointAt(0) as number);
      text += /[[\]]/.test(point) ? `\\${point}` : point;
      i += point.length;
    }
  }
}

import type { ScalarTag } from './node.ts';
import { timestampOf } from './timestamp.ts';

/**
 * What plain (unquoted) text means to a reader.
 *
 * `go-yaml-v3` is the one with which kustomize reads resources and patches: of YAML 1.1 it keeps `017`, `1_000` and
 * timestamps, and drops `yes`, `on` and sexagesimals. `go-yaml-v2` is the one with which kustomize reads kustomization
 * files and prints: `yes`, `no`, `on`, `off`, `y` and `n` are booleans there.
 */
export type Dialect = 'go-yaml-v2' | 'go-yaml-v3';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const BOOLEANS = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const BOOLEANS_11 = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);
const FLOATS = new Map([
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

/** The characters that begin anything but a string; of the words that begin with a letter none has more than five. */
const MEANINGFUL = new Set([...'+-.~0123456789yYnNtTfFoO'].map((character) => character.charCodeAt(0)));

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** What begins with a point go-yaml leaves to Go, where an underscore stands between two digits. */
const POINT_FLOAT = /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

/** The tag that a plain scalar resolves to. */
export function resolveTag(text: string, dialect: Dialect = 'go-yaml-v3'): ScalarTag {
  const first = text.charCodeAt(0); // NaN where the text is empty
  if (text !== '' && (!MEANINGFUL.has(first) || (first > 0x40 && first !== 0x7e && text.length > 5))) return '!!str';
  if (NULLS.has(text)) return '!!null';
  if (BOOLEANS.has(text)) return '!!bool';
  if (dialect === 'go-yaml-v2' && BOOLEANS_11.has(text)) return '!!bool';
  if (first === 0x2e /* . */) return FLOATS.has(text) || floatOf(text) !== undefined ? '!!float' : '!!str';
  if (!(first === 0x2b || first === 0x2d || (first >= 0x30 && first <= 0x39))) return '!!str';
  if (FLOATS.has(text)) return '!!float';
  if (timestampOf(text) !== undefined) return '!!timestamp';
  if (integerOf(text) !== undefined) return '!!int';
  return floatOf(text) === undefined ? '!!str' : '!!float';
}

/** The tag of a plain scalar in a text; go-yaml v2 knows timestamps, but reads them as strings. */
export function plainTag(text: string, dialect: Dialect): ScalarTag {
  const tag = resolveTag(text, dialect);
  return dialect === 'go-yaml-v2' && tag === '!!timestamp' ? '!!str' : tag;
}

/** Whether go-yaml v2 reads the text, unquoted, as something other than a string. */
export function isYaml11NonString(text: string): boolean {
  if (text === '' || text.includes('\n')) return false;
  return plainTag(text, 'go-yaml-v2') !== '!!str';
}

/** The boolean that a word means to either dialect. */
export function booleanOf(text: string): boolean | undefined {
  return BOOLEANS.get(text) ?? BOOLEANS_11.get(text);
}

/** The integer that text spells, in decimal, hexadecimal, octal (`017`, `0o17`) or binary, or undefined. 64 bits, as in Go. */
export function integerOf(text: string): bigint | undefined {
  const match = INTEGER.exec(text.includes('_') ? text.replaceAll('_', '') : text);
  if (match === null) return undefined;
  const [, sign, hex, binary, octal, decimal] = match;
  const digits =
    hex !== undefined
      ? `0x${hex}`
      : binary !== undefined
        ? `0b${binary}`
        : octal !== undefined
          ? `0o${octal}`
          : decimal;
  const size = BigInt(digits as string);
  const value = sign === '-' ? -size : size;
  // Only the unsigned form reaches beyond 63 bits, and Go takes no plus sign there.
  if (value < MIN_INT64 || value > MAX_UINT64 || (sign === '+' && value > -MIN_INT64 - 1n)) return undefined;
  return value;
}

/** The float that text spells, or undefined; one too large for 64 bits is none. */
export function floatOf(text: string): number | undefined {
  const word = FLOATS.get(text);
  if (word !== undefined) return word;
  const plain = text.replaceAll('_', '');
  if (!(text.startsWith('.') ? POINT_FLOAT.test(text) : FLOAT.test(plain))) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

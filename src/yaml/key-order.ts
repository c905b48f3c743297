const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

/**
 * The order in which kustomize prints keys, that of go-yaml: by code point, but letters after everything else and runs
 * of digits by their number (`v2` before `v10`).
 */
export function compareKeys(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    if (x > 0x7f || y > 0x7f) return compareRunes([...a], [...b]);
    const xLetter = isAsciiLetter(x);
    const yLetter = isAsciiLetter(y);
    if (xLetter && yLetter) return x - y;
    if (xLetter || yLetter) return yLetter ? -1 : 1;
    return compareRunes([...a], [...b]);
  }
  return a.length - b.length;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function compareRunes(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    const x = a[i] as string;
    const y = b[i] as string;
    if (x === y) continue;
    const xLetter = LETTER.test(x);
    const yLetter = LETTER.test(y);
    if (xLetter && yLetter) return codePoint(x) - codePoint(y);
    if (xLetter || yLetter) return yLetter ? -1 : 1;
    return compareNumbers(a, b, i);
  }
  return a.length - b.length;
}

/** The keys differ first at `i`, where neither has a letter. */
function compareNumbers(a: readonly string[], b: readonly string[], i: number): number {
  // A zero within a number weighs by what stands before it: `10` is not `1` and `0`.
  let start = 0n;
  if (a[i] === '0' || b[i] === '0') {
    for (let j = i - 1; j >= 0 && DIGIT.test(a[j] as string); j -= 1) {
      if (a[j] !== '0') {
        start = 1n;
        break;
      }
    }
  }
  const [x, xEnd] = readNumber(a, i, start);
  const [y, yEnd] = readNumber(b, i, start);
  if (x !== y) return x < y ? -1 : 1;
  if (xEnd !== yEnd) return xEnd - yEnd;
  return codePoint(a[i] as string) - codePoint(b[i] as string);
}

function readNumber(runes: readonly string[], from: number, start: bigint): [bigint, number] {
  let value = start;
  let end = from;
  for (; end < runes.length && DIGIT.test(runes[end] as string); end += 1) {
    value = BigInt.asIntN(64, value * 10n + BigInt(codePoint(runes[end] as string) - 0x30));
  }
  return [value, end];
}

function codePoint(rune: string): number {
  return rune.codePointAt(0) as number;
}

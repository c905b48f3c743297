/** Pairs of equal entries in order: as many as there can be. Lists longer than anybody's function are paired greedily. */
export function commonPairs(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  if (a.length * b.length > MAX_CELLS) return greedyPairs(a, b);
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}

const MAX_CELLS = 250_000;

function greedyPairs(a: readonly string[], b: readonly string[]): [number, number][] {
  const places = new Map<string, number[]>();
  for (const [index, text] of b.entries()) places.set(text, [...(places.get(text) ?? []).slice(-8), index]);
  const pairs: [number, number][] = [];
  let after = -1;
  for (const [index, text] of a.entries()) {
    const at = places.get(text)?.find((place) => place > after);
    if (at === undefined) continue;
    pairs.push([index, at]);
    after = at;
  }
  return pairs;
}

import { sameLetters } from './same-letters.ts';

/** Characters by their code points. */
export interface CharSet {
  has(point: number): boolean;
}

/** Ranges of code points, or a property of Unicode; with `folded` in any case of its letters. */
export interface SetPart {
  readonly has: (point: number) => boolean;
  readonly negated: boolean;
  readonly folded: boolean;
}

export function rangePart(ranges: readonly number[], negated = false, folded = false): SetPart {
  return { has: (point) => isInRanges(ranges, point), negated, folded };
}

/** One character; with `folded` in any case. */
export function characterSet(character: number, folded: boolean): CharSet {
  if (!folded) return { has: (point) => point === character };
  const letters = sameLetters(character);
  return { has: (point) => letters.includes(point) };
}

/** Ranges that are as quickly walked as looked up. */
const SHORT = 16;

/**
 * What is in any of the parts, or with `negated` in none.
 *
 * @param ranges how many the parts have, if that may be many
 */
export function unionSet(parts: readonly SetPart[], negated: boolean, ranges = 0): CharSet {
  const find = (point: number) => parts.some((part) => hasPart(part, point)) !== negated;
  if (parts.length <= 1 && ranges <= SHORT) return { has: find };
  const known = new Map<number, boolean>();
  return {
    has(point) {
      let found = known.get(point);
      if (found === undefined) {
        found = find(point);
        if (known.size < 1000) known.set(point, found);
      }
      return found;
    },
  };
}

function hasPart({ has, negated, folded }: SetPart, point: number): boolean {
  return (folded ? sameLetters(point).some(has) : has(point)) !== negated;
}

function isInRanges(ranges: readonly number[], point: number): boolean {
  for (let at = 0; at < ranges.length; at += 2) {
    if (point >= ranges[at]! && point <= ranges[at + 1]!) return true;
  }
  return false;
}

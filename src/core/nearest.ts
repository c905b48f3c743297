/**
 * The candidate that a mistyped word most likely means, or undefined where none is near: at most a third of its
 * letters differ, letter case and `-`/`_` aside.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(word);
  if (wanted.length > 64) return undefined; // nobody mistypes that, and the comparison is quadratic
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const distance = editDistance(wanted, folded);
    if (distance < bestDistance && distance * 3 <= Math.max(wanted.length, folded.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean X?` for {@link nearest}, to be spread into an issue. */
export function suggestion(word: string, candidates: Iterable<string>): { hint?: string } {
  const meant = nearest(word, candidates);
  return meant === undefined ? {} : { hint: `did you mean ${meant}?` };
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_]/g, '');
}

/** Levenshtein's distance with swapped neighbours counted once. */
function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(current[column]! + 1, next[column - 1]! + 1, current[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, previous[column - 2]! + 1);
      next.push(cost);
    }
    previous = current;
    current = next;
  }
  return current[b.length]!;
}

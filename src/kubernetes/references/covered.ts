import type { Path } from '../paths.ts';
import type { Span } from './reference.ts';

interface Sorted {
  readonly starts: readonly number[];
  /** The furthest end of all spans up to each. */
  readonly ends: readonly number[];
}

/** Which parts of an object's texts some spans cover: each question takes the logarithm of the spans in the text. */
export class Covered {
  readonly #byPath: ReadonlyMap<string, readonly Span[]>;
  readonly #sorted = new Map<string, Sorted>();

  constructor(spans: readonly Span[]) {
    const byPath = new Map<string, Span[]>();
    for (const span of spans) {
      const key = span.path.join('\0');
      const same = byPath.get(key);
      if (same === undefined) byPath.set(key, [span]);
      else same.push(span);
    }
    this.#byPath = byPath;
  }

  /** Whether a span covers any of the text at a path from `start` up to `end`. */
  has(path: Path, start: number, end: number): boolean {
    const { starts, ends } = this.#sortedAt(path.join('\0'));
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! < end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && ends[low - 1]! > start;
  }

  #sortedAt(key: string): Sorted {
    const known = this.#sorted.get(key);
    if (known !== undefined) return known;
    const spans = [...(this.#byPath.get(key) ?? [])].sort((a, b) => a.start - b.start);
    let furthest = 0;
    const ends = spans.map(({ end }) => (furthest = Math.max(furthest, end)));
    const sorted = { starts: spans.map(({ start }) => start), ends };
    this.#sorted.set(key, sorted);
    return sorted;
  }
}

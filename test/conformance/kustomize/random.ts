/** A source of chance that a seed repeats (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)] as T;
  }

  /** Up to `most` different items, in their order. */
  some<T>(items: readonly T[], most: number): T[] {
    return this.sample(items, this.int(Math.min(most, items.length) + 1));
  }

  /** So many different items, in their order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const left = new Set(items.map((_, index) => index));
    while (left.size > count) left.delete(this.pick([...left]));
    return items.filter((_, index) => left.has(index));
  }
}

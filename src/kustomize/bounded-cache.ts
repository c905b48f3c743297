/** Keeps what was computed for a text; starts anew when it is full, so that it stays small in a process that runs on. */
export class BoundedCache<T> {
  readonly #values = new Map<string, T>();
  readonly #limit: number;

  constructor(limit = 2000) {
    this.#limit = limit;
  }

  get(key: string, compute: () => T): T {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = compute();
    if (this.#values.size >= this.#limit) this.#values.clear();
    this.#values.set(key, value);
    return value;
  }
}

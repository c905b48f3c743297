/** What several features say in one place, such as the conditions of an object: in the order of their places, whichever says it first. */
export class Placed<T> implements Iterable<T> {
  readonly #parts: { readonly place: number; readonly part: T }[] = [];

  add(place: number, ...parts: readonly T[]): void {
    const at = this.#parts.findIndex((each) => each.place > place);
    this.#parts.splice(at === -1 ? this.#parts.length : at, 0, ...parts.map((part) => ({ place, part })));
  }

  get size(): number {
    return this.#parts.length;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const { part } of this.#parts) yield part;
  }
}

/**
 * Adds items to the end of a list. `list.push(...items)` hands each item over as an argument, and arguments lie on the
 * stack: some hundred thousand overflow it.
 */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}

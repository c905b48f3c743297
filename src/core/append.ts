/**
 * Adds items to the end of a list. To hand them to `push` as its arguments would lay each on
 * the stack: some hundred thousand overflow it.
 */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}

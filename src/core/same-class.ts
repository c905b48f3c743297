/**
 * What `instanceof` says of a class whose prototype carries a mark: true for instances of every copy of the package. A
 * process may load it as ES modules and as CommonJS, and each has classes of its own.
 *
 * @param asked the class behind `instanceof`; a subclass has no mark of its own and is asked in the usual way
 */
export function isInstance(value: unknown, asked: unknown, marked: unknown, mark: symbol): boolean {
  if (asked !== marked) return Function.prototype[Symbol.hasInstance].call(asked, value);
  if (typeof value !== 'object' || value === null) return false;
  try {
    return mark in value;
  } catch {
    return false; // a proxy that was revoked, or whose trap throws
  }
}

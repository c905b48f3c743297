import type { Resource } from '../../resources/resource.ts';

/**
 * Whether two objects got the same prefixes and suffixes last: a reference within one overlay means that overlay's
 * object.
 *
 * @param allowNone whether one that got none fits any
 */
export function sameAffixes(a: Resource, b: Resource, allowNone: boolean): boolean {
  return sameEnd(a.prefixes, b.prefixes, allowNone) && sameEnd(a.suffixes, b.suffixes, allowNone);
}

function sameEnd(a: readonly string[], b: readonly string[], allowNone: boolean): boolean {
  if (allowNone && (a.length === 0 || b.length === 0)) return true;
  const length = Math.min(a.length, b.length);
  if (length === 0) return a.length === b.length;
  for (let i = 1; i <= length; i += 1) if (a[a.length - i] !== b[b.length - i]) return false;
  return true;
}

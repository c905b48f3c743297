import { isObject } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { fieldType, listType, rootType } from './list-types.ts';
import { matchLists } from './match-lists.ts';

/**
 * Where a field of one object stands in another version of it, as `diffValues` matches the two: a key of a map under the
 * same key, whether or not it is there, an element of a list wherever it has gone.
 *
 * @param keys of a JSON pointer into `from`
 * @returns undefined where an element on the way has no partner
 */
export function followPointer(
  from: KubernetesObject,
  to: KubernetesObject,
  keys: readonly string[],
): readonly string[] | undefined {
  const found: string[] = [];
  let [left, right]: (JsonValue | undefined)[] = [from, to];
  let place = { type: rootType(from.apiVersion, from.kind) || rootType(to.apiVersion, to.kind), parent: '', field: '' };
  for (const [depth, key] of keys.entries()) {
    if (left === right) return [...found, ...keys.slice(depth)];
    if (Array.isArray(left)) {
      if (!Array.isArray(right)) return undefined;
      const { type, parent, field } = place;
      const list = listType(type, parent, field, [[...left], [...right]]);
      const partner: number | undefined = matchLists(left, right, list).pairs.find(([old]) => old === Number(key))?.[1];
      if (partner === undefined) return undefined;
      found.push(String(partner));
      [left, right] = [left[Number(key)], right[partner]];
      place = { type: list.element, parent: '', field: '' };
    } else {
      found.push(key);
      [left, right] = [memberOf(left, key), memberOf(right, key)];
      place = { type: fieldType(place.type, key, depth), parent: place.type, field: key };
    }
  }
  return found;
}

/** What stands in an object at the keys of a JSON pointer, or undefined. */
export function valueAt(object: KubernetesObject, keys: readonly string[]): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>(
    (value, key) => (Array.isArray(value) ? value[Number(key)] : memberOf(value, key)),
    object,
  );
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

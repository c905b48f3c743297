import type { YamlNode, YamlSeq } from '../../../yaml/node.ts';
import { Refusal } from '../../errors/refusal.ts';
import { entryOf, isMissingOrNull, isNull, rawText } from '../../nodes/fields.ts';

/**
 * Puts an element in the place of those with the same key values, or at the end where there is none; without an element
 * they are removed. Empty elements of the list go away on the way. A key without a value fits any value.
 */
export function setElement(
  list: YamlSeq,
  element: YamlNode | undefined,
  keys: readonly string[],
  values: readonly string[],
): void {
  const byField = keys.length > 0 && keys[0] !== '' && values.length > 0 && values[0] !== '';
  const items: YamlNode[] = [];
  let found = false;
  for (const item of list.items) {
    if (isNull(item) || (item.kind === 'map' && item.entries.length === 0)) continue;
    if (item.kind !== 'map' && byField) {
      items.push(item);
      continue;
    }
    if (!fits(item, keys, values)) {
      if (values.length > 0) items.push(item);
      continue;
    }
    found = true;
    if (element !== undefined) items.push(element);
  }
  list.items = items;
  if (!isMissingOrNull(element) && !found) list.items.push(element);
}

function fits(item: YamlNode, keys: readonly string[], values: readonly string[]): boolean {
  // Where there are fewer values than keys, the last comparison stands for the keys that are left.
  let last = false;
  for (const [index, key] of keys.entries()) {
    if (index < values.length) last = fitsKey(item, key, values[index] as string);
    if (!last) return false;
  }
  return true;
}

function fitsKey(item: YamlNode, key: string, value: string): boolean {
  if (key === '') {
    if (item.kind !== 'scalar') throw new Refusal('kustomize-conflict', 'a list of scalars holds something else');
    return item.value === value;
  }
  if (item.kind !== 'map') {
    throw new Refusal('kustomize-conflict', `a list of maps that are known by ${key} holds something else`);
  }
  const entry = entryOf(item, key);
  return entry !== undefined && (value === '' || rawText(entry.value) === value);
}

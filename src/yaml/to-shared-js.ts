import { ObjectMemo } from '../core/memo.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import { type OriginalMap, type UnreadMap, YamlMap, type YamlNode } from './node.ts';
import { toJs } from './to-js.ts';

const ORIGINALS = new ObjectMemo<OriginalMap, JsonValue>();
const TEXTS = new ObjectMemo<UnreadMap, JsonValue>();

/**
 * As toJs, for who looks at many objects and into few of them: large mappings that nothing has changed are read once for
 * all objects that have them, and, where their text is known to be good, only when something looks at them.
 */
export function toSharedJs(node: YamlNode, path: string): JsonValue {
  return toJs(node, path, define);
}

function define(object: Record<string, JsonValue>, key: string, { original, unread }: YamlMap, path: string): boolean {
  if (original !== undefined) {
    object[key] = ORIGINALS.get(original, ({ map }) => toJs(map, path));
    return true;
  }
  if (unread === undefined) return false;
  const get = () => TEXTS.get(unread, () => toJs(new YamlMap(unread), path));
  Object.defineProperty(object, key, { get, enumerable: true, configurable: true });
  return true;
}

import type { JsonValue } from '../kubernetes/object.ts';
import type { YamlNode } from './node.ts';
import { resolveTag } from './resolve.ts';

/** A node as plain data, keys in the order in which they are printed. */
export function toJs(node: YamlNode): JsonValue {
  switch (node.kind) {
    case 'map': {
      const object: Record<string, JsonValue> = {};
      for (const { key, value } of [...node.entries].sort((a, b) => (a.key.value < b.key.value ? -1 : 1))) {
        object[key.value] = toJs(value);
      }
      return object;
    }
    case 'seq':
      return node.items.map(toJs);
    default: {
      const tag = node.tag === '' ? (node.quoted ? '!!str' : resolveTag(node.value)) : node.tag;
      if (tag === '!!null') return null;
      if (tag === '!!bool') return node.value.toLowerCase() === 'true';
      if (tag === '!!int' || tag === '!!float') return Number(node.value);
      return node.value;
    }
  }
}

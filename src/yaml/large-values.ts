import type { JsonValue } from '../kubernetes/object.ts';
import { YamlMap } from './node.ts';
import { toJs } from './to-js.ts';

/**
 * The values of large mappings that nothing has changed: read once for all objects that have them, and, where their text
 * is known to be good, only when something looks at them.
 */
export class LargeValues {
  readonly #known = new Map<object, JsonValue>();

  /** Sets a property of an object, where the mapping is such a one. */
  define(object: Record<string, JsonValue>, key: string, map: YamlMap, path: string): boolean {
    const { original, unread } = map;
    if (original !== undefined) {
      object[key] = this.#once(original, () => toJs(original.map, path));
      return true;
    }
    if (unread === undefined) return false;
    const get = () => this.#once(unread, () => toJs(new YamlMap(unread), path));
    Object.defineProperty(object, key, { get, enumerable: true, configurable: true });
    return true;
  }

  #once(source: object, read: () => JsonValue): JsonValue {
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const value = read();
    this.#known.set(source, value);
    return value;
  }
}

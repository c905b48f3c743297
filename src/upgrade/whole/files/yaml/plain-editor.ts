import type { YamlPath } from '../../../../edit/yaml/path.ts';
import { isObject } from '../../../../kubernetes/identity.ts';
import type { JsonValue } from '../../../../kubernetes/object.ts';
import type { ValueEditor } from './value-editor.ts';

/** Edits of a value without a text, each in the time that its own place takes. */
export class PlainEditor implements ValueEditor {
  #root: JsonValue;

  constructor(value: JsonValue) {
    this.#root = copyOf(value);
  }

  get value(): JsonValue {
    return this.#root;
  }

  get(_: number, at: YamlPath): JsonValue | undefined {
    let value: unknown = this.#root;
    for (const step of at) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step as string)) return undefined;
      value = (value as Record<string, unknown>)[step as string];
    }
    return value as JsonValue;
  }

  place(_: number, at: YamlPath): YamlPath | undefined {
    return this.get(0, at) === undefined ? undefined : at;
  }

  line(): number {
    return 1;
  }

  set(_: number, at: YamlPath, value: JsonValue): void {
    const holder = this.get(0, at.slice(0, -1));
    if (at.length === 0) this.#root = value;
    else put(holder as object, at.at(-1) as string, value);
  }

  insert(_: number, at: YamlPath, item: JsonValue, index: number): void {
    (this.get(0, at) as JsonValue[]).splice(index, 0, item);
  }

  remove(_: number, at: YamlPath): void {
    const holder = this.get(0, at.slice(0, -1));
    const step = at.at(-1);
    if (Array.isArray(holder)) holder.splice(step as number, 1);
    else delete (holder as Record<string, unknown>)[step as string];
  }
}

function copyOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item) => copyOf(item as JsonValue));
  if (!isObject(value)) return value;
  const copy = {};
  for (const [key, item] of Object.entries(value)) put(copy, key, copyOf(item as JsonValue));
  return copy;
}

/** Also under a name such as `__proto__`. */
function put(holder: object, key: string, value: JsonValue): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

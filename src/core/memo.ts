import { callMemory } from './call.ts';

/** What is computed once, when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * What was computed for a text, as long as the memo itself lives. A constant of a module is for texts of our own code or
 * data, of which there are only so many; for those of an input there is InputMemo.
 */
export class TextMemo<T> {
  readonly #values = new Map<string, T>();

  get(text: string, compute: () => T): T {
    return remembered(this.#values, text, compute);
  }
}

/**
 * What was computed for a text of an input. It is forgotten when the call of the library ends, so that no input stays in a
 * process that runs on; outside of a call nothing is kept.
 */
export class InputMemo<T> {
  readonly #calls = new ObjectMemo<object, Map<string, T>>();

  get(text: string, compute: () => T): T {
    const call = callMemory();
    if (call === undefined) return compute();
    const values = this.#calls.get(call, () => new Map<string, T>());
    return remembered(values, text, compute);
  }
}

/** What is made once in a call of the library, for all that it does; outside of a call, each time. */
export function oncePerCall<T extends object>(make: () => T): () => T {
  const calls = new ObjectMemo<object, T>();
  return () => {
    const call = callMemory();
    return call === undefined ? make() : calls.get(call, make);
  };
}

/** What was computed for an object, as long as the object lives. */
export class ObjectMemo<K extends object, T> {
  readonly #values = new WeakMap<K, T>();

  get(object: K, compute: (object: K) => T): T {
    return remembered(this.#values, object, () => compute(object));
  }
}

interface Values<K, T> {
  get(key: K): T | undefined;
  set(key: K, value: T): unknown;
}

function remembered<K, T>(values: Values<K, T>, key: K, compute: () => T): T {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = compute();
  values.set(key, value);
  return value;
}

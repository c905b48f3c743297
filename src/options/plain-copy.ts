import { describeValue, type Issue } from '../core/errors.ts';

/** More than any project has; keeps a sparse array with a huge length from stalling the check. */
const MAX_ITEMS = 10_000;
/** Longer than any option; keeps the patterns of the schema, some of them quadratic, quick on every input. */
const MAX_CHARACTERS = 4096;
const MAX_DEPTH = 64;

/**
 * A deep copy of an input as plain data: what is checked is what is used, whatever getters or proxies give on a
 * second look. Own enumerable string keys only, objects without a prototype (so `__proto__` is a key like any
 * other), `undefined` as absent. Cycles stay cycles.
 *
 * What is not plain data stays as it is and gets an issue: class instances, throwing getters, symbols as keys.
 */
export function plainCopy(input: unknown): { readonly value: unknown; readonly issues: readonly Issue[] } {
  const copies = new Map<object, unknown>();
  const issues: Issue[] = [];
  return { value: copy(input, '', 0), issues };

  function copy(value: unknown, path: string, depth: number): unknown {
    if (typeof value === 'string' && value.length > MAX_CHARACTERS) {
      report(path, 'too long', `at most ${MAX_CHARACTERS} characters`, `${value.length} characters`);
      return null;
    }
    if (typeof value !== 'object' || value === null) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) {
      report(path, 'nested too deeply', `at most ${MAX_DEPTH} levels`, undefined);
      return null;
    }
    try {
      if (Array.isArray(value)) return copyArray(value, path, depth);
      const prototype = Object.getPrototypeOf(value);
      // Object.prototype of another realm has no prototype either.
      if (prototype === null || Object.getPrototypeOf(prototype) === null) return copyObject(value, path, depth);
      report(path, 'not a plain object', 'an object literal or parsed JSON', className(value));
    } catch {
      report(path, 'cannot be read', 'plain data', undefined);
    }
    return null;
  }

  function copyArray(value: readonly unknown[], path: string, depth: number): unknown {
    if (value.length > MAX_ITEMS) {
      report(path, 'too many items', `at most ${MAX_ITEMS}`, String(value.length));
      return null;
    }
    const result: unknown[] = [];
    copies.set(value, result);
    for (let index = 0; index < value.length; index++) {
      const itemPath = `${path}[${index}]`;
      result.push(copy(read(value, index, itemPath), itemPath, depth + 1));
    }
    return result;
  }

  function copyObject(value: object, path: string, depth: number): unknown {
    const result: Record<string, unknown> = Object.create(null);
    copies.set(value, result);
    for (const key of Object.keys(value)) {
      const keyPath = path === '' ? key : `${path}.${key}`;
      const item = read(value, key, keyPath);
      if (item !== undefined) result[key] = copy(item, keyPath, depth + 1);
    }
    return result;
  }

  function read(holder: object, key: string | number, path: string): unknown {
    try {
      return (holder as Record<string | number, unknown>)[key];
    } catch {
      report(path, 'cannot be read', 'plain data', 'a getter that throws');
      return null;
    }
  }

  function report(path: string, message: string, expected: string, received: string | undefined): void {
    issues.push({ code: 'invalid-type', path, message, expected, received: received ?? describeValue(undefined) });
  }
}

function className(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== '' ? `an instance of ${name.slice(0, 60)}` : 'a class instance';
}

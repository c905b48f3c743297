import { checkDepth, spend } from './call.ts';
import { describeValue, type Issue, ScaffoldError } from './errors.ts';

/** Bounds that an input has besides the limits of the call. */
export interface CopyBounds {
  /** Of any one list. Default: as many as the nodes of a call. */
  readonly items?: number;
  /** Of any one text. Default: as long as the text of a call. */
  readonly characters?: number;
  /** Levels of maps and lists. Default: as deep as the limits of the call allow. */
  readonly depth?: number;
  /**
   * Whether what JSON has no form for is refused, and maps are objects as JSON.parse makes them; without it, such values
   * are left to who checks the copy, and maps have no prototype. Default: false.
   */
  readonly json?: boolean;
  /**
   * Whether an instance of a class stands for its own fields, and a date for its text, as JSON.stringify has them: the
   * clients of Kubernetes make such objects. Default: false.
   */
  readonly instances?: boolean;
}

/**
 * A deep copy of an input as plain data: what is checked is what is used, whatever getters or proxies give on a
 * second look. Own enumerable string keys only, `__proto__` a key like any other, `undefined` as absent. Nothing is shared: what stands in two places is copied for each, and the second copy
 * counts against the limit of aliases.
 *
 * What is not plain data stands as null and gets an issue: class instances, throwing getters, an object within itself.
 *
 * @param root what issues call the input; they say `root.key`, or `key` where it is empty
 * @throws ScaffoldError `limit-exceeded`
 */
export function plainCopy(
  input: unknown,
  bounds: CopyBounds = {},
  root = '',
): { readonly value: unknown; readonly issues: readonly Issue[] } {
  const { items = Number.POSITIVE_INFINITY, characters = Number.POSITIVE_INFINITY } = bounds;
  const maxDepth = bounds.depth ?? Number.POSITIVE_INFINITY;
  const issues: Issue[] = [];
  const seen = new Set<object>();
  const open = new Set<object>();
  const trail: (string | number)[] = [];
  /** How many objects that were seen before the value lies in. */
  let repeated = 0;
  return { value: copy(input), issues };

  function copy(value: unknown): unknown {
    spend('nodes', 1);
    if (repeated > 0) spend('aliasNodes', 1);
    if (typeof value === 'string') {
      spend('bytes', value.length);
      if (value.length <= characters) return value;
      return report('too long', `at most ${characters} characters`, `${value.length} characters`);
    }
    if (typeof value !== 'object' || value === null) return bounds.json ? jsonValue(value) : value;
    if (open.has(value)) return report('contains itself', 'data without cycles', 'an object within itself');
    if (trail.length > maxDepth) return report('nested too deeply', `at most ${maxDepth} levels`);
    checkDepth(trail.length);
    const before = seen.has(value);
    seen.add(value);
    open.add(value);
    if (before) repeated += 1;
    const result = copyInner(value);
    if (before) repeated -= 1;
    open.delete(value);
    return result;
  }

  function jsonValue(value: unknown): unknown {
    if (value === undefined) return null;
    if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return value;
    return report('no value of JSON', 'a text, a number, a boolean, null, a list or an object', describeValue(value));
  }

  function copyInner(value: object): unknown {
    try {
      if (Array.isArray(value)) return copyArray(value);
      const prototype = Object.getPrototypeOf(value);
      // Object.prototype of another realm has no prototype either.
      if (prototype === null || Object.getPrototypeOf(prototype) === null) return copyObject(value);
      if (bounds.instances) {
        const tag = Object.prototype.toString.call(value);
        if (tag === '[object Object]') return copyObject(value);
        if (tag === '[object Date]') return Date.prototype.toJSON.call(value);
      }
      return report('not a plain object', 'an object literal or parsed JSON', className(value));
    } catch (error) {
      if (error instanceof ScaffoldError || error instanceof RangeError) throw error;
      return report('cannot be read', 'plain data');
    }
  }

  function copyArray(value: readonly unknown[]): unknown {
    if (value.length > items) return report('too many items', `at most ${items}`, String(value.length));
    // A list may say that it is long and hold nothing.
    spend('nodes', value.length);
    const result: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      trail.push(index);
      result.push(copy(read(value, index)));
      trail.pop();
    }
    return result;
  }

  function copyObject(value: object): unknown {
    const result: Record<string, unknown> = bounds.json ? {} : Object.create(null);
    for (const key of Object.keys(value)) {
      trail.push(key);
      spend('bytes', key.length);
      const item = read(value, key);
      if (item !== undefined) setOwn(result, key, copy(item));
      trail.pop();
    }
    return result;
  }

  function read(holder: object, key: string | number): unknown {
    try {
      return (holder as Record<string | number, unknown>)[key];
    } catch {
      return report('cannot be read', 'plain data', 'a getter that throws');
    }
  }

  function report(message: string, expected: string, received = describeValue(undefined)): null {
    issues.push({ code: 'invalid-type', path: pathOf(root, trail), message, expected, received });
    return null;
  }
}

/** Assigning to `__proto__` would set the prototype. */
function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}

function pathOf(root: string, trail: readonly (string | number)[]): string {
  return trail.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
    root,
  );
}

function className(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== '' ? `an instance of ${name.slice(0, 60)}` : 'a class instance';
}

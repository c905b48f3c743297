import { TextMemo } from '../core/memo.ts';
import { isObject } from './identity.ts';
import type { JsonValue } from './object.ts';

/** Where a value stands in an object: keys and list indices from its root. */
export type Path = readonly (string | number)[];

/** One value that a pattern matched, and where. */
export interface Match {
  readonly path: Path;
  readonly value: JsonValue;
}

/**
 * Every value at a pattern: keys joined by dots, `[]` for every item of a list, `*` for every key of a map; an empty
 * pattern is the value itself. `spec.rules[].http.paths[].backend`
 */
export function findAll(root: JsonValue, pattern: string, base: Path = []): Match[] {
  let found: Match[] = [{ path: base, value: root }];
  if (pattern === '') return found;
  for (const segment of segmentsOf(pattern)) {
    found = found.flatMap(({ path, value }) => step(path, value, segment));
    if (found.length === 0) return found;
  }
  return found;
}

/** The patterns are those of the rules: a hundred or so, asked of every object. */
const SEGMENTS = new TextMemo<readonly string[]>();

function segmentsOf(pattern: string): readonly string[] {
  return SEGMENTS.get(pattern, () => pattern.replaceAll('[]', '.[]').split('.'));
}

function step(path: Path, value: JsonValue, segment: string): Match[] {
  if (segment === '[]') {
    return Array.isArray(value) ? value.map((item, index) => ({ path: [...path, index], value: item })) : [];
  }
  if (!isObject(value)) return [];
  if (segment === '*') return Object.keys(value).map((key) => ({ path: [...path, key], value: value[key]! }));
  return Object.hasOwn(value, segment) ? [{ path: [...path, segment], value: value[segment]! }] : [];
}

/**
 * Visits a value and every value below it, depth first.
 *
 * @param visit gets the path that the walk itself goes on with: who keeps it copies it
 */
export function eachValue(
  root: JsonValue,
  visit: (value: JsonValue, path: Path) => void,
  path: (string | number)[] = [],
): void {
  visit(root, path);
  const below = (key: string | number, value: JsonValue): void => {
    path.push(key);
    eachValue(value, visit, path);
    path.pop();
  };
  if (Array.isArray(root)) for (let index = 0; index < root.length; index += 1) below(index, root[index]!);
  else if (isObject(root)) for (const key of Object.keys(root)) below(key, root[key]!);
}

/** A path as a person writes it: `spec.containers[0].args[1]`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(part)) text += text === '' ? part : `.${part}`;
    else text += `[${JSON.stringify(part)}]`;
  }
  return text;
}

import { spend } from './call.ts';
import { describeValue, type Issue, ScaffoldError } from './errors.ts';
import { FileTree } from './file-tree.ts';
import { plainCopy } from './plain-copy.ts';
import { type DataSchema, schemaIssues } from './schema-issues.ts';

/**
 * What a public function was given, looked at once: a tree that is one, a text that is one, data of the function's own.
 * `name` is what issues call the argument.
 */
export function treeArgument(value: unknown, name = 'tree'): FileTree {
  if (isTree(value)) return value;
  throw wrongType(name, 'not a file tree', 'a FileTree, as FileTree.from makes it', value);
}

/** A proxy may throw when it is asked what it is. */
function isTree(value: unknown): value is FileTree {
  try {
    return value instanceof FileTree;
  } catch {
    return false;
  }
}

/** @throws ScaffoldError `invalid-type`, or `limit-exceeded` where the text is too long */
export function textArgument(value: unknown, name: string): string {
  if (typeof value !== 'string') throw wrongType(name, 'not a text', 'a string', value);
  spend('bytes', value.length, name);
  return value;
}

/**
 * A copy of JSON-like data that shares nothing with what was given; undefined stands for nothing in maps and for null
 * in lists.
 *
 * @param instances whether objects of classes stand for their own fields
 * @throws ScaffoldError `invalid-type` with all that is no plain data, `limit-exceeded`
 */
export function dataArgument<T>(value: unknown, name: string, instances = false): T {
  const { value: copy, issues } = plainCopy(value, { json: true, instances }, name);
  if (issues.length > 0) throw new ScaffoldError(issues);
  return copy as T;
}

/**
 * As dataArgument, for data that we gave out and that come back.
 *
 * @throws ScaffoldError `invalid-type`, `limit-exceeded`
 */
export function schemaArgument<T>(value: unknown, schema: DataSchema, name: string): T {
  const copy = dataArgument<T>(value, name);
  const issues = schemaIssues(copy, schema, name);
  if (issues.length > 0) throw new ScaffoldError(issues);
  return copy;
}

/**
 * The options of a call, copied, less the limits, which `enter` reads; an empty object where there are none.
 *
 * @throws ScaffoldError `invalid-type`
 */
export function optionsArgument<T extends object>(value: unknown, schema: DataSchema = {}, name = 'options'): T {
  if (value === undefined) return {} as T;
  if (typeof value !== 'object' || value === null) throw wrongType(name, 'not options', 'an object', value);
  return schemaArgument<T>(withoutLimits(value, name), schema, name);
}

function withoutLimits(value: object, name: string): object {
  try {
    const given: Record<string, unknown> = {};
    for (const key of Object.keys(value)) if (key !== 'limits') given[key] = (value as Record<string, unknown>)[key];
    return given;
  } catch {
    throw wrongType(name, 'cannot be read', 'plain data', value);
  }
}

export function wrongType(path: string, message: string, expected: string, value: unknown): ScaffoldError {
  const issue: Issue = { code: 'invalid-type', path, message, expected, received: describeSafely(value) };
  return new ScaffoldError(issue);
}

/** Of what may be a proxy, or too large to be shown whole. */
function describeSafely(value: unknown): string {
  if (typeof value !== 'object' || value === null) return describeValue(value);
  try {
    return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
  } catch {
    return 'an object';
  }
}

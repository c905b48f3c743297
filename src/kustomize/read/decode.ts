import { compareCodeUnits } from '../../core/compare.ts';
import { describeValue, type Issue, inFile } from '../../core/errors.ts';
import { suggestion } from '../../core/nearest.ts';
import { goFloat } from '../../yaml/go-float.ts';
import { type YamlEntry, YamlMap, type YamlNode, type YamlScalar, YamlSeq } from '../../yaml/node.ts';
import { booleanOf, floatOf, integerOf, resolveTag } from '../../yaml/resolve.ts';
import { scalarValue, toJs } from '../../yaml/to-js.ts';
import { isNull } from '../nodes/fields.ts';

/** Where a reader stands, and where it puts what is wrong. */
export interface Cursor {
  readonly file: string;
  /** Path of the field: `patches[0].target.kind`. */
  readonly field: string;
  readonly issues: Issue[];
  /** Whether fields that nobody knows are an error. */
  readonly strict: boolean;
  /** Whether numbers and booleans are taken for strings where a string is wanted. */
  readonly coerce: boolean;
}

/** Reads a value of one shape; undefined where there is none or it is wrong, which is then noted. */
export type Reader<T> = (node: YamlNode, at: Cursor) => T | undefined;

export function issueAt(at: Cursor, node: YamlNode | undefined, message: string, expected?: string): Issue {
  return {
    code: 'kustomization-invalid',
    ...inFile(at.file, node?.line),
    message: at.field === '' ? message : `${at.field}: ${message}`,
    ...(expected === undefined ? {} : { expected }),
    ...(node === undefined ? {} : { received: describeNode(node) }),
  };
}

function describeNode(node: YamlNode): string {
  try {
    return describeValue(toJs(node));
  } catch {
    return node.kind;
  }
}

export const text: Reader<string> = (node, at) => {
  if (node.kind === 'scalar') {
    const tag = tagOf(node);
    // A file's own timestamps have become text when a kustomization is read; those of objects are printed anew.
    if (tag === '!!binary' || (tag === '!!timestamp' && at.coerce)) return String(toJs(node));
    // A tag of the user's own is a string's.
    if (tag === '!!str' || tag === '!!timestamp' || !tag.startsWith('!!')) return node.value;
    if (at.coerce && tag !== '!!null') return String(scalarValue(node));
  }
  at.issues.push(issueAt(at, node, 'a string is needed', 'a string; quotes make one of a number or a word like yes'));
  return undefined;
};

export const flag: Reader<boolean> = (node, at) => {
  if (node.kind === 'scalar' && tagOf(node) === '!!bool') return toJs(node) as boolean;
  at.issues.push(issueAt(at, node, 'a boolean is needed', 'true or false'));
  return undefined;
};

/** As text, so that 64 bits keep their digits. */
export const integer: Reader<string> = (node, at) => {
  if (node.kind === 'scalar') {
    const value = toJs(node);
    if (typeof value === 'number' && Number.isInteger(value)) return String(value);
  }
  at.issues.push(issueAt(at, node, 'an integer is needed', 'an integer'));
  return undefined;
};

/** A list; null elements become what `empty` says, a struct without fields if nothing. */
export function list<T>(item: Reader<T>, empty?: () => T): Reader<T[]> {
  return (node, at) => {
    if (node.kind !== 'seq') {
      at.issues.push(issueAt(at, node, 'a list is needed', 'a list'));
      return undefined;
    }
    const values: T[] = [];
    for (const [index, element] of node.items.entries()) {
      const cursor = { ...at, field: `${at.field}[${index}]` };
      const value = !isNull(element)
        ? item(element, cursor)
        : empty === undefined
          ? item(new YamlMap([], element.line), cursor)
          : empty();
      if (value !== undefined) values.push(value);
    }
    return values;
  };
}

/**
 * A map of strings to strings; a null value is an empty string. kustomize hands it on as YAML in which a key `<<` has no
 * quotes any more, and merges.
 */
export const textMap: Reader<ReadonlyMap<string, string>> = (node, at) => {
  if (node.kind !== 'map') {
    at.issues.push(issueAt(at, node, 'a map is needed', 'a map of strings'));
    return undefined;
  }
  const map = new Map<string, string>();
  for (const { key, value } of node.entries) {
    const name = keyText(key);
    const field = at.field === '' ? name : `${at.field}.${name}`;
    if (name === '<<') at.issues.push(issueAt({ ...at, field }, key, 'a key << has no text to merge', 'another key'));
    const string = isNull(value) ? '' : text(value, { ...at, field });
    if (string !== undefined) map.set(name, string);
  }
  return map;
};

/** Anything at all: for fields that are named but not read. */
export const anything: Reader<YamlNode> = (node) => node;

export type Fields<T> = { readonly [K in keyof T]-?: Reader<NonNullable<T[K]>> };

/** A struct's values with the node that each was read from. */
export type Struct<T> = Partial<T> & { readonly nodes: ReadonlyMap<keyof T, YamlNode>; readonly node: YamlNode };

/**
 * A map with known fields. As in Go, case does not matter where no field fits exactly, and null is the same as nothing.
 * Two spellings of a field are read one into the other: the later one counts, and maps are joined.
 */
export function struct<T>(fields: Fields<T>): Reader<Struct<T>> {
  const names = Object.keys(fields) as (keyof T & string)[];
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  const known = () => [...names].sort(compareCodeUnits).join(', ');
  return (node, at) => {
    if (node.kind !== 'map') {
      at.issues.push(issueAt(at, node, 'a map is needed', `a map with ${known()}`));
      return undefined;
    }
    const result = { nodes: new Map<keyof T, YamlNode>(), node } as {
      nodes: Map<keyof T, YamlNode>;
      node: YamlNode;
    } & Partial<T>;
    const spellings = new Map<keyof T, string>();
    for (const { key, value } of inGoOrder(node.entries)) {
      const name = names.find((candidate) => candidate === key.value) ?? byLowerCase.get(key.value.toLowerCase());
      const field = at.field === '' ? key.value : `${at.field}.${key.value}`;
      if (name === undefined) {
        if (at.strict) {
          at.issues.push({
            ...issueAt({ ...at, field }, key, 'there is no such field', `one of ${known()}`),
            received: key.value,
            ...suggestion(key.value, names),
          });
        }
        continue;
      }
      if (isNull(value)) continue;
      const before = spellings.get(name) === key.value ? undefined : result.nodes.get(name);
      const joined = before === undefined ? value : readInto(before, value);
      const read = fields[name](joined, { ...at, field });
      if (read === undefined) continue;
      (result as Record<string, unknown>)[name] = read;
      result.nodes.set(name, joined);
      spellings.set(name, key.value);
    }
    return result;
  };
}

/** Go's JSON has the keys sorted, capitals first. That matters, and is done, where case alone tells two of them apart. */
function inGoOrder(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const distinct = new Set(entries.map(({ key }) => key.value.toLowerCase()));
  if (distinct.size === entries.length) return entries;
  return [...entries].sort((a, b) => compareCodeUnits(a.key.value, b.key.value));
}

/** What Go's JSON (1.26) makes of a value that is read into another: entries are added, elements read into elements. */
function readInto(before: YamlNode, value: YamlNode): YamlNode {
  if (before.kind === 'map' && value.kind === 'map') {
    const entries = new Map(before.entries.map((entry) => [entry.key.value, entry]));
    for (const { key, value: read } of value.entries) {
      const old = entries.get(key.value)?.value;
      entries.set(key.value, { key, value: old === undefined ? read : readInto(old, read) });
    }
    return new YamlMap([...entries.values()], value.line);
  }
  if (before.kind !== 'seq' || value.kind !== 'seq') return value;
  const items = value.items.map((item, index) => {
    const old = before.items[index];
    return old === undefined ? item : readInto(old, item);
  });
  return new YamlSeq(items, value.line);
}

/** JSON has only strings as keys: `yes` and `1e3` turn into the text of what they mean. */
function keyText(key: YamlScalar): string {
  const tag = tagOf(key);
  if (tag === '!!bool') return String(booleanOf(key.value));
  if (tag === '!!int') return String(integerOf(key.value));
  if (tag === '!!float') return goFloat(Number(floatOf(key.value)));
  return key.value;
}

function tagOf(node: YamlScalar): string {
  if (node.tag !== '') return node.tag;
  return node.quoted ? '!!str' : resolveTag(node.value, 'go-yaml-v2');
}

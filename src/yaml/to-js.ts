import { append } from '../core/append.ts';
import { type Issue, inFile, ScaffoldError } from '../core/errors.ts';
import type { JsonValue } from '../kubernetes/object.ts';
import { decodeBase64 } from './base64.ts';
import { compareKeys } from './key-order.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './node.ts';
import { booleanOf, floatOf, integerOf, resolveTag } from './resolve.ts';
import { timestampOf } from './timestamp.ts';

/** What a scalar stands for. Integers that a number would round are bigints. */
export type ScalarValue = string | number | bigint | boolean | null;

/** Sets a property to what a mapping is; or leaves it, and says no. */
export type Define = (object: Record<string, JsonValue>, key: string, map: YamlMap, path: string) => boolean;

/**
 * A node as plain data, keys in the order in which kustomize prints them. Integers beyond 2^53 are rounded, as
 * `JSON.parse` does; {@link printNode} keeps their digits.
 *
 * @param define takes over mappings, where it says that it has
 * @throws ScaffoldError `yaml-syntax` where a key stands twice or a value does not fit its tag
 */
export function toJs(node: YamlNode, path = '', define?: Define): JsonValue {
  switch (node.kind) {
    case 'map': {
      const object: Record<string, JsonValue> = {};
      for (const { key, value } of sortedEntries(node, path)) {
        const name = keyText(key, path);
        if (value.kind === 'map' && define?.(object, name, value, path)) continue;
        setOwn(object, name, toJs(value, path, define));
      }
      return object;
    }
    case 'seq':
      return node.items.map((item) => toJs(item, path, define));
    default: {
      const value = scalarValue(node, path);
      return typeof value === 'bigint' ? Number(value) : value;
    }
  }
}

/** The entries in the order of printing, in which most maps are written. */
export function sortedEntries(map: YamlMap, path = ''): readonly YamlEntry[] {
  const inOrder = (entry: YamlEntry, index: number, all: readonly YamlEntry[]) =>
    index === 0 || compareKeys(all[index - 1]!.key.value, entry.key.value) < 0;
  if (map.entries.every(inOrder)) return map.entries;
  const entries = [...map.entries].sort((a, b) => compareKeys(a.key.value, b.key.value));
  const issues: Issue[] = [];
  for (let i = 1; i < entries.length; i += 1) {
    const { key } = entries[i] as YamlEntry;
    const twin = (entries[i - 1] as YamlEntry).key;
    if (key.value !== twin.value) continue;
    const message = `the key ${JSON.stringify(key.value)} is already defined at line ${twin.line}`;
    append(issues, syntaxError(key, path, message).issues);
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  return entries;
}

/** A key's text; JSON knows no others. */
export function keyText(key: YamlScalar, path = ''): string {
  if (key.complex !== undefined) throw complexKey(key, path);
  const tag = tagOf(key);
  if (tag === '!!str' || tag === '!!merge') return key.value;
  throw syntaxError(key, path, `the key ${key.value} is not a string`, 'a key in quotes');
}

/**
 * What a scalar stands for, by its tag or, where it has none, by its text.
 *
 * @throws ScaffoldError `yaml-syntax` where the text does not fit the tag, such as `!!int abc`
 */
export function scalarValue(node: YamlScalar, path = ''): ScalarValue {
  const text = node.value;
  const tag = tagOf(node);
  const natural = tag === '!!str' ? tag : resolveTag(text);
  const misfit = () => syntaxError(node, path, `${JSON.stringify(text)} is not a value of the tag ${tag}`);
  switch (tag) {
    case '!!str':
      return text;
    case '!!null':
      if (natural !== '!!null') throw misfit();
      return null;
    case '!!bool':
      if (natural !== '!!bool') throw misfit();
      return booleanOf(text) === true;
    case '!!int': {
      // `_1` is text, though `1_0` is a number.
      const value = natural === '!!int' ? integerOf(text) : undefined;
      if (value === undefined) throw misfit();
      return narrow(value);
    }
    case '!!float': {
      const value = natural === '!!int' ? Number(integerOf(text)) : floatOf(text);
      if (value === undefined) throw misfit();
      if (!Number.isFinite(value)) throw syntaxError(node, path, `${text} has no form in JSON`);
      return value;
    }
    case '!!timestamp': {
      const value = timestampOf(text);
      if (value === undefined) throw misfit();
      return value;
    }
    case '!!binary': {
      const value = decodeBase64(text);
      if (value === undefined) throw misfit();
      return value;
    }
    default:
      return text; // a tag of the user's own
  }
}

/**
 * What a scalar is read as when kustomize has written it: a tag that the text has by itself is left away, so that quotes
 * make a string of a number; any other is written out.
 */
function tagOf(node: YamlScalar): string {
  const { tag, tagged, quoted, value } = node;
  if (tag === '') return quoted ? '!!str' : resolveTag(value);
  return quoted && !tagged && tag !== '!!str' && resolveTag(value) === tag ? '!!str' : tag;
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function complexKey({ line }: YamlScalar, path: string): ScaffoldError {
  return new ScaffoldError({
    code: 'yaml-unsupported',
    ...inFile(path, line),
    message: 'a mapping or a sequence as a key',
    expected: 'text as a key; a template such as {{ .x }} in quotes',
  });
}

function syntaxError(node: YamlScalar, path: string, message: string, expected?: string): ScaffoldError {
  return new ScaffoldError({
    code: 'yaml-syntax',
    ...inFile(path, node.line),
    message,
    ...(expected === undefined ? {} : { expected }),
  });
}

function setOwn(object: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

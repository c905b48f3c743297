import { YamlMap, type YamlNode, YamlScalar, YamlSeq } from '../../yaml/node.ts';
import { Refusal } from '../errors/refusal.ts';
import { entryOf, fieldOf, isMissingOrNull, isNull, itemsOf, rawText, requireKind } from './fields.ts';

/** What is made where a path ends in nothing. */
export type NodeKind = YamlNode['kind'];

export function makeNode(kind: NodeKind): YamlNode {
  if (kind === 'map') return new YamlMap();
  return kind === 'seq' ? new YamlSeq() : new YamlScalar('');
}

/**
 * The node at a path: names of fields, indexes, `-` for the last element, `[name=value]` for the first element that
 * has it, `[=value]` for a scalar. Undefined where there is none.
 *
 * @throws Refusal where a step meets a node of another shape, or the path has a wildcard
 */
export function lookup(node: YamlNode, path: readonly string[]): YamlNode | undefined {
  let match: YamlNode | undefined = node;
  for (const part of cleanPath(path)) {
    match = step(match, part);
    if (match === undefined) return undefined;
  }
  return match;
}

/** As lookup, with what is missing made on the way: maps and lists as the next part needs them, `kind` at the end. */
export function lookupCreate(node: YamlNode, path: readonly string[], kind: NodeKind): YamlNode | undefined {
  let match: YamlNode | undefined = node;
  const parts = cleanPath(path);
  for (const [index, part] of parts.entries()) {
    match = step(match, part) ?? create(match, part, kindFor(parts[index + 1], kind));
    if (match === undefined) return undefined;
  }
  return match;
}

/** The kind of node that holds what the next part of a path names. */
export function kindFor(next: string | undefined, last: NodeKind): NodeKind {
  if (next === undefined || next === '') return last;
  return isElementPart(next) || isIndex(next) ? 'seq' : 'map';
}

export function isElementPart(part: string): boolean {
  return part.startsWith('[') && part.endsWith(']');
}

export function isIndex(part: string): boolean {
  return /^\+?\d+$/.test(part) || /^-0+$/.test(part);
}

/** `[name=value]` as name and value; the name is empty for lists of scalars. */
export function splitElementPart(part: string): { name: string; value: string } {
  const inner = part.replace(/^\[/, '').replace(/\]$/, '');
  const equals = inner.indexOf('=');
  if (equals === -1) {
    throw new Refusal('kustomize-invalid-replacement', `a list element is named by [field=value], not by ${part}`);
  }
  return { name: inner.slice(0, equals), value: inner.slice(equals + 1) };
}

function cleanPath(path: readonly string[]): string[] {
  return path.map((part) => part.trim()).filter((part) => part !== '');
}

function step(node: YamlNode, part: string): YamlNode | undefined {
  if (/^[+-]?\d+$/.test(part)) {
    if (Number(part) < 0) throw new Refusal('kustomize-conflict', `an index cannot be negative: ${part}`);
    return itemsOf(node)[Number(part)];
  }
  if (part === '-') {
    const items = itemsOf(node);
    if (items.length === 0) throw new Refusal('kustomize-conflict', 'there is no last element in an empty list');
    return items[items.length - 1];
  }
  if (part === '*') throw new Refusal('kustomize-conflict', 'a wildcard is not allowed in this path');
  if (isElementPart(part)) {
    const { name, value } = splitElementPart(part);
    return findElement(node, name === '' ? [] : [name], [value]);
  }
  if (isMissingOrNull(node)) return undefined;
  requireKind(node, 'map');
  return fieldOf(node, part);
}

function create(node: YamlNode, part: string, kind: NodeKind): YamlNode | undefined {
  if (isNull(node)) return undefined;
  if (isElementPart(part) && node.kind === 'seq') {
    const { name, value } = splitElementPart(part);
    const element =
      name === '' ? new YamlScalar(value) : new YamlMap([{ key: new YamlScalar(name), value: new YamlScalar(value) }]);
    node.items.push(element);
    return element;
  }
  if (node.kind !== 'map') return undefined;
  const made = makeNode(kind);
  node.entries.push({ key: new YamlScalar(part), value: made });
  return made;
}

/** The first element of a list whose fields have these texts; without keys, the first scalar with that text. */
export function findElement(list: YamlNode, keys: readonly string[], values: readonly string[]): YamlNode | undefined {
  const items = itemsOf(list);
  if (keys.length === 0 || keys[0] === '') return items.find((item) => rawText(item) === (values[0] ?? ''));
  return items.find(
    (item) =>
      item.kind === 'map' &&
      keys.every((key, index) => {
        const entry = entryOf(item, key);
        return entry !== undefined && rawText(entry.value) === values[index];
      }),
  );
}

import { YamlMap, type YamlNode, YamlScalar, YamlSeq } from '../../yaml/node.ts';
import { printSource } from '../../yaml/source/print-source.ts';
import { Refusal } from '../errors/refusal.ts';
import { goRegExp } from '../go/regexp/go-regexp.ts';
import { entryOf, isNull, itemsOf, requireKind } from './fields.ts';
import { isElementPart, isIndex, kindFor, makeNode, type NodeKind, splitElementPart } from './lookup.ts';
import { setField } from './set-field.ts';
import { nothing, readText, trimSpace } from './text-document.ts';

/** A place in an object, to read and to write. */
export interface Slot {
  readonly node: YamlNode;
  /** Puts another node in its place. */
  put(node: YamlNode): void;
}

/**
 * All places that a path of a replacement leads to: names of fields, indexes, `[field=expression]` and `[=expression]`
 * for elements that fit a regular expression, `*` for all elements of a list.
 *
 * @param create the kind of node to make at the end where the path, or a part of it, is missing
 * @throws Refusal where a step meets a node of another shape
 */
export function matchPath(slot: Slot, path: readonly string[], create: NodeKind | undefined): Slot[] {
  const [part, ...rest] = path;
  if (part === undefined) return [slot];
  if (isIndex(part)) return matchIndex(slot, Number(part), rest, create);
  if (isElementPart(part)) return matchElements(slot, part, rest, create);
  if (part === '*') return elementSlots(slot.node).flatMap((element) => matchPath(element, rest, create));
  return matchField(slot.node, part, rest, create);
}

function matchField(node: YamlNode, name: string, rest: readonly string[], create: NodeKind | undefined): Slot[] {
  requireKind(node, 'map');
  if (entryOf(node, name) === undefined) {
    if (create === undefined) return [];
    const made = makeNode(kindFor(rest[0], create));
    // Below a null there is no place for a field; what is written there is lost, as kustomize loses it.
    if (isNull(node)) return matchPath(detached(made), rest, create);
    setField(node, name, made);
  }
  const entry = entryOf(node, name);
  if (entry === undefined) return [];
  if (entry.value.kind === 'scalar' && entry.value.alias === undefined && rest.length > 0) {
    return matchPath(detached(parseScalar(entry.value)), rest, create);
  }
  const slot: Slot = {
    get node() {
      return entry.value;
    },
    put(value) {
      entry.value = value;
    },
  };
  return matchPath(slot, rest, create);
}

function matchIndex(slot: Slot, index: number, rest: readonly string[], create: NodeKind | undefined): Slot[] {
  const { node } = slot;
  const size = itemsOf(node).length;
  if (size === index && create !== undefined) {
    const made = makeNode(kindFor(rest[0], create));
    // As with fields, an element below a null is lost.
    if (node.kind !== 'seq') return matchPath(detached(made), rest, create);
    node.items.push(made);
  }
  const element = elementSlots(node)[index];
  if (element === undefined) {
    throw new Refusal('kustomize-invalid-replacement', `there is no element ${index} in a list of ${size}`, {
      expected: `an index below ${size}`,
      received: String(index),
    });
  }
  return matchPath(element, rest, create);
}

function matchElements(slot: Slot, part: string, rest: readonly string[], create: NodeKind | undefined): Slot[] {
  const { name, value } = splitElementPart(part);
  const find = (): Slot[] =>
    elementSlots(slot.node).flatMap((element) => {
      const tested = name === '' ? element.node : entryOf(element.node, name)?.value;
      if (tested === undefined || !goRegExp(value, false).test(writtenForm(tested))) return [];
      return name === '' ? [element] : matchPath(element, rest, create);
    });
  const found = find();
  if (found.length > 0 || create === undefined) return found;
  const { node } = slot;
  if (isNull(node)) return matchElements(detached(new YamlSeq()), part, rest, create);
  if (node.kind !== 'seq') return [];
  node.items.push(
    name === '' ? new YamlScalar(value) : new YamlMap([{ key: new YamlScalar(name), value: new YamlScalar(value) }]),
  );
  if (!goRegExp(value, false).test(value)) {
    throw new Refusal('kustomize-invalid-replacement', `an element with ${part} cannot be made`, {
      expected: 'an expression that fits its own text',
      received: value,
    });
  }
  return find();
}

function elementSlots(list: YamlNode): Slot[] {
  return itemsOf(list).map((_, index) => ({
    get node() {
      return itemsOf(list)[index] as YamlNode;
    },
    put(value) {
      if (list.kind === 'seq') list.items[index] = value;
    },
  }));
}

/** A slot of no object. */
export function detached(node: YamlNode): Slot {
  let current = node;
  return {
    get node() {
      return current;
    },
    put(value) {
      current = value;
    },
  };
}

/** The YAML that a scalar holds as its text. */
function parseScalar(scalar: YamlScalar): YamlNode {
  const document = readText(scalar.value);
  if (document === undefined && scalar.value === '') {
    throw new Refusal('kustomize-invalid-replacement', 'the path leads through an empty value', {
      expected: 'a map, a list, or text that is YAML or JSON',
    });
  }
  return document?.root ?? nothing();
}

/** What an element's value is tested as: its YAML, so a string in quotes has them. */
function writtenForm(node: YamlNode): string {
  return trimSpace(printSource({ root: node, head: '', foot: '' }));
}

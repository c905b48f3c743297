import { repeatNode } from '../clone.ts';
import { type YamlAlias, type YamlEntry, YamlMap, type YamlNode, type YamlScalar } from '../node.ts';
import type { Dialect } from '../resolve.ts';

/** What cannot be expanded, and the node at which that shows. */
export class ExpandError extends Error {
  readonly node: YamlNode;
  readonly expected: string | undefined;

  constructor(message: string, node: YamlNode, expected?: string) {
    super(message);
    this.node = node;
    this.expected = expected;
  }
}

/**
 * Puts copies in the place of aliases, and the entries of what is merged (`<<`) into the mapping that merges, as
 * kustomize does when it reads objects. Own entries win; of several sources the first.
 *
 * @param dialect go-yaml v2 leaves a key that is `<<` in quotes as it is; what kustomize reads with v3 loses it
 * @returns the node, changed
 * @throws ExpandError
 */
export function expand(node: YamlNode, dialect: Dialect = 'go-yaml-v3'): YamlNode {
  return new Expander(dialect).node(node);
}

class Expander {
  readonly #dialect: Dialect;
  readonly #open = new Set<YamlNode>();
  readonly #done = new Set<YamlNode>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  node(node: YamlNode): YamlNode {
    if (node.kind === 'scalar') {
      if (node.alias !== undefined) return this.#copy(node as YamlAlias);
      this.#forgetAnchor(node);
      return node;
    }
    if (this.#done.has(node)) return node;
    if (this.#open.has(node)) throw new ExpandError(`the anchor ${node.extras?.anchor} contains itself`, node);
    this.#open.add(node);
    if (node.kind === 'seq') {
      for (let i = 0; i < node.items.length; i += 1) node.items[i] = this.node(node.items[i] as YamlNode);
    } else {
      const merged = this.#takeMerges(node);
      node.entries = node.entries.map(({ key, value }) => ({ key: this.#key(key), value: this.node(value) }));
      const expanded = (source: YamlNode) => this.node(source);
      if (merged !== undefined) merge(node, merged, expanded);
      mergeNamed(node, expanded);
    }
    this.#open.delete(node);
    this.#done.add(node);
    this.#forgetAnchor(node);
    return node;
  }

  #forgetAnchor(node: YamlNode): void {
    if (node.extras !== undefined && node.extras.anchor !== '') node.extras = { ...node.extras, anchor: '' };
  }

  #copy(alias: YamlAlias): YamlNode {
    const target = this.node(alias.target);
    return repeatNode(target);
  }

  /** An alias as a key is what it stands for, if that is a scalar. */
  #key(key: YamlScalar): YamlScalar {
    const { complex } = key;
    if (complex === undefined) return key;
    const node = this.node(complex);
    if (node.kind === 'scalar') return node;
    key.value = '';
    key.complex = node;
    return key;
  }

  /** Takes the merge key out of a mapping and returns its value; in v3 a key that is `<<` in quotes goes as well. */
  #takeMerges(map: YamlMap): YamlNode | undefined {
    let found: YamlEntry | undefined;
    let named = false;
    const rest: YamlEntry[] = [];
    for (const entry of map.entries) {
      const { key } = entry;
      if (key.tag === '!!merge') {
        if (found !== undefined) throw new ExpandError('a second merge key', key);
        found = entry;
      }
      const isNamed = key.tag === '!!merge' || this.#dialect === 'go-yaml-v3';
      if (key.value === '<<' && key.complex === undefined && !named && isNamed) named = true;
      else if (key.value !== '<<' || key.tag !== '!!merge') rest.push(entry);
    }
    if (found === undefined && !named) return undefined;
    map.entries = rest;
    return found?.value;
  }
}

/**
 * Merges what stands below a key that is a plain `<<`, though it was none when the object was read: an alias of one, or a
 * key that has been through JSON. It merges once the object is written out and read again.
 *
 * @param expanded makes of a source what is merged
 * @throws ExpandError
 */
export function mergeNamed(map: YamlMap, expanded: (node: YamlNode) => YamlNode = (node) => node): void {
  const isMerge = ({ key }: YamlEntry) => key.tag === '!!merge' && key.value === '<<' && !key.tagged;
  const named = map.entries.filter(isMerge);
  if (named.length === 0) return;
  if (named.length > 1) throw new ExpandError('a second merge key', (named[1] as YamlEntry).key);
  map.entries = map.entries.filter((entry) => !isMerge(entry));
  merge(map, (named[0] as YamlEntry).value, expanded);
}

function merge(map: YamlMap, value: YamlNode, expanded: (node: YamlNode) => YamlNode): void {
  const entries = [...map.entries];
  const own = new Set(entries.map(({ key }) => key.value));
  for (const source of sources(value, true, expanded)) {
    for (const { key, value: merged } of source.entries) {
      if (own.has(key.value)) continue;
      own.add(key.value);
      entries.push({ key, value: merged });
    }
  }
  map.entries = entries;
}

function sources(value: YamlNode, list: boolean, expanded: (node: YamlNode) => YamlNode): YamlMap[] {
  if (list && value.kind === 'seq') return value.items.flatMap((item) => sources(item, false, expanded));
  if (value.kind === 'scalar' && value.alias === undefined && value.value === '') {
    throw new ExpandError('nothing to merge', value, 'a mapping, or a list of them');
  }
  const source = expanded(value);
  if (source instanceof YamlMap) return [source];
  throw new ExpandError('only mappings can be merged', value, 'a mapping, or a list of them');
}

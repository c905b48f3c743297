import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { YamlNode } from '../../yaml/node.ts';
import { scalarValue, toJs } from '../../yaml/to-js.ts';

/**
 * A YAML text with the values of a node that was read from it and changed: comments, the order of keys, quotes and
 * flow collections stay as they were.
 */
export function writeBack(original: string, changed: YamlNode): string {
  const document = parseDocument(original, { keepSourceTokens: true });
  const contents = update(document, document.contents, changed);
  if (contents !== document.contents) document.contents = contents as typeof document.contents;
  return document.toString({ indentSeq: false, lineWidth: 0, flowCollectionPadding: false }).trim();
}

/** The node with the changed value, or a new one where the two are of different kinds. */
function update(document: Document, old: Node | null, changed: YamlNode): Node {
  if (changed.kind === 'map' && isMap(old)) return updateMap(document, old, changed.entries);
  if (changed.kind === 'seq' && isSeq(old)) return updateSeq(document, old, changed.items);
  if (changed.kind === 'scalar' && isScalar(old)) {
    const value = scalarValue(changed);
    if (old.value !== value) {
      old.value = value;
      delete old.source;
    }
    return old;
  }
  return document.createNode(toJs(changed)) as Node;
}

function updateMap(document: Document, map: YAMLMap, entries: (YamlNode & { kind: 'map' })['entries']): Node {
  for (const { key, value } of entries) {
    const pair = (map.items as Pair<Node, Node | null>[]).find(
      (one) => isScalar(one.key) && String(one.key.value) === key.value,
    );
    if (pair === undefined) map.set(document.createNode(key.value), update(document, null, value));
    else pair.value = update(document, pair.value, value);
  }
  return map;
}

function updateSeq(document: Document, seq: YAMLSeq, items: readonly YamlNode[]): Node {
  items.forEach((item, index) => {
    seq.items[index] = update(document, (seq.items[index] as Node | undefined) ?? null, item);
  });
  return seq;
}

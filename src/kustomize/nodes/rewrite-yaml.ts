import { isMap, isScalar, isSeq, type Node, parseDocument, Scalar, visit, YAMLMap, YAMLSeq } from 'yaml';
import type { YamlNode, YamlScalar } from '../../yaml/node.ts';
import { parseDocuments } from '../../yaml/parse-documents.ts';
import { resolveTag } from '../../yaml/resolve.ts';
import { settleFlow } from '../../yaml/settle-flow.ts';
import { fieldOf } from './fields.ts';

/**
 * YAML text with other values in it. Comments, quotes, aliases, the spelling of numbers and the order of keys stay;
 * indentation becomes kustomize's, and empty lines go.
 *
 * @param node what the text shall mean; it was made from the text
 */
export function rewriteYaml(text: string, node: YamlNode): string {
  settleFlow(node);
  // To the failsafe schema every scalar is its text: nothing is lost that the printer would have to guess.
  const document = parseDocument(text, { version: '1.2', schema: 'failsafe', keepSourceTokens: false });
  document.contents = update(document.contents as Node | null, parseDocuments(text, '')[0], node) as never;
  visit(document, {
    Node(_, part) {
      part.spaceBefore = false;
    },
  });
  return document
    .toString({ lineWidth: 0, indentSeq: false, flowCollectionPadding: false, singleQuote: true })
    .replace(/(: |- )(!!(?:int|float|bool|null)) $/gm, '$1$2') // nothing follows the tag of an empty value
    .trim();
}

/** What has not changed stays as it is written. */
function update(part: Node | null, before: YamlNode | undefined, node: YamlNode): Node {
  if (part !== null && before !== undefined && isSame(before, node)) return part;
  if (isAnother(part, before, node)) return create(node);
  if (node.kind === 'map' && isMap(part)) {
    for (const { key, value } of node.entries) {
      const old = fieldOf(before, key.value);
      const pair = part.items.find((item) => isScalar(item.key) && item.key.value === key.value);
      if (pair !== undefined) pair.value = update(pair.value as Node | null, old, value);
      else if (old === undefined || !isSame(old, value)) part.set(scalarPart(key), create(value));
    }
    return part;
  }
  if (node.kind === 'seq' && isSeq(part)) {
    const items = before?.kind === 'seq' ? before.items : [];
    part.items = node.items.map((item, index) =>
      update((part.items[index] ?? null) as Node | null, items[index], item),
    );
    return part;
  }
  return node.kind === 'scalar' && isScalar(part) ? write(part, node) : create(node);
}

/** Whether a map or a list stands in the place of what was there: nothing else takes anything away. */
function isAnother(part: Node | null, before: YamlNode | undefined, node: YamlNode): boolean {
  if (node.kind === 'scalar' || before === undefined || before.kind !== node.kind) return false;
  if ((isMap(part) || isSeq(part)) && (part.flow ?? false) !== node.flow) return true;
  if (node.kind === 'seq') return before.kind === 'seq' && node.items.length < before.items.length;
  return before.kind === 'map' && before.entries.some(({ key }) => fieldOf(node, key.value) === undefined);
}

function create(node: YamlNode): Node {
  if (node.kind === 'map') {
    const map = new YAMLMap();
    map.flow = node.flow;
    for (const { key, value } of node.entries) map.set(scalarPart(key), create(value));
    return map;
  }
  if (node.kind === 'seq') {
    const list = new YAMLSeq();
    list.flow = node.flow;
    for (const item of node.items) list.add(create(item));
    return list;
  }
  return scalarPart(node);
}

function scalarPart(node: YamlScalar): Scalar {
  const part = new Scalar<unknown>(node.value);
  // A text of several lines was most likely a block.
  if (node.quoted === 'single') part.type = 'QUOTE_SINGLE';
  else if (node.quoted) part.type = node.value.includes('\n') ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
  else if (node.value === '' && node.tag === '!!str') part.type = 'QUOTE_SINGLE';
  return write(part, node);
}

/** Text that does not fit the type of its field gets the type written before it; a string among them quotes. */
function write(part: Scalar, node: YamlScalar): Scalar {
  part.value = node.value;
  delete part.source;
  if (part.type !== undefined && part.type !== 'PLAIN') return part;
  delete part.type;
  if (node.tag === '' || node.tag === resolveTag(node.value)) return part;
  if (node.tag === '!!str') part.type = node.value.includes('\n') ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
  else part.tag = node.tag;
  if (node.value === '' && part.type === undefined) part.comment = null; // it has nothing to stand behind
  return part;
}

function isSame(a: YamlNode, b: YamlNode): boolean {
  if (a.kind === 'map') {
    if (b.kind !== 'map' || a.entries.length !== b.entries.length) return false;
    return a.entries.every(({ key, value }, index) => {
      const other = b.entries[index];
      return other !== undefined && other.key.value === key.value && isSame(value, other.value);
    });
  }
  if (a.kind === 'seq') {
    if (b.kind !== 'seq' || a.items.length !== b.items.length) return false;
    return a.items.every((item, index) => isSame(item, b.items[index] as YamlNode));
  }
  return b.kind === 'scalar' && a.value === b.value && a.tag === b.tag && a.quoted === b.quoted;
}

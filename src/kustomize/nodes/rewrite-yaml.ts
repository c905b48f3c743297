import { isMap, isScalar, isSeq, type Node, parseDocument, visit } from 'yaml';
import type { YamlNode } from '../../yaml/node.ts';
import { toJs } from '../../yaml/to-js.ts';
import { rawText } from './fields.ts';

/**
 * YAML text with other values in it. Comments, quotes and the order of keys stay; indentation becomes kustomize's, and
 * empty lines go.
 *
 * @param node what the text shall mean; it was made from the text
 */
export function rewriteYaml(text: string, node: YamlNode): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core', keepSourceTokens: false });
  document.contents = update(document.contents as Node | null, node, (value) => document.createNode(value)) as never;
  visit(document, {
    Node(_, part) {
      part.spaceBefore = false;
    },
  });
  return document.toString({ lineWidth: 0, indentSeq: false, flowCollectionPadding: false }).trim();
}

function update(part: Node | null, node: YamlNode, create: (value: unknown) => Node): Node {
  if (node.kind === 'map' && isMap(part)) {
    for (const { key, value } of node.entries) {
      const pair = part.items.find((item) => isScalar(item.key) && textOf(item.key) === key.value);
      if (pair === undefined) part.set(create(key.value), create(toJs(value)));
      else pair.value = update(pair.value as Node | null, value, create);
    }
    return part;
  }
  if (node.kind === 'seq' && isSeq(part)) {
    part.items = node.items.map((item, index) => update((part.items[index] ?? null) as Node | null, item, create));
    return part;
  }
  if (node.kind !== 'scalar' || !isScalar(part)) return create(toJs(node));
  if (textOf(part) === rawText(node)) return part;
  part.value = toJs(node);
  delete part.source;
  delete part.format;
  return part;
}

/** What go-yaml has as the text of a scalar: as it is written where it has no quotes. */
function textOf(part: { value: unknown; source?: string; type?: string }): string {
  return part.type === 'PLAIN' && part.source !== undefined ? part.source : String(part.value ?? '');
}

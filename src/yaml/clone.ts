import { YamlMap, type YamlNode, YamlScalar, YamlSeq } from './node.ts';

/** A copy that shares nothing with the node. */
export function cloneNode<T extends YamlNode>(node: T): T;
export function cloneNode(node: YamlNode): YamlNode {
  switch (node.kind) {
    case 'map':
      return new YamlMap(
        node.unread ?? node.entries.map(({ key, value }) => ({ key: cloneNode(key), value: cloneNode(value) })),
        node.line,
        node.flow,
      );
    case 'seq':
      return new YamlSeq(node.items.map(cloneNode), node.line, node.flow);
    default:
      return new YamlScalar(node.value, node.tag, node.line, node.quoted);
  }
}

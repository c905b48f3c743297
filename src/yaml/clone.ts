import { YamlAlias, YamlMap, type YamlNode, YamlScalar, YamlSeq } from './node.ts';

/** A copy that shares nothing with the node that can be changed. */
export function cloneNode<T extends YamlNode>(node: T): T;
export function cloneNode(node: YamlNode): YamlNode {
  switch (node.kind) {
    case 'map': {
      const map = new YamlMap(
        node.unread ?? node.entries.map(({ key, value }) => ({ key: cloneNode(key), value: cloneNode(value) })),
        node.line,
        node.flow,
      );
      return dressed(map, node);
    }
    case 'seq': {
      const items: YamlNode[] = [];
      for (const item of node.items) items.push(cloneNode(item));
      return dressed(new YamlSeq(items, node.line, node.flow), node);
    }
    default: {
      const copy =
        node instanceof YamlAlias
          ? new YamlAlias(node.name, node.target, node.line)
          : new YamlScalar(node.value, node.tag, node.line, node.style, node.tagged);
      copy.extras = node.extras;
      copy.complex = node.complex;
      return copy;
    }
  }
}

function dressed<T extends YamlMap | YamlSeq>(copy: T, node: YamlMap | YamlSeq): T {
  copy.tag = node.tag;
  copy.tagged = node.tagged;
  copy.extras = node.extras;
  return copy;
}

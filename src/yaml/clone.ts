import { spend } from '../core/call.ts';
import { YamlAlias, type YamlEntry, YamlMap, type YamlNode, YamlScalar, YamlSeq } from './node.ts';

/** A copy that shares nothing with the node that can be changed. */
export function cloneNode<T extends YamlNode>(node: T): T;
export function cloneNode(node: YamlNode): YamlNode {
  spend('nodes', 1);
  switch (node.kind) {
    case 'map': {
      if (node.original !== undefined) return YamlMap.of(node.original);
      return dressed(new YamlMap(node.unread ?? cloneEntries(node.entries), node.line, node.flow), node);
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

export function cloneEntries(entries: readonly YamlEntry[]): YamlEntry[] {
  return entries.map(({ key, value }) => ({ key: cloneNode(key), value: cloneNode(value) }));
}

function dressed<T extends YamlMap | YamlSeq>(copy: T, node: YamlMap | YamlSeq): T {
  copy.tag = node.tag;
  copy.tagged = node.tagged;
  copy.extras = node.extras;
  return copy;
}

/**
 * As cloneNode, for what an input repeats as often as it likes without being longer for it: aliases, copies within an
 * object. Counted before it is made.
 *
 * @throws ScaffoldError `limit-exceeded`
 */
export function repeatNode<T extends YamlNode>(node: T, place?: string): T;
export function repeatNode(node: YamlNode, place?: string): YamlNode {
  const { nodes, characters } = sizeOf(node);
  spend('aliasNodes', nodes, place);
  spend('bytes', characters, place);
  return cloneNode(node);
}

function sizeOf(node: YamlNode): { nodes: number; characters: number } {
  let nodes = 0;
  let characters = 0;
  const stack: YamlNode[] = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    nodes += 1;
    if (next.kind === 'scalar') characters += next.value.length;
    else if (next.kind === 'seq') for (const item of next.items) stack.push(item);
    else if (next.unread !== undefined) characters += next.unread.text.length;
    else {
      for (const { key, value } of next.entries) {
        nodes += 1;
        characters += key.value.length;
        stack.push(value);
      }
    }
  }
  return { nodes, characters };
}

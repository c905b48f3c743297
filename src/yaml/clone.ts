import { spend } from '../core/call.ts';
import { YamlMap, type YamlNode, YamlScalar, YamlSeq } from './node.ts';

/** A copy that shares nothing with the node. */
export function cloneNode<T extends YamlNode>(node: T): T;
export function cloneNode(node: YamlNode): YamlNode {
  spend('nodes', 1);
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

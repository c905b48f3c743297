import type { YamlNode } from '../node.ts';

/** Sets a comment of a node; the others stay. */
export function setExtra(node: YamlNode, name: 'head' | 'line' | 'foot', text: string): void {
  if (node.extras === undefined && text === '') return;
  node.extras = { head: '', line: '', foot: '', anchor: '', ...node.extras, [name]: text };
}

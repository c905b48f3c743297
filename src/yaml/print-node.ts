import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { printTree, type TreeView } from './print-tree.ts';
import { keyText, scalarValue, sortedEntries } from './to-js.ts';

/**
 * One object as `kustomize build` prints it: keys sorted, sequences not indented below their key, strings plain where
 * they can be, long lines broken. Ends in a line break.
 *
 * @param path names the object's file in errors
 * @throws ScaffoldError `yaml-syntax` where a key stands twice or a value does not fit its tag
 */
export function printNode(node: YamlNode, path = ''): string {
  const view: TreeView<YamlNode> = {
    kind: (value) => value.kind,
    entries: (map) => sortedEntries(map as YamlMap, path).map(({ key, value }) => [keyText(key, path), value]),
    items: (seq) => (seq as YamlSeq).items,
    scalar: (value) => scalarValue(value as YamlScalar, path),
    unread: (map) => (map as YamlMap).unread,
  };
  return printTree(node, view);
}

import { inFile, ScaffoldError } from '../core/errors.ts';
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from './node.ts';
import { printTree, type TreeView } from './print-tree.ts';
import { keyText, type ScalarValue, scalarValue, sortedEntries } from './to-js.ts';

/**
 * One object as `kustomize build` prints it: keys sorted, sequences not indented below their key, strings plain where
 * they can be, long lines broken. Ends in a line break.
 *
 * @param path names the object's file in errors
 * @throws ScaffoldError `yaml-syntax` where a key stands twice or a value does not fit its tag
 */
export function printNode(node: YamlNode, path = ''): string {
  return printParts(node, path).join('');
}

/** As printNode, in parts: large texts that are printed as they were read are not copied. */
export function printParts(node: YamlNode, path = ''): string[] {
  const view: TreeView<YamlNode> = {
    kind: (value) => value.kind,
    entries: (map) => sortedEntries(map as YamlMap, path).map(({ key, value }) => [printableKey(key, path), value]),
    items: (seq) => (seq as YamlSeq).items,
    scalar: (value) => throughJson(scalarValue(value as YamlScalar, path), value as YamlScalar, path),
    unread: (map) => (map as YamlMap).unread,
  };
  return printTree(node, view);
}

/** What JSON leaves as it is and YAML does not allow. */
const UNREADABLE = /[\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** kustomize prints by way of JSON that it reads as YAML, in which U+0085 is a line break, folded like any other. */
function throughJson(value: ScalarValue, node: YamlScalar, path: string): ScalarValue {
  if (typeof value !== 'string') return value;
  if (UNREADABLE.test(value)) throw unprintable(node, path);
  return foldNextLines(value);
}

/** A text that JSON held and go-yaml v2 has read as YAML. */
export function foldNextLines(text: string): string {
  return text.includes('\u0085') ? text.replace(/(?<! ) *\u0085[ \u0085]*/g, foldBreaks) : text;
}

function foldBreaks(run: string): string {
  const breaks = run.replaceAll(' ', '').length;
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}

function printableKey(key: YamlScalar, path: string): string {
  const text = keyText(key, path);
  if (UNREADABLE.test(text) || text.includes('\u0085')) throw unprintable(key, path);
  return text;
}

function unprintable(node: YamlScalar, path: string): ScaffoldError {
  return new ScaffoldError({
    code: 'yaml-unsupported',
    ...inFile(path, node.line),
    message: 'the text holds a control character that kustomize cannot print',
    received: JSON.stringify(node.value),
  });
}

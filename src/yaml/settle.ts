import { inFile, ScaffoldError } from '../core/errors.ts';
import { ObjectMemo } from '../core/memo.ts';
import type { YamlMap, YamlNode, YamlScalar } from './node.ts';
import { refold } from './refold.ts';
import { scalarForm } from './source/scalar-form.ts';

/**
 * What becomes of values when kustomize writes an object as YAML and reads it again, as it does before it prints or
 * patches by JSON. Its printer cannot leave values out between braces, which makes empty texts of them; it sets some line
 * breaks of folded (`>`) blocks twice; and it cannot read a block again that begins with a tab.
 *
 * @param path names the object's file in errors
 * @throws ScaffoldError `yaml-syntax`
 */
export function settle(node: YamlNode, path = '', inFlow = false): void {
  switch (node.kind) {
    case 'map': {
      if (node.unread !== undefined || (node.original !== undefined && SETTLED.get(node.original.map, isPlain))) return;
      const flow = inFlow || node.flow;
      for (const { key, value } of node.entries) {
        if (key.extras !== undefined && !flow) requireReadable(key, value, path);
        // A key of several lines stands behind a question mark, where it may be a block.
        if (!flow && key.quoted && key.value.includes('\n')) settle(key, path);
        settle(value, path, flow);
      }
      return;
    }
    case 'seq': {
      const flow = inFlow || node.flow;
      for (const item of node.items) settle(item, path, flow);
      return;
    }
    default:
      if (inFlow) settleInFlow(node);
      else if (isBlock(node)) settleBlock(node, path);
  }
}

/** Behind a key's comment go-yaml (3.0.5) writes an empty collection on the next line, where it cannot be read. */
function requireReadable({ extras, line }: YamlScalar, value: YamlNode, path: string): void {
  if (extras === undefined || extras.line === '' || value.kind === 'scalar' || value.flow) return;
  if ((value.kind === 'map' ? value.entries : value.items).length > 0) return;
  throw new ScaffoldError({
    code: 'yaml-unsupported',
    ...inFile(path, line),
    message: 'kustomize cannot write a comment behind a key whose collection has become empty',
    expected: 'the comment on a line of its own',
    received: extras.line,
  });
}

function settleInFlow(node: YamlScalar): void {
  const empty = node.value === '' && !node.quoted && !node.tagged;
  if (empty && (node.tag === '' || node.tag === '!!null')) node.tag = '!!str';
}

/** A text of several lines without a style of its own is written as a block, too. */
function isBlock({ style, value }: YamlScalar): boolean {
  return style === 'folded' || style === 'literal' || (style === 'plain' && value.includes('\n'));
}

function settleBlock(node: YamlScalar, path: string): void {
  if (node.value.startsWith('\t') && scalarForm(node.value).block) {
    throw new ScaffoldError({
      code: 'yaml-syntax',
      ...inFile(path, node.line),
      message: 'a block cannot begin with a tab',
      expected: 'text in quotes',
    });
  }
  if (node.style !== 'folded') return;
  node.value = refold(node.value);
  node.style = 'literal';
}

/** Whether nothing becomes of a mapping that is never changed. */
const SETTLED = new ObjectMemo<YamlMap, boolean>();

function isPlain(node: YamlNode): boolean {
  switch (node.kind) {
    case 'map':
      if (node.unread !== undefined) return true;
      if (node.flow) return node.entries.length === 0;
      return node.entries.every(({ key, value }) => isPlainKey(key) && isPlain(value));
    case 'seq':
      return node.flow ? node.items.length === 0 : node.items.every(isPlain);
    default:
      return node.style !== 'folded' && !node.value.startsWith('\t');
  }
}

function isPlainKey({ extras, value }: YamlScalar): boolean {
  return extras === undefined && !value.includes('\n');
}

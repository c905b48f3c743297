import { ScaffoldError } from '../core/errors.ts';
import type { YamlNode, YamlScalar } from './node.ts';
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
      if (node.unread !== undefined) return;
      const flow = inFlow || node.flow;
      for (const { value } of node.entries) settle(value, path, flow);
      return;
    }
    case 'seq': {
      const flow = inFlow || node.flow;
      for (const item of node.items) settle(item, path, flow);
      return;
    }
    default:
      if (inFlow) settleInFlow(node);
      else if (node.style === 'folded' || node.style === 'literal') settleBlock(node, path);
  }
}

function settleInFlow(node: YamlScalar): void {
  const empty = node.value === '' && !node.quoted && !node.tagged;
  if (empty && (node.tag === '' || node.tag === '!!null')) node.tag = '!!str';
}

function settleBlock(node: YamlScalar, path: string): void {
  if (node.value.startsWith('\t') && scalarForm(node.value).block) {
    throw new ScaffoldError({
      code: 'yaml-syntax',
      path: node.line > 0 ? `${path}:${node.line}` : path,
      message: 'a block cannot begin with a tab',
      expected: 'text in quotes',
    });
  }
  if (node.style !== 'folded') return;
  node.value = refold(node.value);
  node.style = 'literal';
}

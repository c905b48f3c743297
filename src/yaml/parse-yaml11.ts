import type { YamlNode } from './node.ts';
import { parseDocument } from './parse-documents.ts';
import { booleanOf } from './resolve.ts';
import { scalarValue } from './to-js.ts';

/**
 * The first document of a YAML text as nodes, read as kustomize reads its own files: `yes`, `on` and their like are
 * booleans (go-yaml v2). Undefined where the text is empty.
 *
 * @throws ScaffoldError `yaml-syntax` with line and column
 */
export function parseYaml11(text: string, path: string): YamlNode | undefined {
  const node = parseDocument(text, 'go-yaml-v2', path, 1) ?? undefined;
  if (node !== undefined) spellBooleans(node, path);
  return node;
}

/**
 * Writes `yes` and its like as `true`, which they are here and nowhere else.
 *
 * @throws ScaffoldError `yaml-syntax` where a value does not fit its tag
 */
function spellBooleans(node: YamlNode, path: string): void {
  if (node.kind === 'seq') for (const item of node.items) spellBooleans(item, path);
  else if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      spellBooleans(key, path);
      spellBooleans(value, path);
    }
  } else {
    if (node.tag === '!!bool') node.value = String(booleanOf(node.value) ?? node.value);
    // go-yaml v2 decodes all of the file, so a value that does not fit its tag is refused wherever it stands.
    // A timestamp keeps its text.
    else if (node.tag === '!!timestamp') node.tag = '!!str';
    if (node.tagged) scalarValue(node, path);
  }
}

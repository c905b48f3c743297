import type { YamlNode } from './node.ts';
import { parseDocument } from './parse-documents.ts';
import { booleanOf } from './resolve.ts';

/**
 * The first document of a YAML text as nodes, read as kustomize reads its own files: `yes`, `on` and their like are
 * booleans (go-yaml v2). Undefined where the text is empty.
 *
 * @throws ScaffoldError `yaml-syntax` with line and column
 */
export function parseYaml11(text: string, path: string): YamlNode | undefined {
  const node = parseDocument(text, '1.1', path, 1) ?? undefined;
  if (node !== undefined) spellBooleans(node);
  return node;
}

/** Writes `yes` and its like as `true`, which they are here and nowhere else. */
function spellBooleans(node: YamlNode): void {
  if (node.kind === 'seq') for (const item of node.items) spellBooleans(item);
  else if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      spellBooleans(key);
      spellBooleans(value);
    }
  } else if (node.tag === '!!bool') node.value = String(booleanOf(node.value) ?? node.value);
}

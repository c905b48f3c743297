import type { YamlNode } from './node.ts';
import { parseDocument } from './parse-documents.ts';

/**
 * The first document of a YAML text as nodes, read as kustomize reads its own files: `yes`, `on` and their like are
 * booleans (go-yaml v2). Undefined where the text is empty.
 *
 * @throws ScaffoldError `yaml-syntax` with line and column
 */
export function parseYaml11(text: string, path: string): YamlNode | undefined {
  return parseDocument(text, '1.1', path, 1) ?? undefined;
}

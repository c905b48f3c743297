import type { YamlNode } from './node.ts';
import { parseDocuments } from './parse-documents.ts';

/** The first document of a YAML text as nodes, by the rules of YAML 1.1. */
export function parseYaml11(text: string, path: string): YamlNode | undefined {
  return parseDocuments(text, path)[0];
}

import type { JsonValue } from '../kubernetes/object.ts';
import { parseDocuments } from './parse-documents.ts';
import { toJs } from './to-js.ts';

/**
 * The documents of a YAML file as plain data, read as kustomize reads resources; empty ones are left out. Integers
 * beyond 2^53 are rounded, as by `JSON.parse`; timestamps become text.
 *
 * @param path names the text in errors
 * @throws ScaffoldError `yaml-syntax` with line and column
 */
export function parseYaml(text: string, path: string): JsonValue[] {
  return parseDocuments(text, path).map((node) => toJs(node, path));
}

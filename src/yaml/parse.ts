import { parseAllDocuments } from 'yaml';
import { ScaffoldError } from '../core/errors.ts';
import type { JsonValue } from '../kubernetes/object.ts';

/**
 * The documents of a YAML stream, empty ones left out.
 *
 * @param path names the text in errors
 * @throws ScaffoldError `yaml-syntax`
 */
export function parseYaml(text: string, path: string): JsonValue[] {
  const values: JsonValue[] = [];
  for (const document of parseAllDocuments(text, { version: '1.1', merge: true, uniqueKeys: true })) {
    const error = document.errors[0];
    if (error !== undefined) {
      throw new ScaffoldError({
        code: 'yaml-syntax',
        path: `${path}:${error.linePos?.[0].line ?? 1}`,
        message: error.message,
      });
    }
    const value = document.toJS() as JsonValue | undefined;
    if (value !== null && value !== undefined) values.push(value);
  }
  return values;
}

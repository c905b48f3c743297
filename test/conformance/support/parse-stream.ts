import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';

/**
 * The objects of a YAML stream, read by a parser that is not the one under test.
 *
 * Unsafe for numbers beyond 2^53 and for YAML 1.1 words: comparisons go through the chart engine's `parse`.
 */
export function parseStream(text: string): KubernetesObject[] {
  return parseAllDocuments(text, { version: '1.1', merge: true }).flatMap((document) => {
    if ('errors' in document && document.errors.length > 0) throw document.errors[0];
    const value = document.toJS() as KubernetesObject | null;
    return value === null ? [] : [value];
  });
}

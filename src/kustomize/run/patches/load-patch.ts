import { ScaffoldError } from '../../../core/errors.ts';
import { parseDocuments } from '../../../yaml/parse-documents.ts';
import { isNilOrEmpty } from '../../nodes/fields.ts';
import { objectsOf } from '../../read/read-objects.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Schemas } from '../../schema/schemas.ts';
import { type JsonOperation, parseJsonPatch } from './json-patch.ts';

/** A patch as it turned out to be written. */
export type Patch =
  | { readonly kind: 'strategic'; readonly patches: Resource[] }
  | { readonly kind: 'json'; readonly operations: readonly JsonOperation[] };

/**
 * A text that is a strategic merge patch (one or more objects) or a JSON patch (a list of operations). A text without
 * content is neither, and does nothing.
 *
 * @throws ScaffoldError or Refusal for what is wrong with it as what it seems to be
 */
export function loadPatch(text: string, file: string, schemas: Schemas): Patch {
  const documents = tryParse(text, file);
  const first = documents?.[0];
  if (documents === undefined || first?.kind === 'seq') {
    const operations = parseJsonPatch(text, file);
    if (first === undefined || !isNilOrEmpty(first)) return { kind: 'json', operations };
  }
  return { kind: 'strategic', patches: objectsOf(documents ?? [], file, schemas) };
}

/** Operations are read by other rules of YAML, so they may be right where objects are not. */
function tryParse(text: string, file: string) {
  try {
    return parseDocuments(text, file);
  } catch (error) {
    if (!(error instanceof ScaffoldError) || !/^\s*(#.*\n\s*)*[[-]/.test(text)) throw error;
    return undefined;
  }
}

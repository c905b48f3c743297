import { ScaffoldError } from '../../core/errors.ts';
import { readObjects } from '../files/read-objects.ts';
import { Refusal } from '../refusal.ts';
import type { Resource } from '../resource.ts';
import type { Schemas } from '../schema/schemas.ts';
import { type JsonOperation, parseJsonPatch } from './json-patch.ts';

/** A patch as it turned out to be written. */
export type Patch =
  | { readonly kind: 'strategic'; readonly patches: Resource[] }
  | { readonly kind: 'json'; readonly operations: readonly JsonOperation[] };

/**
 * Finds out whether a text is a strategic merge patch (one or more objects) or a JSON patch (a list of operations).
 *
 * @throws ScaffoldError where it is neither, with what is wrong with it as either
 */
export function loadPatch(text: string, file: string, schemas: Schemas): Patch {
  const strategic = tryTo(() => readObjects(text, file, schemas));
  const json = tryTo(() => parseJsonPatch(text, file));
  const objects = strategic.value;
  const operations = json.value;
  if (objects === undefined && operations === undefined) throw mostLikely(text, strategic.error, json.error);
  if (objects === undefined) return { kind: 'json', operations: operations as readonly JsonOperation[] };
  if (objects.length > 0 && operations !== undefined && operations.length > 0) {
    throw new Refusal('kustomize-invalid-patch', 'the patch can be read both as objects and as operations');
  }
  return { kind: 'strategic', patches: objects };
}

interface Attempt<T> {
  readonly value?: T;
  readonly error?: Refusal | ScaffoldError;
}

function tryTo<T>(read: () => T): Attempt<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof Refusal || error instanceof ScaffoldError) return { error };
    throw error;
  }
}

/** A list was meant as operations, a map as an object. */
function mostLikely(text: string, strategic: Attempt<never>['error'], json: Attempt<never>['error']): Error {
  const isList = /^\s*(#.*\n\s*)*(-|\[)/.test(text);
  return (isList ? json : strategic) ?? new Refusal('kustomize-invalid-patch', 'not a patch');
}

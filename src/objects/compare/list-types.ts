import { isObject } from '../../kubernetes/identity.ts';
import { MERGE_KINDS, MERGE_TYPES } from '../../kubernetes/merge-keys.ts';
import type { JsonValue } from '../../kubernetes/object.ts';

/** How the elements of a list are told apart, and what each of them is. */
export interface ListType {
  /**
   * `keys`: by these fields; `flags`: by the name of a command line flag; `values`: by what they are; `likeness`: equal
   * ones first, then those that have most in common.
   */
  readonly by: 'keys' | 'flags' | 'values' | 'likeness';
  readonly keys: readonly string[];
  /** The type of the elements in Kubernetes' schema. */
  readonly element: string;
}

/** The type of an object's root in Kubernetes' schema; empty for kinds outside it. */
export function rootType(apiVersion: string, kind: string): string {
  const kinds = Object.hasOwn(MERGE_KINDS, apiVersion) ? MERGE_KINDS[apiVersion]! : '';
  return kinds.split(' ').includes(kind) ? kind : '';
}

/** The type of a field of a map; empty where the schema says nothing that matters here. */
export function fieldType(type: string, field: string, depth: number): string {
  if (depth === 0 && field === 'metadata') return 'ObjectMeta';
  const fields = Object.hasOwn(MERGE_TYPES, type) ? MERGE_TYPES[type]! : {};
  return Object.hasOwn(fields, field) ? fields[field]! : '';
}

/** How to match the elements of two versions of a list. */
export function listType(type: string, parentType: string, field: string, lists: readonly JsonValue[][]): ListType {
  const merged = /^(\w*)\[([\w,]*)\]$/.exec(type);
  const keys = merged?.[2]?.split(',').filter((key) => key !== '') ?? [];
  if (keys.length > 0) return { by: 'keys', keys, element: merged?.[1] ?? '' };
  const elements = lists.flat();
  if (!elements.some((element) => typeof element === 'object' && element !== null)) {
    const flags = parentType.endsWith('Container') && (field === 'args' || field === 'command');
    return { by: flags ? 'flags' : 'values', keys: [], element: '' };
  }
  const named = elements.every(isObject) && lists.every((list) => unique(list.map((element) => nameIn(element))));
  return named ? { by: 'keys', keys: ['name'], element: '' } : { by: 'likeness', keys: [], element: '' };
}

function nameIn(element: JsonValue): JsonValue | undefined {
  return isObject(element) && Object.hasOwn(element, 'name') ? element.name : undefined;
}

function unique(names: readonly (JsonValue | undefined)[]): boolean {
  return names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
}

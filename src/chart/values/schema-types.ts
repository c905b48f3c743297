import type { JsonObject } from '../../kubernetes/object.ts';

/** The shapes of single values. `null` stands for "as Kubernetes does by default" where a value may be left out. */
export const BOOLEAN: JsonObject = { type: 'boolean' };
export const BOOLEAN_OR_NULL: JsonObject = { type: ['boolean', 'null'] };
export const STRING: JsonObject = { type: 'string' };
export const INTEGER_OR_NULL: JsonObject = { type: ['integer', 'null'], minimum: 0 };
export const PORT: JsonObject = { type: 'integer', minimum: 1, maximum: 65535 };
export const PULL_POLICY: JsonObject = { type: 'string', enum: ['', 'Always', 'IfNotPresent', 'Never'] };
export const STRING_MAP: JsonObject = { type: 'object', additionalProperties: { type: 'string' } };
export const OBJECT_LIST: JsonObject = { type: 'array', items: { type: 'object' } };
/** `minAvailable` and its like: a string there has to be a percentage. */
export const COUNT_OR_PERCENTAGE: JsonObject = { type: ['integer', 'string', 'null'], pattern: '^[0-9]+%$' };

/** A shape of Kubernetes' API, by its name in the definitions. */
export function kubernetes(definition: string): JsonObject {
  return { $ref: `#/definitions/${definition}` };
}

export function listOf(definition: string): JsonObject {
  return { type: 'array', items: kubernetes(definition) };
}

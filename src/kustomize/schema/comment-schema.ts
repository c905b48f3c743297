import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { schemaOfJson } from './open-api.ts';
import type { Schema } from './schema.ts';

/** Fields of a schema by the type without which Go does not read it. */
const TYPES: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  $ref: isString,
  id: isString,
  title: isString,
  description: isString,
  format: isString,
  pattern: isString,
  type: (value) => isString(value) || (Array.isArray(value) && value.every(isString)),
  required: (value) => Array.isArray(value) && value.every(isString),
  enum: Array.isArray,
  properties: (value) => isObject(value) && Object.values(value).every(isSchema),
  items: (value) => isSchema(value) || (Array.isArray(value) && value.every(isSchema)),
  additionalProperties: (value) => typeof value === 'boolean' || isSchema(value),
  maximum: isNumber,
  minimum: isNumber,
  maxLength: isNumber,
  minLength: isNumber,
  maxItems: isNumber,
  minItems: isNumber,
  uniqueItems: (value) => typeof value === 'boolean',
};

/**
 * The type that a comment gives a field: kyaml (5.8.2) takes a comment behind or above a key or a value that is a JSON
 * object for an OpenAPI schema, whatever stands in it. An empty one is none.
 *
 * @param definition finds what a `$ref` names
 */
export function commentSchema(
  node: YamlNode | undefined,
  definition: (name: string) => Schema | undefined,
): Schema | undefined {
  const { line = '', head = '' } = node?.extras ?? {};
  const comment = line === '' ? head : line;
  if (comment === '') return undefined;
  const json = comment.replace(/^#+/, '');
  if (!/^[ \t\n\r]*\{/.test(json)) return undefined;
  let value: JsonValue;
  try {
    value = JSON.parse(json) as JsonValue;
  } catch {
    return undefined;
  }
  if (!isSchema(value) || Object.keys(value).length === 0) return undefined;
  return schemaOfJson(value, definition);
}

function isSchema(value: JsonValue): value is JsonObject {
  if (!isObject(value)) return false;
  return Object.entries(value).every(([name, field]) => !Object.hasOwn(TYPES, name) || TYPES[name]!(field));
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: JsonValue): boolean {
  return typeof value === 'string';
}

function isNumber(value: JsonValue): boolean {
  return typeof value === 'number';
}

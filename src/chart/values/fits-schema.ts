import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { VALUE_DEFINITIONS } from '../generated/value-definitions.ts';
import { exactDigits } from '../template/exact-number.ts';

/** Whether a value is what a schema of ours asks for, by those keywords of draft 7 that our schemas use. */
export function fitsSchema(value: JsonValue, schema: JsonObject): boolean {
  if (typeof schema.$ref === 'string') {
    return fitsSchema(value, VALUE_DEFINITIONS[schema.$ref.replace('#/definitions/', '')] as JsonObject);
  }
  // A number that a double cannot hold would be another one behind Helm's values.
  if (typeof value === 'string' && exactDigits(value) !== undefined) return false;
  const { type } = schema;
  const types = Array.isArray(type) ? type : type === undefined ? [] : [type];
  if (types.length > 0 && !types.some((each) => isOfType(value, each))) return false;
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false;
  if (typeof value === 'string') return fitsText(value, schema);
  if (typeof value === 'number') {
    return value >= numberOr(schema.minimum, -Infinity) && value <= numberOr(schema.maximum, Infinity);
  }
  if (Array.isArray(value)) {
    const items = schema.items;
    return value.every((item) => fitsSchema(item, isObject(items) ? items : {}));
  }
  return !isObject(value) || fitsObject(value, schema);
}

function isOfType(value: JsonValue, type: JsonValue): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    default:
      return typeof value === type;
  }
}

function fitsText(text: string, schema: JsonObject): boolean {
  const { pattern } = schema;
  const length = [...text].length;
  return (
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text)) &&
    length >= numberOr(schema.minLength, 0) &&
    length <= numberOr(schema.maxLength, Infinity)
  );
}

function fitsObject(value: JsonObject, schema: JsonObject): boolean {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const { additionalProperties: others = true, required } = schema;
  if (Array.isArray(required) && required.some((key) => !Object.hasOwn(value, String(key)))) return false;
  return Object.entries(value).every(([key, child]) => {
    const own = Object.hasOwn(properties, key) ? properties[key] : others;
    return isObject(own) ? fitsSchema(child, own) : own !== false && fitsSchema(child, {});
  });
}

function numberOr(value: JsonValue | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

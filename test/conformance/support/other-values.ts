import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';

/** A place of an object by JSON pointer, and what could stand there instead; null takes it away. */
export interface OtherValue {
  readonly pointer: string;
  readonly value: JsonValue;
}

/** Levels below the object in which fields are looked at. */
const DEEP = 7;

/**
 * Other values for every field that the schema of a kind has in maps and lists that the object holds: of each type a few
 * guesses. Most of them are no valid object, which the caller has to find out.
 */
export function otherValues(object: JsonObject, schema: JsonObject, schemas: JsonObject): OtherValue[] {
  const found: OtherValue[] = [];
  visit(object, schema, '', 0);
  return found;

  function visit(value: JsonValue, schema: JsonObject, pointer: string, depth: number): void {
    const resolved = resolve(schema);
    if (depth > DEEP) return;
    if (Array.isArray(value)) {
      if (value.length > 0) visit(value[0]!, (resolved.items ?? {}) as JsonObject, `${pointer}/0`, depth + 1);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, of] of Object.entries((resolved.properties ?? {}) as Record<string, JsonObject>)) {
      if (depth === 0 && ['apiVersion', 'kind', 'metadata', 'status'].includes(key)) continue;
      const place = `${pointer}/${key}`;
      const current = (value as JsonObject)[key];
      if (current !== undefined) {
        found.push({ pointer: place, value: null });
        visit(current, of, place, depth + 1);
      }
      for (const guess of guesses(resolve(of), current)) found.push({ pointer: place, value: guess });
    }
  }

  function resolve(schema: JsonObject): JsonObject {
    const { allOf, $ref } = schema as { allOf?: JsonObject[]; $ref?: string };
    const reference = $ref ?? (allOf?.[0]?.$ref as string | undefined);
    if (reference === undefined) return schema;
    return schemas[reference.slice(reference.lastIndexOf('/') + 1)] as JsonObject;
  }

  function guesses(schema: JsonObject, current: JsonValue | undefined): JsonValue[] {
    const { type, items, additionalProperties } = schema as {
      type?: string;
      items?: JsonObject;
      additionalProperties?: JsonObject;
    };
    const values = (schema.enum as JsonValue[] | undefined) ?? [];
    switch (type) {
      case 'string':
        return [...values.slice(0, MOST), ...TEXTS, ...(typeof current === 'string' ? [`${current}x`] : [])].filter(
          (text) => text !== current,
        );
      case 'integer':
        return [0, 1, 2, (typeof current === 'number' ? current : 0) + 1].filter((number) => number !== current);
      case 'boolean':
        return [true, false].filter((flag) => flag !== current);
      case 'array':
        return [[], ...guesses(resolve(items ?? {}), undefined).map((item) => [item])];
      case 'object':
        return additionalProperties === undefined
          ? [{}]
          : [{}, ...guesses(resolve(additionalProperties), undefined).map((item) => ({ a: item, 'b.io/c': item }))];
      default:
        return [...TEXTS, 1];
    }
  }
}

/** Of the values that a field knows. */
const MOST = 4;
const TEXTS = ['', 'x', '1', 'x.io', 'Never', 'Y2E='];

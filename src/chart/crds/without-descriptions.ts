import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { parseYaml } from '../../yaml/parse.ts';
import type { Document } from '../draft.ts';
import { printData } from '../template/print.ts';
import { versionsText } from './crd-text.ts';

/** The versions of a CustomResourceDefinition as text, their schemas without descriptions: what is valid stays the same. */
export function versionsWithoutDescriptions(document: Document): string {
  const text = versionsText(document);
  if (text === '') return '';
  const [read] = parseYaml(`versions:\n${text}`, 'manifests') as JsonObject[];
  const versions = (read?.versions ?? []) as JsonObject[];
  return printData(
    versions.map((version) => {
      const schema = isObject(version.schema) ? version.schema.openAPIV3Schema : undefined;
      return schema === undefined ? version : { ...version, schema: { openAPIV3Schema: stripped(schema) } };
    }),
    4,
  );
}

/** Places in a JSON schema that hold a schema, a list of schemas, or schemas by name. */
const SCHEMAS = new Set(['items', 'additionalProperties', 'not', 'allOf', 'anyOf', 'oneOf']);
const SCHEMAS_BY_NAME = new Set(['properties', 'patternProperties', 'definitions']);

function stripped(schema: JsonValue): JsonValue {
  if (Array.isArray(schema)) return schema.map(stripped);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => {
      if (key === 'description') return [];
      if (SCHEMAS.has(key)) return [[key, stripped(value)]];
      if (!SCHEMAS_BY_NAME.has(key) || !isObject(value)) return [[key, value]];
      return [[key, Object.fromEntries(Object.entries(value).map(([name, child]) => [name, stripped(child)]))]];
    }),
  );
}

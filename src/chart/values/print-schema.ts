import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { VALUE_DEFINITIONS } from '../generated/value-definitions.ts';
import { ValueSection } from './values-model.ts';

/** values.schema.json: strict about our own keys, open below Kubernetes' objects, with only the definitions in use. */
export function printSchema(root: ValueSection, title: string, subcharts: readonly string[]): string {
  const schema: Record<string, JsonValue> = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...sectionSchema(root, subcharts),
  };
  const used = new Map<string, JsonValue>();
  collect(schema, used);
  if (used.size > 0) schema.definitions = Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1)));
  // What `x-required` says is in `required` by now.
  return `${JSON.stringify(schema, (name, value) => (name === 'x-required' ? undefined : value), 2)}\n`;
}

function sectionSchema(section: ValueSection, subcharts?: readonly string[]): JsonObject {
  const properties: Record<string, JsonValue> = {};
  const required: string[] = [];
  for (const [key, entry] of section.entries) {
    if (entry instanceof ValueSection) {
      properties[key] = sectionSchema(entry);
      required.push(key); // templates read below it: a null here would end in a nil pointer
    } else {
      properties[key] = { description: entry.description, ...entry.schema };
      if (entry.schema['x-required'] === true) required.push(key);
    }
  }
  // Helm hands `global` to every chart, asked for or not, with whatever other charts have in it.
  if (properties.global !== undefined)
    properties.global = { ...(properties.global as JsonObject), additionalProperties: true };
  else if (subcharts !== undefined)
    properties.global = { type: 'object', description: 'Values that Helm shares with subcharts.' };
  for (const name of subcharts ?? [])
    properties[name] ??= { type: 'object', description: `Values of the subchart ${name}.` };
  return {
    ...(section.description === '' ? {} : { description: section.description }),
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length === 0 ? {} : { required }),
  };
}

function collect(value: JsonValue, used: Map<string, JsonValue>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, used);
  else if (isObject(value)) {
    const ref = value.$ref;
    if (typeof ref === 'string') {
      const name = ref.replace('#/definitions/', '');
      const definition = VALUE_DEFINITIONS[name];
      if (definition === undefined) throw new TypeError(`no definition ${name}`); // a bug of ours
      if (!used.has(name)) {
        used.set(name, definition);
        collect(definition, used);
      }
    }
    for (const child of Object.values(value)) collect(child, used);
  }
}

import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { VALUE_DEFINITIONS } from '../generated/value-definitions.ts';
import { ValueSection } from './values-model.ts';

/** values.schema.json: strict about our own keys, open below Kubernetes' objects, with only the definitions in use. */
export function printSchema(
  root: ValueSection,
  title: string,
  subcharts: readonly string[],
  { isOpen = false, later = [] }: { readonly isOpen?: boolean | undefined; readonly later?: readonly string[] } = {},
): string {
  const schema: Record<string, JsonValue> = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...sectionSchema(root, { path: '', later: new Set(later) }, subcharts),
    ...(isOpen ? { additionalProperties: true } : {}),
  };
  const used = new Map<string, JsonValue>();
  collect(schema, used);
  if (used.size > 0) schema.definitions = Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1)));
  // What `x-required` says is in `required` by now.
  return `${JSON.stringify(schema, (name, value) => (name === 'x-required' ? undefined : value), 2)}\n`;
}

interface Place {
  readonly path: string;
  /** What templates fill in where it is missing. */
  readonly later: ReadonlySet<string>;
}

function sectionSchema(section: ValueSection, { path, later }: Place, subcharts?: readonly string[]): JsonObject {
  const properties: Record<string, JsonValue> = {};
  const required: string[] = [];
  for (const [key, entry] of section.entries) {
    const at = path === '' ? key : `${path}.${key}`;
    if (entry instanceof ValueSection) {
      properties[key] = sectionSchema(entry, { path: at, later });
      required.push(key); // templates read below it: a null here would end in a nil pointer
    } else {
      properties[key] = { description: entry.description, ...entry.schema };
      if (entry.schema['x-required'] === true) required.push(key);
    }
  }
  if (subcharts !== undefined) {
    // Helm hands `global` to every chart, asked for or not, with whatever other charts have in it: in any form.
    properties.global = { ...openSection(properties.global), type: ['object', 'null'] };
    properties.enabled ??= {
      type: 'boolean',
      description: 'For the condition of a chart that has this one as a dependency; this chart does not read it.',
    };
  }
  const isNeeded = (key: string) =>
    !later.has(path === '' ? key : `${path}.${key}`) && (subcharts === undefined || key !== 'global');
  const needed = required.filter(isNeeded);
  for (const name of subcharts ?? [])
    properties[name] ??= { type: 'object', description: `Values of the subchart ${name}.` };
  return {
    ...(section.description === '' ? {} : { description: section.description }),
    type: 'object',
    additionalProperties: false,
    properties,
    ...(needed.length === 0 ? {} : { required: needed }),
  };
}

/** A section of which only the descriptions are said: what is in it is shared with charts that may see it otherwise. */
function openSection(section: JsonValue | undefined): JsonObject {
  const described = isObject(section) && isObject(section.properties) ? section.properties : {};
  const properties = Object.entries(described).map(([key, child]) => [
    key,
    isObject(child) ? { description: child.description ?? '' } : child,
  ]);
  return {
    description:
      (isObject(section) ? section.description : undefined) ?? 'Values that Helm shares with charts around and beside.',
    additionalProperties: true,
    properties: Object.fromEntries(properties),
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

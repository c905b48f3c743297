import { MERGE_KINDS, MERGE_TYPES } from '../../kubernetes/merge-keys.ts';
import type { Schema } from './schema.ts';

const TYPES = new Map<string, Schema>();
const KINDS = new Map<string, ReadonlySet<string>>(
  Object.entries(MERGE_KINDS).map(([apiVersion, kinds]) => [apiVersion, new Set(kinds.split(' '))]),
);

/** The schema of a built-in kind, as far as lists in it are merged. */
export function builtInSchema(apiVersion: string, kind: string): Schema | undefined {
  return KINDS.get(apiVersion)?.has(kind) ? typeSchema(kind, true) : undefined;
}

function typeSchema(name: string, isObject = false): Schema {
  const known = TYPES.get(name);
  if (known !== undefined) return known;
  const schema = new BuiltInType(MERGE_TYPES[name] ?? {}, isObject);
  TYPES.set(name, schema);
  return schema;
}

class BuiltInType implements Schema {
  readonly mergeKeys = undefined;
  readonly #fields: ReadonlyMap<string, string>;
  readonly #schemas = new Map<string, Schema>();

  constructor(fields: Readonly<Record<string, string>>, isObject: boolean) {
    this.#fields = new Map(Object.entries(isObject ? { metadata: 'ObjectMeta', ...fields } : fields));
  }

  field(name: string): Schema | undefined {
    const known = this.#schemas.get(name);
    if (known !== undefined) return known;
    const notation = this.#fields.get(name);
    if (notation === undefined) return undefined;
    const schema = fieldSchema(notation);
    this.#schemas.set(name, schema);
    return schema;
  }

  elements(): undefined {
    return undefined;
  }
}

/** `PodSpec`, `Container[name]`, `[port,protocol]`, `[]`: see MERGE_TYPES. */
function fieldSchema(notation: string): Schema {
  const bracket = notation.indexOf('[');
  if (bracket === -1) return typeSchema(notation);
  const element = notation.slice(0, bracket);
  const keys = notation.slice(bracket + 1, -1);
  return {
    field: () => undefined,
    elements: () => (element === '' ? undefined : typeSchema(element)),
    mergeKeys: keys === '' ? [] : keys.split(','),
  };
}

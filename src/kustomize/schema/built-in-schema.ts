import { TextMemo } from '../../core/memo.ts';
import { MERGE_KINDS, MERGE_TYPES } from '../../kubernetes/merge-keys.ts';
import type { Schema } from './schema.ts';

const TYPES = new TextMemo<Schema>();
const KINDS = new Map<string, ReadonlySet<string>>(
  Object.entries(MERGE_KINDS).map(([apiVersion, kinds]) => [apiVersion, new Set(kinds.split(' '))]),
);

const KIND_NAMES: ReadonlySet<string> = new Set([...KINDS.values()].flatMap((kinds) => [...kinds]));

/** Of its own files kustomize 5.8.2 has the generators built in, but knows them with their version only. */
const KUSTOMIZATION: Readonly<Record<string, string>> = {
  configMapGenerator: 'ConfigMapArgs[name]',
  secretGenerator: 'SecretArgs[name]',
};

/** The schema of a built-in kind, as far as lists in it are merged. */
export function builtInSchema(apiVersion: string, kind: string): Schema | undefined {
  if (apiVersion === 'kustomize.config.k8s.io/v1beta1' && kind === 'Kustomization') {
    return new BuiltInType(KUSTOMIZATION, false);
  }
  return KINDS.get(apiVersion)?.has(kind) ? typeSchema(kind, true) : undefined;
}

/** A definition of Kubernetes' OpenAPI document by its name, such as `io.k8s.api.core.v1.PodTemplateSpec`. */
export function builtInDefinition(name: string): Schema | undefined {
  const parts = name.split('.');
  const type = parts[parts.length - 1] as string;
  if (parts[0] !== 'io' || parts[1] !== 'k8s') return undefined;
  return KIND_NAMES.has(type) || Object.hasOwn(MERGE_TYPES, type) ? typeSchema(type, KIND_NAMES.has(type)) : undefined;
}

/** Whether the kind is one of those that are built in. */
export function isBuiltIn(apiVersion: string, kind: string): boolean {
  return KINDS.get(apiVersion)?.has(kind) ?? false;
}

function typeSchema(name: string, isObject = false): Schema {
  return TYPES.get(name, () => new BuiltInType(MERGE_TYPES[name] ?? {}, isObject));
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

import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { parseYaml11 } from '../../yaml/parse-yaml11.ts';
import { toJs } from '../../yaml/to-js.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Schema } from './schema.ts';

const KINDS = 'x-kubernetes-group-version-kind';
const STRATEGY = 'x-kubernetes-patch-strategy';
const MERGE_KEY = 'x-kubernetes-patch-merge-key';
const MAP_KEYS = 'x-kubernetes-list-map-keys';

/** An OpenAPI 2 document in JSON or YAML, as `openapi.path` names it. */
export interface OpenApi {
  /** A definition by its name. */
  definition(name: string): Schema | undefined;
  schemaOf(apiVersion: string, kind: string): Schema | undefined;
  isClusterScoped(apiVersion: string, kind: string): boolean;
}

/**
 * @param before definitions that stand above those of the document
 * @param after definitions that fill in what the document does not have
 */
export function parseOpenApi(
  text: string,
  path: string,
  before?: (name: string) => Schema | undefined,
  after?: (name: string) => Schema | undefined,
): OpenApi {
  const node = parseYaml11(text, path);
  const document = node === undefined ? {} : toJs(node);
  if (!isObject(document)) {
    throw new Refusal('kustomization-invalid', 'not an OpenAPI document', { expected: 'a map with definitions' });
  }
  const definitions = isObject(document.definitions) ? document.definitions : {};
  const kinds = new Map<string, JsonObject>();
  for (const definition of Object.values(definitions)) {
    if (!isObject(definition) || !Array.isArray(definition[KINDS])) continue;
    for (const entry of definition[KINDS] as readonly JsonValue[]) {
      const key = kindKey(entry);
      if (key !== undefined) kinds.set(key, definition);
    }
  }
  const resolve = (name: string): Schema | undefined => {
    const own = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    return before?.(name) ?? (isObject(own) ? new OpenApiSchema(own, resolve) : after?.(name));
  };
  const namespaced = scopes(document.paths);
  return {
    definition: resolve,
    schemaOf(apiVersion, kind) {
      const definition = kinds.get(`${apiVersion}\0${kind}`);
      return definition === undefined ? undefined : new OpenApiSchema(definition, resolve);
    },
    isClusterScoped: (apiVersion, kind) => namespaced.get(`${apiVersion}\0${kind}`) === false,
  };
}

/** Which kinds live in namespaces, by the paths under which they are read. */
function scopes(paths: JsonValue | undefined): Map<string, boolean> {
  const namespaced = new Map<string, boolean>();
  if (!isObject(paths)) return namespaced;
  for (const [path, item] of Object.entries(paths)) {
    const get = isObject(item) ? item.get : undefined;
    const key = isObject(get) ? kindKey(get[KINDS]) : undefined;
    if (key === undefined) continue;
    if (path.includes('namespaces/{namespace}')) namespaced.set(key, true);
    else if (!namespaced.has(key)) namespaced.set(key, false);
  }
  return namespaced;
}

function kindKey(entry: JsonValue | undefined): string | undefined {
  if (!isObject(entry)) return undefined;
  const { group, version, kind } = entry as { group?: JsonValue; version?: JsonValue; kind?: JsonValue };
  if (typeof version !== 'string' || typeof kind !== 'string') return undefined;
  return `${typeof group === 'string' && group !== '' ? `${group}/` : ''}${version}\0${kind}`;
}

/** A schema of its own; where it is a `$ref` that can be found, what that names. */
export function schemaOfJson(schema: JsonObject, definition: (name: string) => Schema | undefined): Schema {
  const { $ref } = schema;
  const found = typeof $ref === 'string' ? definition(definitionName($ref)) : undefined;
  return found ?? new OpenApiSchema(schema, definition);
}

function definitionName(ref: string): string {
  return ref
    .replace(/^#\/definitions\//, '')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

class OpenApiSchema implements Schema {
  readonly mergeKeys: readonly string[] | undefined;
  readonly #schema: JsonObject;
  readonly #resolveName: (name: string) => Schema | undefined;

  constructor(schema: JsonObject, resolveName: (name: string) => Schema | undefined) {
    this.#schema = schema;
    this.#resolveName = resolveName;
    this.mergeKeys = mergeKeys(schema);
  }

  field(name: string): Schema | undefined {
    const properties = this.#schema.properties;
    const own = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return this.#resolve(own ?? this.#schema.additionalProperties);
  }

  elements(): Schema | undefined {
    const { type } = this.#schema;
    const isList = type === 'array' || (Array.isArray(type) && type.length === 1 && type[0] === 'array');
    return isList ? this.#resolve(this.#schema.items) : undefined;
  }

  #resolve(schema: JsonValue | undefined): Schema | undefined {
    if (!isObject(schema)) return undefined;
    const { $ref } = schema;
    if (typeof $ref !== 'string') return new OpenApiSchema(schema, this.#resolveName);
    return this.#resolveName(definitionName($ref));
  }
}

function mergeKeys(schema: JsonObject): readonly string[] | undefined {
  const strategy = schema[STRATEGY];
  if (typeof strategy !== 'string' || !strategy.split(',').includes('merge')) return undefined;
  const mapKeys = schema[MAP_KEYS];
  if (Array.isArray(mapKeys)) return mapKeys.map(String);
  const key = schema[MERGE_KEY];
  return typeof key === 'string' ? [key] : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { JsonObject, JsonValue, KubernetesObject } from './object.ts';

/** The API group of an apiVersion; the core group is an empty string. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

export function nameOf(object: KubernetesObject): string {
  return stringAt(object.metadata, 'name') ?? '';
}

/** `metadata.namespace` as written; undefined where there is none or it is empty. */
export function namespaceOf(object: KubernetesObject): string | undefined {
  return stringAt(object.metadata, 'namespace') || undefined;
}

/** One key for each object of a cluster: group, kind, namespace and name, but no version. */
export function identityKey(group: string, kind: string, namespace: string | undefined, name: string): string {
  return `${group}|${kind}|${namespace ?? ''}|${name}`;
}

/** `Deployment demo-system/demo-controller-manager`, for messages. */
export function describeObject(object: KubernetesObject): string {
  const namespace = namespaceOf(object);
  return `${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${nameOf(object)}`;
}

/** `Deployment/demo-controller-manager`, as kubectl takes it and people write it. */
export function idOf(object: KubernetesObject): string {
  return `${object.kind}/${nameOf(object)}`;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: JsonValue | undefined, ...keys: readonly string[]): JsonObject | undefined {
  const found = valueAt(value, ...keys);
  return isObject(found) ? found : undefined;
}

export function listAt(value: JsonValue | undefined, ...keys: readonly string[]): readonly JsonValue[] {
  const found = valueAt(value, ...keys);
  return Array.isArray(found) ? found : [];
}

export function stringAt(value: JsonValue | undefined, ...keys: readonly string[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

export function valueAt(value: JsonValue | undefined, ...keys: readonly string[]): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const key of keys) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

import { isObject } from '../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../kubernetes/object.ts';
import { sameJson } from '../objects/compare/json.ts';
import { likeness, tokensOf } from '../objects/compare/likeness.ts';
import { pointerKeys } from '../objects/compare/pointer.ts';
import { byIdentity, identityOf } from '../objects/identity.ts';
import type { ObjectChange, ObjectRef } from './model.ts';

/** With less in common than that, an object only has the name of the scaffold's. */
const LEAST_LIKENESS = 0.5;

/** What others hang on: their definitions, what is in them or stored there, who may still use them. */
const HELD: ReadonlySet<string> = new Set([
  ...['CustomResourceDefinition', 'APIService', 'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
  ...['Namespace', 'PersistentVolumeClaim', 'PersistentVolume', 'StatefulSet', 'Secret', 'ConfigMap'],
  ...['Certificate', 'Issuer', 'ClusterIssuer'],
]);

/**
 * Which of the scaffold's objects that go, or that the API server refuses to change, a project has as the scaffold made
 * them, but for edits: under the same name with most of the content, and with the old value in what cannot be changed.
 *
 * @param old what the scaffold that the project came from renders to
 * @param rendered what the project renders to
 * @param changes those of the scaffold's objects
 */
export function objectsInProject(
  old: readonly KubernetesObject[],
  rendered: readonly KubernetesObject[],
  changes: readonly ObjectChange[],
): ObjectRef[] {
  const theirs = byIdentity(rendered);
  const made = byIdentity(old);
  return changes.flatMap(({ kind, from, fields }) => {
    if (from === undefined || HELD.has(from.kind)) return [];
    const refused = fields.flatMap(({ immutable, oldPointer, newPointer }) =>
      immutable ? [(oldPointer ?? newPointer)!] : [],
    );
    if (kind === 'changed' && refused.length === 0) return [];
    const [object, own] = [made.get(identityOf(from)), theirs.get(identityOf(from))];
    if (object === undefined || own === undefined) return [];
    if (likeness(tokensOf(contentOf(object)), tokensOf(contentOf(own))) < LEAST_LIKENESS) return [];
    return refused.every((pointer) => sameAt(object, own, pointer)) ? [from] : [];
  });
}

function contentOf({ metadata: _metadata, apiVersion: _apiVersion, ...content }: KubernetesObject): JsonValue {
  return content as JsonValue;
}

function sameAt(a: KubernetesObject, b: KubernetesObject, pointer: string): boolean {
  const [left, right] = [valueAt(a, pointer), valueAt(b, pointer)];
  if (left === undefined || right === undefined) return left === right;
  return sameJson(left, right);
}

function valueAt(object: KubernetesObject, pointer: string): JsonValue | undefined {
  return pointerKeys(pointer).reduce<JsonValue | undefined>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, object);
}

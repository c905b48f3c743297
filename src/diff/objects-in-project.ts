import { isObject } from '../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../kubernetes/object.ts';
import { sameJson } from '../objects/compare/json.ts';
import { likeness, tokensOf } from '../objects/compare/likeness.ts';
import { pointerKeys } from '../objects/compare/pointer.ts';
import { byIdentity, type Identity, identityOf, refOf } from '../objects/identity.ts';
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
 * Which of the scaffold's objects a project has as the scaffold made them, but for edits: those under the same name with
 * most of the content, and where the new scaffold changes a field that the API server refuses to change, with the old
 * value in it.
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
  const refused = refusedPointers(changes);
  return [...byIdentity(old)].flatMap(([identity, object]) => {
    const own = theirs.get(identity);
    if (own === undefined || HELD.has(object.kind)) return [];
    if (likeness(tokensOf(contentOf(object)), tokensOf(contentOf(own))) < LEAST_LIKENESS) return [];
    const asMade = (refused.get(identity) ?? []).every((pointer) => sameAt(object, own, pointer));
    return asMade ? [refOf(object)] : [];
  });
}

/** The fields of each old object that cannot be changed, and would be. */
function refusedPointers(changes: readonly ObjectChange[]): ReadonlyMap<Identity, readonly string[]> {
  return new Map(
    changes.flatMap(({ from, fields }) => {
      const pointers = fields.flatMap(({ immutable, oldPointer, newPointer }) =>
        immutable ? [(oldPointer ?? newPointer)!] : [],
      );
      return from === undefined || pointers.length === 0 ? [] : [[identityOf(from), pointers] as const];
    }),
  );
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

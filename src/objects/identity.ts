import { compareCodeUnits } from '../core/compare.ts';
import { groupOf, identityKey, nameOf, namespaceOf } from '../kubernetes/identity.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import type { ObjectRef } from './model.ts';

/** Group, kind, namespace and name as one text. The version of the API is no part of it. */
export type Identity = string;

export function refOf(object: KubernetesObject): ObjectRef {
  const namespace = namespaceOf(object);
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name: nameOf(object),
  };
}

export function identityOf(ref: ObjectRef): Identity {
  return identityKey(groupOf(ref.apiVersion), ref.kind, ref.namespace, ref.name);
}

/** The objects by identity. Where one occurs twice the last counts, as it does for a cluster that they are applied to. */
export function byIdentity(objects: readonly KubernetesObject[]): Map<Identity, KubernetesObject> {
  return new Map(objects.map((object) => [identityOf(refOf(object)), object]));
}

/** By kind, then namespace, name and group. */
export function compareIdentities(a: ObjectRef, b: ObjectRef): number {
  return (
    compareCodeUnits(a.kind, b.kind) ||
    compareCodeUnits(a.namespace ?? '', b.namespace ?? '') ||
    compareCodeUnits(a.name, b.name) ||
    compareCodeUnits(a.apiVersion, b.apiVersion)
  );
}

import type { JsonValue, KubernetesObject } from '../kubernetes/object.ts';

/** What identifies an object in a cluster, and the version of its API. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for an object without one. */
  readonly namespace?: string;
  readonly name: string;
}

/** One difference between two objects, with its place in both. */
export interface FieldChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  /**
   * For people: `spec.template.spec.containers[manager].args[--leader-elect]`. List elements are named by what they are
   * matched by, where there is such a thing.
   */
  readonly path: string;
  /** JSON pointer (RFC 6901) into the old object; absent for an added field. */
  readonly oldPointer?: string;
  /** JSON pointer into the new object; absent for a removed field. */
  readonly newPointer?: string;
  /** The old value; absent for an added field. For a list whose order changes, the elements' old order. */
  readonly from?: JsonValue;
  /** The new value; absent for a removed field. */
  readonly to?: JsonValue;
  /** For a list whose order changes: `[old index, new index]` of each element that both have, by new index. */
  readonly order?: readonly (readonly [number, number])[];
  /** The API server refuses to change this field of an object that exists. */
  readonly immutable?: true;
  /** Ids in `TreeDiff.reasons`. */
  readonly reasons: readonly string[];
}

export interface ObjectChange {
  /** `replaced`: another object plays the same part (another name, namespace or kind). */
  readonly kind: 'added' | 'removed' | 'replaced' | 'changed';
  readonly from?: ObjectRef;
  readonly to?: ObjectRef;
  /** The object as a whole, where it is added or removed. */
  readonly object?: KubernetesObject;
  /** The differences, where it is replaced or changed. */
  readonly fields: readonly FieldChange[];
  /** The files of the two trees that it comes from, where they are known. */
  readonly files: readonly string[];
  /** Ids in `TreeDiff.reasons`. */
  readonly reasons: readonly string[];
}

/** What a role allows: verbs with a resource of an API group, or at an address that is no resource. */
export interface Right {
  /** By name; `*` is any verb. */
  readonly verbs: readonly string[];
  /** Empty for the core group; `*` is any. Absent where there is a `url`. */
  readonly apiGroup?: string;
  /** With its subresource, if any: `pods/log`; `*` is any. Absent where there is a `url`. */
  readonly resource?: string;
  /** The only object that it is about; absent for all. */
  readonly resourceName?: string;
  /** Such as `/metrics`. */
  readonly url?: string;
}

/**
 * What a role allows more, and less, than before, whichever of its rules says so. Of a wide right that is lost, narrower
 * ones may be left: from `*` to `pods`, the role loses `*` and gains nothing.
 */
export interface RoleRights {
  /** Absent where the role comes. */
  readonly from?: ObjectRef;
  /** Absent where the role goes. */
  readonly to?: ObjectRef;
  readonly gained: readonly Right[];
  readonly lost: readonly Right[];
}

/** How the manager's metrics can be reached, told from the objects of one side. */
export interface MetricsEndpoint {
  /** The pod's port; absent where metrics are off. */
  readonly port?: number;
  readonly scheme?: 'http' | 'https';
  /** Who keeps strangers out; empty where nobody does. */
  readonly protection: readonly MetricsProtection[];
}

/**
 * `sidecar`: a kube-rbac-proxy container; `authentication`: the manager asks the API server who the caller is and what
 * it may;
 * `network-policy`: a policy lets only some pods through.
 */
export type MetricsProtection = 'sidecar' | 'authentication' | 'network-policy';

import { groupOf, isObject, listAt, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { podTemplatePath } from '../../kubernetes/workload-kinds.ts';

export interface SettledObject {
  readonly object: KubernetesObject;
  /** Paths of fields that are left out because a cluster wrote them. */
  readonly cleaned: readonly string[];
}

/**
 * An object as one would write it: without what a cluster adds to it, and its pods' account under one name.
 *
 * `serviceAccount` is an old name of `serviceAccountName`, which goes first where both stand
 * (k8s.io/kubernetes/pkg/apis/core/v1, Convert_v1_PodSpec_To_core_PodSpec). The input is not changed.
 */
export function settleObject(object: KubernetesObject): SettledObject {
  const cleaned: string[] = [];
  const own = wasExported(object) ? withoutClusterFields(object, cleaned) : object;
  return { object: withAccountName(own), cleaned };
}

/** What only an object has that an API server gave back. */
function wasExported({ metadata }: KubernetesObject): boolean {
  return ['uid', 'resourceVersion', 'managedFields', 'selfLink'].some((key) => valueAt(metadata, key) !== undefined);
}

const WRITTEN_METADATA = [
  ...['creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'generation', 'managedFields'],
  ...['ownerReferences', 'resourceVersion', 'selfLink', 'uid'],
];

/** Annotations and labels that controllers of Kubernetes, kubectl and Helm write (kubernetes.io/docs/reference/labels-annotations-taints). */
const WRITTEN_ANNOTATIONS =
  /^(?:kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/.*|deprecated\.daemonset\.template\.generation|meta\.helm\.sh\/release-(?:name|namespace)|pv\.kubernetes\.io\/.*|volume\.(?:beta\.)?kubernetes\.io\/(?:storage-provisioner|selected-node)|endpoints\.kubernetes\.io\/last-change-trigger-time|objectset\.rio\.cattle\.io\/.*|batch\.kubernetes\.io\/job-tracking|kubectl\.kubernetes\.io\/restartedAt)$/;
const WRITTEN_LABELS = /^(?:batch\.kubernetes\.io\/)?(?:controller-uid|job-name)$|^pod-template-hash$/;

/** Fields that the API server or a controller fills in, by group and kind. */
const WRITTEN_FIELDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '|Service': [
    ['spec', 'clusterIPs'],
    ['spec', 'clusterIP'],
    ['spec', 'healthCheckNodePort'],
  ],
  '|ServiceAccount': [['secrets']],
  '|PersistentVolumeClaim': [['spec', 'volumeName']],
  '|Pod': [['spec', 'nodeName']],
  '|Namespace': [['spec', 'finalizers']],
};

function withoutClusterFields(object: KubernetesObject, cleaned: string[]): KubernetesObject {
  const copy = structuredClone(object) as Writable;
  const drop = (holder: Writable | undefined, key: string, path: string) => {
    if (holder === undefined || !Object.hasOwn(holder, key)) return;
    delete holder[key];
    cleaned.push(path);
  };
  for (const key of WRITTEN_METADATA) drop(mapIn(copy, 'metadata'), key, `metadata.${key}`);
  dropMatching(copy, ['metadata'], cleaned);
  drop(copy, 'status', 'status');
  for (const path of WRITTEN_FIELDS[`${groupOf(object.apiVersion)}|${object.kind}`] ?? []) {
    const value = valueAt(copy as JsonObject, ...path);
    // A headless Service is one by its author's will.
    if (value === 'None' || (Array.isArray(value) && value.includes('None'))) continue;
    drop(mapIn(copy, ...path.slice(0, -1)), path.at(-1)!, path.join('.'));
  }
  if (object.kind === 'Namespace')
    drop(mapIn(copy, 'metadata', 'labels'), 'kubernetes.io/metadata.name', 'metadata.labels');
  const template = podTemplatePath(object);
  if (template !== undefined && template.length > 0) {
    dropMatching(copy, [...template, 'metadata'], cleaned);
    drop(mapIn(copy, ...template, 'metadata'), 'creationTimestamp', `${template.join('.')}.metadata.creationTimestamp`);
  }
  // A Job selects by the identifier of its own that the API server gave it, unless its author took that over.
  if (object.kind === 'Job' && valueAt(copy as JsonObject, 'spec', 'manualSelector') !== true) {
    drop(mapIn(copy, 'spec'), 'selector', 'spec.selector');
  }
  return copy as KubernetesObject;
}

type Writable = Record<string, JsonValue>;

function mapIn(value: Writable, ...keys: readonly string[]): Writable | undefined {
  return objectAt(value as JsonObject, ...keys) as Writable | undefined;
}

function dropMatching(copy: Writable, at: readonly string[], cleaned: string[]): void {
  for (const [field, written] of [
    ['annotations', WRITTEN_ANNOTATIONS],
    ['labels', WRITTEN_LABELS],
  ] as const) {
    const map = mapIn(copy, ...at, field);
    if (map === undefined) continue;
    for (const key of Object.keys(map)) {
      if (!written.test(key)) continue;
      delete map[key];
      cleaned.push(`${at.join('.')}.${field}[${key}]`);
    }
    if (Object.keys(map).length === 0) delete mapIn(copy, ...at)?.[field];
  }
}

/** The object with `serviceAccountName` in the place of its alias. */
function withAccountName(object: KubernetesObject): KubernetesObject {
  const template = podTemplatePath(object);
  if (template === undefined) return object;
  const spec = objectAt(object, ...template, 'spec');
  const alias = stringAt(spec, 'serviceAccount');
  if (spec === undefined || alias === undefined) return object;
  const { serviceAccount: _, ...others } = spec;
  const name = stringAt(spec, 'serviceAccountName') || alias;
  return replaced(object as JsonObject, [...template, 'spec'], {
    ...others,
    serviceAccountName: name,
  }) as KubernetesObject;
}

function replaced(value: JsonObject, path: readonly string[], by: JsonObject): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const child = value[key];
  return { ...value, [key]: replaced(isObject(child) ? child : {}, rest, by) };
}

/** The items of a list of objects; those of a typed list (`RoleList`) may leave out what its kind says. */
export function itemsOfList(list: KubernetesObject): readonly JsonValue[] | undefined {
  if (!list.kind.endsWith('List') || !Array.isArray(list.items)) return undefined;
  if (stringAt(list, 'metadata', 'name') !== undefined) return undefined;
  const kind = list.kind.slice(0, -'List'.length);
  if (kind === '') return listAt(list, 'items');
  // Go on with what kubectl does: an item of its own kind is one, whatever the list is of.
  return listAt(list, 'items').map((item) =>
    isObject(item) && item.kind === undefined && item.apiVersion === undefined
      ? { apiVersion: list.apiVersion, kind, ...item }
      : item,
  );
}

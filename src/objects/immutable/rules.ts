import { groupOf } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { ObjectRef } from '../model.ts';
import {
  balancerStays,
  type Condition,
  claimChanges,
  driverStays,
  frozen,
  frozenSecret,
  jobRan,
  noSecondRange,
  notItsKind,
  onceSet,
  otherAddress,
  otherCompletions,
  otherFirstFamily,
  otherHealthPort,
  otherMembers,
  otherRange,
  podChanges,
  setToTrue,
  storedVersionGoes,
  takenAway,
  volumeSource,
} from './conditions.ts';

/** A field that the API server refuses to change in an object that exists. */
export interface ImmutableRule {
  /** JSON pointer; covers all below it. */
  readonly field: string;
  /** What a field that is left out is. */
  readonly default?: JsonValue;
  /** Where it is refused, if not always: in words, as docs/diffs.md has them, and as a question. */
  readonly where?: readonly [words: string, Condition];
}

const always = (...fields: readonly string[]): ImmutableRule[] => fields.map((field) => ({ field }));
const ROLE_REF: readonly ImmutableRule[] = [
  { field: '/roleRef/apiGroup', default: 'rbac.authorization.k8s.io' },
  ...always('/roleRef/kind', '/roleRef/name'),
];
const IMMUTABLE_OBJECT = 'of an object with `immutable: true`';

/**
 * By group and kind, from the validation of Kubernetes 1.34. The conformance suite `diff-immutable` asks a real
 * kube-apiserver about each, and about the other fields of every kind that it serves.
 */
export const IMMUTABLE: Readonly<Record<string, readonly ImmutableRule[]>> = {
  '|ConfigMap': ['/binaryData', '/data', '/immutable'].map((field) => ({ field, where: [IMMUTABLE_OBJECT, frozen] })),
  '|Node': [
    ...always('/spec/externalID'),
    { field: '/spec/podCIDR', where: ['set to another', otherRange] },
    { field: '/spec/podCIDRs', where: ['set to others', otherRange] },
    { field: '/spec/providerID', where: ['once it is set', onceSet] },
  ],
  '|PersistentVolume': [
    { field: '/spec', where: ['the source of the volume', volumeSource] },
    { field: '/spec/nodeAffinity', where: ['once it is set', onceSet] },
    { field: '/spec/volumeAttributesClassName', where: ['taken away', takenAway] },
    { field: '/spec/volumeMode', default: 'Filesystem' },
  ],
  '|PersistentVolumeClaim': [
    {
      field: '/spec',
      where: ['but for a larger request, a first volume, a first class, another class of attributes', claimChanges],
    },
  ],
  '|Pod': [
    {
      field: '/spec',
      where: ['but for images, a nearer deadline, more tolerations, fewer gates', podChanges],
    },
  ],
  '|ResourceQuota': [{ field: '/spec/scopes', where: ['but for their order', otherMembers] }],
  '|Secret': [
    { field: '/data', where: [IMMUTABLE_OBJECT, frozenSecret] },
    { field: '/immutable', where: [IMMUTABLE_OBJECT, frozen] },
    { field: '/stringData', where: [IMMUTABLE_OBJECT, frozenSecret] },
    { field: '/type', default: 'Opaque' },
  ],
  '|Service': [
    { field: '/spec/clusterIP', where: ['set to another', otherAddress] },
    { field: '/spec/clusterIPs', where: ['the first of them set to another', otherAddress] },
    { field: '/spec/healthCheckNodePort', where: ['set to another', otherHealthPort] },
    { field: '/spec/ipFamilies', where: ['the first of them set to another', otherFirstFamily] },
    { field: '/spec/loadBalancerClass', where: ['of a load balancer', balancerStays] },
  ],
  'apiextensions.k8s.io|CustomResourceDefinition': [
    ...always('/spec/group', '/spec/names/kind', '/spec/names/plural'),
    { field: '/spec/preserveUnknownFields', where: ['set to true', setToTrue] },
    ...always('/spec/scope'),
    { field: '/spec/versions', where: ['one that objects are stored in, taken away', storedVersionGoes] },
  ],
  'apps|ControllerRevision': always('/data'),
  'apps|DaemonSet': always('/spec/selector'),
  'apps|Deployment': always('/spec/selector'),
  'apps|ReplicaSet': always('/spec/selector'),
  'apps|StatefulSet': [
    { field: '/spec/podManagementPolicy', default: 'OrderedReady' },
    ...always('/spec/selector'),
    { field: '/spec/serviceName', default: '' },
    { field: '/spec/volumeClaimTemplates', where: ['but for their kind', notItsKind] },
  ],
  'batch|Job': [
    ...always('/spec/backoffLimitPerIndex'),
    { field: '/spec/completionMode', default: 'NonIndexed' },
    { field: '/spec/completions', where: ['but together with the pods of an indexed Job', otherCompletions] },
    ...always('/spec/managedBy', '/spec/podFailurePolicy', '/spec/selector', '/spec/successPolicy'),
    { field: '/spec/template', where: ["but for a scheduler's fields of a suspended Job", jobRan] },
  ],
  'discovery.k8s.io|EndpointSlice': always('/addressType'),
  'events.k8s.io|Event': always(
    '/action',
    '/deprecatedCount',
    '/deprecatedFirstTimestamp',
    '/deprecatedLastTimestamp',
    '/deprecatedSource',
    '/eventTime',
    '/note',
    '/reason',
    '/regarding',
    '/related',
    '/reportingController',
    '/reportingInstance',
    '/type',
  ),
  'networking.k8s.io|IPAddress': always('/spec/parentRef'),
  'networking.k8s.io|IngressClass': always('/spec/controller'),
  'networking.k8s.io|ServiceCIDR': [{ field: '/spec/cidrs', where: ['but for a second one', noSecondRange] }],
  'node.k8s.io|RuntimeClass': always('/handler'),
  'rbac.authorization.k8s.io|ClusterRoleBinding': ROLE_REF,
  'rbac.authorization.k8s.io|RoleBinding': ROLE_REF,
  'resource.k8s.io|ResourceClaim': always('/spec'),
  'resource.k8s.io|ResourceClaimTemplate': always('/spec'),
  'resource.k8s.io|ResourceSlice': always('/spec/driver', '/spec/nodeName', '/spec/pool/name'),
  'scheduling.k8s.io|PriorityClass': [
    { field: '/preemptionPolicy', default: 'PreemptLowerPriority' },
    { field: '/value', default: 0 },
  ],
  'storage.k8s.io|CSIDriver': [
    { field: '/spec/attachRequired', default: true },
    { field: '/spec/volumeLifecycleModes', default: ['Persistent'] },
  ],
  'storage.k8s.io|CSINode': [{ field: '/spec/drivers', where: ['of a driver that stays', driverStays] }],
  'storage.k8s.io|CSIStorageCapacity': always('/nodeTopology', '/storageClassName'),
  'storage.k8s.io|StorageClass': [
    ...always('/parameters', '/provisioner'),
    { field: '/reclaimPolicy', default: 'Delete' },
    { field: '/volumeBindingMode', default: 'Immediate' },
  ],
  'storage.k8s.io|VolumeAttachment': always('/spec'),
  'storage.k8s.io|VolumeAttributesClass': always('/driverName', '/parameters'),
};

export function immutableRules({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): readonly ImmutableRule[] {
  const key = `${groupOf(apiVersion)}|${kind}`;
  return Object.hasOwn(IMMUTABLE, key) ? IMMUTABLE[key]! : [];
}

/** The fields of a kind that are refused whatever else holds. */
export function immutableFields(ref: Pick<ObjectRef, 'apiVersion' | 'kind'>): readonly string[] {
  return immutableRules(ref).flatMap(({ field, where }) => (where === undefined ? [field] : []));
}

import type { FieldSpec } from '../field-spec.ts';
import { spec } from './spec.ts';

const POD_TERMS = [
  'affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm',
  'affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution',
  'affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm',
  'affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution',
  'topologySpreadConstraints',
];

function podTermSelectors(kind: string): FieldSpec[] {
  return POD_TERMS.map((term) => spec(`spec/template/spec/${term}/labelSelector/matchLabels`, kind, { group: 'apps' }));
}

/** The labels of an object and of the pods and jobs that it makes: `includeTemplates`. */
export const TEMPLATE_LABELS: readonly FieldSpec[] = [
  spec('metadata/labels', '', { create: true }),
  spec('spec/template/metadata/labels', 'ReplicationController', { version: 'v1', create: true }),
  spec('spec/template/metadata/labels', 'Deployment', { create: true }),
  spec('spec/template/metadata/labels', 'ReplicaSet', { create: true }),
  spec('spec/template/metadata/labels', 'DaemonSet', { create: true }),
  spec('spec/template/metadata/labels', 'StatefulSet', { group: 'apps', create: true }),
  spec('spec/template/metadata/labels', 'Job', { group: 'batch', create: true }),
  spec('spec/jobTemplate/metadata/labels', 'CronJob', { group: 'batch', create: true }),
  spec('spec/jobTemplate/spec/template/metadata/labels', 'CronJob', { group: 'batch', create: true }),
];

/** `includeVolumeClaimTemplates`. */
export const VOLUME_CLAIM_TEMPLATE_LABELS: readonly FieldSpec[] = [
  spec('spec/volumeClaimTemplates[]/metadata/labels', 'StatefulSet', { group: 'apps', create: true }),
];

/** Selectors besides all of the above: `commonLabels`, and `labels` with `includeSelectors`. */
export const COMMON_LABELS: readonly FieldSpec[] = [
  spec('spec/selector', 'Service', { version: 'v1', create: true }),
  spec('spec/selector', 'ReplicationController', { version: 'v1', create: true }),
  spec('spec/selector/matchLabels', 'Deployment', { create: true }),
  ...podTermSelectors('Deployment'),
  spec('spec/selector/matchLabels', 'ReplicaSet', { create: true }),
  spec('spec/selector/matchLabels', 'DaemonSet', { create: true }),
  spec('spec/selector/matchLabels', 'StatefulSet', { group: 'apps', create: true }),
  ...podTermSelectors('StatefulSet'),
  spec('spec/selector/matchLabels', 'Job', { group: 'batch' }),
  spec('spec/jobTemplate/spec/selector/matchLabels', 'CronJob', { group: 'batch' }),
  spec('spec/selector/matchLabels', 'PodDisruptionBudget', { group: 'policy' }),
  spec('spec/podSelector/matchLabels', 'NetworkPolicy', { group: 'networking.k8s.io' }),
  spec('spec/ingress/from/podSelector/matchLabels', 'NetworkPolicy', { group: 'networking.k8s.io' }),
  spec('spec/egress/to/podSelector/matchLabels', 'NetworkPolicy', { group: 'networking.k8s.io' }),
  ...TEMPLATE_LABELS,
  ...VOLUME_CLAIM_TEMPLATE_LABELS,
];

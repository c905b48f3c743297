import type { FieldSpec } from '../field-spec.ts';
import { spec } from './spec.ts';

/** The annotations of an object and of the pods and jobs that it makes: `commonAnnotations`. */
export const COMMON_ANNOTATIONS: readonly FieldSpec[] = [
  spec('metadata/annotations', '', { create: true }),
  spec('spec/template/metadata/annotations', 'ReplicationController', { version: 'v1', create: true }),
  spec('spec/template/metadata/annotations', 'Deployment', { create: true }),
  spec('spec/template/metadata/annotations', 'ReplicaSet', { create: true }),
  spec('spec/template/metadata/annotations', 'DaemonSet', { create: true }),
  spec('spec/template/metadata/annotations', 'StatefulSet', { create: true }),
  spec('spec/template/metadata/annotations', 'Job', { group: 'batch', create: true }),
  spec('spec/jobTemplate/metadata/annotations', 'CronJob', { group: 'batch', create: true }),
  spec('spec/jobTemplate/spec/template/metadata/annotations', 'CronJob', { group: 'batch', create: true }),
];

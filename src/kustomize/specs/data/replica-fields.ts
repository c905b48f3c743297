import type { FieldSpec } from '../field-spec.ts';
import { spec } from './spec.ts';

/** What `replicas:` sets. */
export const REPLICA_FIELDS: readonly FieldSpec[] = [
  'Deployment',
  'ReplicationController',
  'ReplicaSet',
  'StatefulSet',
].map((kind) => spec('spec/replicas', kind, { create: true }));

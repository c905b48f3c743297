import type { FieldSpec } from '../field-spec.ts';
import { podSpecs, spec } from './spec.ts';

const CONTAINER_FIELDS = ['containers', 'initContainers'].flatMap((list) =>
  ['args', 'command', 'env/value', 'volumeMounts/mountPath'].map((field) => `${list}/${field}`),
);

/** Where `$(NAME)` of `vars:` is replaced. */
export const VAR_FIELDS: readonly FieldSpec[] = [
  ...podSpecs(['CronJob'], CONTAINER_FIELDS),
  spec('spec/jobTemplate/spec/template/volumes/nfs/server', 'CronJob'),
  ...podSpecs(['DaemonSet', 'Deployment'], [...CONTAINER_FIELDS, 'volumes/nfs/server']),
  spec('spec/template/metadata/annotations', 'Deployment'),
  spec('spec/rules/host', 'Ingress'),
  spec('spec/tls/hosts', 'Ingress'),
  spec('spec/tls/secretName', 'Ingress'),
  ...podSpecs(['Job', 'Pod', 'ReplicaSet'], [...CONTAINER_FIELDS, 'volumes/nfs/server']),
  spec('spec/ports/port', 'Service'),
  spec('spec/ports/targetPort', 'Service'),
  ...podSpecs(['StatefulSet'], CONTAINER_FIELDS),
  spec('spec/volumeClaimTemplates/spec/nfs/server', 'StatefulSet'),
  spec('spec/nfs/server', 'PersistentVolume'),
  spec('metadata/labels'),
  spec('metadata/annotations'),
];

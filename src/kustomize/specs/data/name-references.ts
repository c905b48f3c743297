import type { Gvk } from '../../ids/gvk.ts';
import type { FieldSpec } from '../field-spec.ts';
import { podSpecs, spec } from './spec.ts';

/** A kind, and the fields in which other objects refer to objects of that kind by name. */
export interface NameReference extends Gvk {
  readonly fieldSpecs: readonly FieldSpec[];
}

const TEMPLATES = ['PodTemplate', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job', 'CronJob'];
const WORKLOADS = ['Pod', 'StatefulSet', 'Deployment', 'ReplicationController', 'CronJob', 'Job', 'DaemonSet'];
const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';

const CONFIG_MAP_FIELDS = [
  'volumes/configMap/name',
  'containers/env/valueFrom/configMapKeyRef/name',
  'initContainers/env/valueFrom/configMapKeyRef/name',
  'containers/envFrom/configMapRef/name',
  'initContainers/envFrom/configMapRef/name',
  'volumes/projected/sources/configMap/name',
];

const SECRET_FIELDS = [
  'volumes/secret/secretName',
  'containers/env/valueFrom/secretKeyRef/name',
  'initContainers/env/valueFrom/secretKeyRef/name',
  'containers/envFrom/secretRef/name',
  'initContainers/envFrom/secretRef/name',
  'imagePullSecrets/name',
  'volumes/projected/sources/secret/name',
];

const SCALE_TARGET = [spec('spec/scaleTargetRef/name', 'HorizontalPodAutoscaler')];

/** The references that kustomize updates when a name changes. */
export const NAME_REFERENCES: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) =>
    reference({ kind }, SCALE_TARGET),
  ),
  reference({ version: 'v1', kind: 'ConfigMap' }, [
    ...podSpecs(['Pod'], CONFIG_MAP_FIELDS, 'v1'),
    ...podSpecs(TEMPLATES, CONFIG_MAP_FIELDS),
    spec('spec/configSource/configMap', 'Node'),
    spec('rules/resourceNames', 'Role'),
    spec('rules/resourceNames', 'ClusterRole'),
    spec('metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap', 'Ingress'),
  ]),
  reference({ version: 'v1', kind: 'Secret' }, [
    ...podSpecs(['Pod'], SECRET_FIELDS, 'v1'),
    ...podSpecs(TEMPLATES, SECRET_FIELDS),
    spec('spec/tls/secretName', 'Ingress'),
    spec('metadata/annotations/ingress.kubernetes.io\\/auth-secret', 'Ingress'),
    spec('metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret', 'Ingress'),
    spec('metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret', 'Ingress'),
    spec('imagePullSecrets/name', 'ServiceAccount'),
    spec('parameters/secretName', 'StorageClass'),
    spec('parameters/adminSecretName', 'StorageClass'),
    spec('parameters/userSecretName', 'StorageClass'),
    spec('parameters/secretRef', 'StorageClass'),
    spec('rules/resourceNames', 'Role'),
    spec('rules/resourceNames', 'ClusterRole'),
    spec('spec/template/spec/containers/env/valueFrom/secretKeyRef/name', 'Service', {
      group: 'serving.knative.dev',
      version: 'v1',
    }),
    spec('spec/azureFile/secretName', 'PersistentVolume'),
  ]),
  reference({ version: 'v1', kind: 'Service' }, [
    spec('spec/serviceName', 'StatefulSet', { group: 'apps' }),
    spec('spec/rules/http/paths/backend/serviceName', 'Ingress'),
    spec('spec/backend/serviceName', 'Ingress'),
    spec('spec/rules/http/paths/backend/service/name', 'Ingress'),
    spec('spec/defaultBackend/service/name', 'Ingress'),
    spec('spec/service/name', 'APIService', { group: 'apiregistration.k8s.io' }),
    spec('webhooks/clientConfig/service', 'ValidatingWebhookConfiguration', { group: ADMISSION }),
    spec('webhooks/clientConfig/service', 'MutatingWebhookConfiguration', { group: ADMISSION }),
  ]),
  reference({ group: RBAC, kind: 'Role' }, [spec('roleRef/name', 'RoleBinding', { group: RBAC })]),
  reference({ group: RBAC, kind: 'ClusterRole' }, [
    spec('roleRef/name', 'RoleBinding', { group: RBAC }),
    spec('roleRef/name', 'ClusterRoleBinding', { group: RBAC }),
  ]),
  reference({ version: 'v1', kind: 'ServiceAccount' }, [
    spec('subjects', 'RoleBinding', { group: RBAC }),
    spec('subjects', 'ClusterRoleBinding', { group: RBAC }),
    ...podSpecs(WORKLOADS, ['serviceAccountName']),
  ]),
  reference(
    { version: 'v1', kind: 'PersistentVolumeClaim' },
    podSpecs(WORKLOADS, ['volumes/persistentVolumeClaim/claimName']),
  ),
  reference({ version: 'v1', kind: 'PersistentVolume' }, [
    spec('spec/volumeName', 'PersistentVolumeClaim'),
    spec('rules/resourceNames', 'ClusterRole'),
  ]),
  reference({ group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass' }, [
    spec('spec/storageClassName', 'PersistentVolume'),
    spec('spec/storageClassName', 'PersistentVolumeClaim'),
    spec('spec/volumeClaimTemplates/spec/storageClassName', 'StatefulSet'),
  ]),
  reference(
    { group: 'scheduling.k8s.io', version: 'v1', kind: 'PriorityClass' },
    podSpecs(WORKLOADS, ['priorityClassName']),
  ),
  // The group is written with its version in kustomize, so no IngressClass ever fits it: names there stay as they are.
  reference({ group: 'networking.k8s.io/v1', version: 'v1', kind: 'IngressClass' }, [
    spec('spec/ingressClassName', 'Ingress'),
  ]),
  reference({ group: ADMISSION, kind: 'ValidatingAdmissionPolicy' }, [
    spec('spec/policyName', 'ValidatingAdmissionPolicyBinding', { group: ADMISSION }),
  ]),
];

function reference(gvk: Partial<Gvk>, fieldSpecs: readonly FieldSpec[]): NameReference {
  return { group: '', version: '', kind: '', ...gvk, fieldSpecs };
}

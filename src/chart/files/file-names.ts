import { groupOf, listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { podTemplatePath } from '../../kubernetes/workload-kinds.ts';

const FOLDERS: readonly (readonly [string, readonly string[]])[] = [
  ['crds', ['CustomResourceDefinition']],
  ['rbac', ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']],
  ['webhook', ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']],
  [
    'admission',
    [
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
      'MutatingAdmissionPolicy',
      'MutatingAdmissionPolicyBinding',
    ],
  ],
  ['certificates', ['Certificate', 'Issuer', 'ClusterIssuer']],
  ['metrics', ['ServiceMonitor', 'PodMonitor', 'PrometheusRule']],
  ['network-policy', ['NetworkPolicy']],
  ['workloads', ['HorizontalPodAutoscaler', 'PodDisruptionBudget']],
  ['config', ['ConfigMap', 'Secret']],
  ['services', ['Service', 'Endpoints', 'EndpointSlice', 'Ingress', 'IngressClass']],
  ['storage', ['PersistentVolumeClaim', 'PersistentVolume', 'StorageClass', 'CSIDriver']],
];

/** The folder of an object below templates/. */
export function folderOf(object: KubernetesObject, isWebhookService: boolean): string {
  if (isWebhookService) return 'webhook';
  if (object.kind === 'Service' && listAt(object, 'spec', 'ports').some(isMetricsPort)) return 'metrics';
  for (const [folder, kinds] of FOLDERS) if (kinds.includes(object.kind)) return folder;
  if (podTemplatePath(object) !== undefined) return 'workloads';
  // What Kubernetes itself brings is about the cluster; the rest is of kinds that somebody has defined.
  const isBuiltIn = /^(|apps|batch|policy|autoscaling)$|\.k8s\.io$/.test(groupOf(object.apiVersion));
  return isBuiltIn ? 'cluster' : 'custom-resources';
}

function isMetricsPort(port: JsonValue): boolean {
  return stringAt(port, 'name')?.includes('metrics') === true || stringAt(port, 'name') === 'https';
}

/**
 * The file of an object, without its ending: the name with the kind behind it, of which nothing is said twice
 * (`manager-cluster-role` of a ClusterRole `manager-role`, `controller-manager-deployment`).
 */
export function fileNameOf(kind: string, name: string): string {
  const safe = safeName(name);
  if (kind === 'CustomResourceDefinition') return safe;
  const kindWords = wordsOf(kind);
  const words = safe
    .replace(/rolebinding$/, 'role-binding')
    .replace(/serviceaccount$/, 'service-account')
    .replace(/(^|-)certs?$/, '$1certificate')
    .split('-')
    .filter((word) => word !== '');
  for (let count = Math.min(kindWords.length, words.length); count > 0; count -= 1) {
    const end = words.slice(-count).join('-');
    if (end !== kindWords.slice(-count).join('-') && end !== kindWords.slice(0, count).join('-')) continue;
    return [...words.slice(0, -count), ...kindWords].join('-');
  }
  return [...(safe === '' ? [] : [safe]), ...kindWords].join('-');
}

/** A name in letters that every file system takes. */
export function safeName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
}

/** `CSIDriver` is `csi driver`, `ClusterRole` `cluster role`. */
function wordsOf(kind: string): string[] {
  return safeName(kind.replace(/([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2-')).split('-');
}

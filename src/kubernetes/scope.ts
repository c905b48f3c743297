import { groupOf, stringAt } from './identity.ts';
import type { KubernetesObject } from './object.ts';

/**
 * Kinds of Kubernetes' own API groups, and of the add-ons that operators ship objects of, which live outside any
 * namespace (`kubectl api-resources --namespaced=false`, Kubernetes 1.34).
 */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'authentication.k8s.io': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io': ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'cert-manager.io': ['ClusterIssuer'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'cilium.io': ['CiliumClusterwideNetworkPolicy'],
  'console.openshift.io': [
    'ConsoleCLIDownload',
    'ConsoleLink',
    'ConsolePlugin',
    'ConsoleQuickStart',
    'ConsoleYAMLSample',
  ],
  'external-secrets.io': ['ClusterExternalSecret', 'ClusterSecretStore'],
  'gateway.networking.k8s.io': ['GatewayClass'],
  'kyverno.io': ['ClusterCleanupPolicy', 'ClusterPolicy'],
  'networking.k8s.io': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  policy: ['PodSecurityPolicy'],
  'policy.networking.k8s.io': ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'ResourceSlice', 'DeviceTaintRule'],
  'scheduling.k8s.io': ['PriorityClass'],
  'security.openshift.io': ['SecurityContextConstraints'],
  'snapshot.storage.k8s.io': ['VolumeSnapshotClass', 'VolumeSnapshotContent'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
  'storagemigration.k8s.io': ['StorageVersionMigration'],
  'trust.cert-manager.io': ['Bundle'],
};

/** Groups of Kubernetes' projects whose kinds are custom resources all the same. */
const ADD_ONS = new Set(['gateway.networking.k8s.io', 'policy.networking.k8s.io', 'snapshot.storage.k8s.io']);

/** Tells cluster-scoped kinds: Kubernetes' own, and those that the objects themselves define. */
export function scopeOf(objects: readonly KubernetesObject[]): (group: string, kind: string) => boolean {
  const defined = new Map<string, boolean>();
  for (const object of objects) {
    if (object.kind !== 'CustomResourceDefinition') continue;
    const group = stringAt(object, 'spec', 'group');
    const kind = stringAt(object, 'spec', 'names', 'kind');
    defined.set(`${group}|${kind}`, stringAt(object, 'spec', 'scope') === 'Cluster');
  }
  return (group, kind) =>
    defined.get(`${group}|${kind}`) ??
    (Object.hasOwn(CLUSTER_SCOPED, group) && CLUSTER_SCOPED[group]?.includes(kind) === true);
}

/** Whether Kubernetes itself, not a CustomResourceDefinition, defines the group. */
export function isBuiltInGroup(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  return (
    !group.includes('.') ||
    (group.endsWith('.k8s.io') && Object.hasOwn(CLUSTER_SCOPED, group) && !ADD_ONS.has(group)) ||
    ['events.k8s.io', 'coordination.k8s.io', 'discovery.k8s.io'].includes(group)
  );
}

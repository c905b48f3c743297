import { groupOf } from '../kubernetes/identity.ts';
import type { ObjectRef } from './model.ts';

/**
 * Fields that the API server refuses to change in an object that exists, by group and kind; a pointer covers all below
 * it. The conformance suite `diff-immutable` asks a real kube-apiserver about each.
 */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  'apps|DaemonSet': ['/spec/selector'],
  'apps|Deployment': ['/spec/selector'],
  'apps|ReplicaSet': ['/spec/selector'],
  'apps|StatefulSet': ['/spec/podManagementPolicy', '/spec/selector', '/spec/serviceName'],
  'rbac.authorization.k8s.io|ClusterRoleBinding': ['/roleRef'],
  'rbac.authorization.k8s.io|RoleBinding': ['/roleRef'],
  'scheduling.k8s.io|PriorityClass': ['/value'],
  'storage.k8s.io|StorageClass': ['/parameters', '/provisioner', '/reclaimPolicy', '/volumeBindingMode'],
};

/** Whether the API server refuses this change, so that the object must be deleted and created anew. */
export function isImmutable({ apiVersion, kind }: ObjectRef, pointer: string): boolean {
  const key = `${groupOf(apiVersion)}|${kind}`;
  const fields = Object.hasOwn(IMMUTABLE, key) ? IMMUTABLE[key]! : [];
  return fields.some((field) => pointer === field || pointer.startsWith(`${field}/`));
}

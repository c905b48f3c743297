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
  'apps|StatefulSet': [
    '/spec/podManagementPolicy',
    '/spec/selector',
    '/spec/serviceName',
    '/spec/volumeClaimTemplates',
  ],
  'batch|Job': ['/spec/completionMode', '/spec/selector', '/spec/template'],
  'rbac.authorization.k8s.io|ClusterRoleBinding': ['/roleRef'],
  'rbac.authorization.k8s.io|RoleBinding': ['/roleRef'],
  'scheduling.k8s.io|PriorityClass': ['/value'],
  'storage.k8s.io|StorageClass': ['/parameters', '/provisioner', '/reclaimPolicy', '/volumeBindingMode'],
};

/** The pointers of such fields of an object's kind. */
export function immutableFields({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): readonly string[] {
  const key = `${groupOf(apiVersion)}|${kind}`;
  return Object.hasOwn(IMMUTABLE, key) ? IMMUTABLE[key]! : [];
}

/** Whether the API server refuses this change, so that the object must be deleted and created anew. */
export function isImmutable(ref: ObjectRef, pointer: string): boolean {
  return immutableFields(ref).some((field) => pointer === field || pointer.startsWith(`${field}/`));
}

import { nameOf, namespaceOf } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { refOf } from '../../objects/identity.ts';
import type { ClusterCommand } from '../model.ts';
import type { ExitState } from './state.ts';

/** Bindings first: nobody holds a role then that is about to go. */
const KINDS: readonly string[] = ['ClusterRoleBinding', 'RoleBinding', 'ClusterRole', 'Role'];

/** The names that scaffolds give to what only the proxy, or those who read through it, need. */
const SCAFFOLDED = /(?:^|-)(?:proxy-role|proxy-rolebinding|metrics-auth-role|metrics-auth-rolebinding|metrics-reader)$/;

/**
 * Rights that were rendered before and are not any more: `kubectl apply` leaves them in the cluster. Only those that a
 * scaffold names so; whatever else is the user's.
 */
export function leftInCluster(state: ExitState, roots: readonly string[]): ClusterCommand[] {
  const found = new Map<string, ClusterCommand>();
  for (const root of roots) {
    const key = (object: KubernetesObject) => `${object.kind} ${namespaceOf(object) ?? ''} ${nameOf(object)}`;
    const now = new Set(state.renders.of(root).objects.map(key));
    for (const object of state.before.of(root).objects) {
      if (!KINDS.includes(object.kind) || !SCAFFOLDED.test(nameOf(object)) || now.has(key(object))) continue;
      const namespace = object.kind.startsWith('Cluster') ? undefined : namespaceOf(object);
      found.set(key(object), {
        command: `kubectl delete ${object.kind.toLowerCase()} ${nameOf(object)}${namespace === undefined ? '' : ` --namespace ${namespace}`}`,
        why: 'No longer in the manifests, and kubectl apply takes nothing away.',
        object: refOf(object),
      });
    }
  }
  return [...found.values()].sort((a, b) => KINDS.indexOf(a.object.kind) - KINDS.indexOf(b.object.kind));
}

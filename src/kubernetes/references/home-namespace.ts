import { nameOf, namespaceOf } from '../identity.ts';
import type { KubernetesObject } from '../object.ts';
import { podTemplatePath } from '../workload-kinds.ts';

/** Whether every cluster has the namespace, so that its name may mean that one whoever lives in it. */
export function isInEveryCluster(namespace: string): boolean {
  return namespace === 'default' || namespace.startsWith('kube-');
}

/** The namespace that an operator lives in, whatever else it puts elsewhere; undefined where the objects do not say. */
export function homeNamespace(objects: readonly KubernetesObject[]): string | undefined {
  const counts = new Map<string, number>();
  for (const object of objects) {
    const namespace = namespaceOf(object);
    if (namespace === undefined) continue;
    // Where the pods run is where the operator lives.
    const weight = podTemplatePath(object) === undefined ? 1 : 1000;
    counts.set(namespace, (counts.get(namespace) ?? 0) + weight);
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0];
  if (best !== undefined) return best[0];
  const namespaces = objects.filter((object) => object.kind === 'Namespace');
  return namespaces.length === 1 ? nameOf(namespaces[0]!) : undefined;
}

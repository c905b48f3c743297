import { stringAt, valueAt } from '../identity.ts';
import type { KubernetesObject } from '../object.ts';
import type { FoundSelector } from './reference.ts';

/**
 * Tells the Services whose series have a job that is not the Service's name: a ServiceMonitor's `jobLabel` takes it from a
 * label of the Service, and where the Service has no such label from its name all the same
 * (prometheus-operator.dev/docs/api-reference/api, ServiceMonitorSpec).
 */
export function otherJobs(
  objects: readonly KubernetesObject[],
  selectors: readonly (readonly FoundSelector[])[],
): (service: number) => boolean {
  const byName = new Set<number>();
  const byLabel = new Set<number>();
  for (const [index, object] of objects.entries()) {
    if (object.kind !== 'ServiceMonitor') continue;
    const label = stringAt(object, 'spec', 'jobLabel') ?? '';
    for (const service of selectors[index]!.flatMap((selector) => selector.selects)) {
      const isLabelled = label !== '' && valueAt(objects[service]!, 'metadata', 'labels', label) !== undefined;
      (isLabelled ? byLabel : byName).add(service);
    }
  }
  return (service) => byLabel.has(service) && !byName.has(service);
}

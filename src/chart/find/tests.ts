import { workloadKindOf } from '../../kubernetes/workload-kinds.ts';
import type { ChartInput, Document, Workload } from '../draft.ts';
import type { Metrics } from './metrics.ts';
import type { Webhooks } from './webhooks.ts';

/** What the tests of a chart look at. */
export interface Tests {
  readonly services: readonly Document[];
  readonly workloads: readonly Workload[];
}

export function findTests(
  input: ChartInput,
  webhooks: Webhooks | undefined,
  metrics: Metrics | undefined,
): Tests | undefined {
  const services = [...new Set([metrics?.service?.document, ...(webhooks?.services ?? [])])].filter(
    (each) => each !== undefined,
  );
  const workloads = input.workloads.filter(({ object, document }) => {
    const namespace = document.node?.namespace;
    // The test may look into the namespace of the release only.
    return (
      workloadKindOf(object)?.rollout !== undefined &&
      (namespace === undefined || namespace === input.project.namespace)
    );
  });
  return services.length === 0 && workloads.length === 0 ? undefined : { services, workloads };
}

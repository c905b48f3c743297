import { valueAt } from '../../kubernetes/identity.ts';
import type { ChartInput, Workload } from '../draft.ts';
import { scales } from '../pods/workloads.ts';
import type { LeaderElection } from './leader-election.ts';

/** The workloads that an autoscaler of the chart may scale. */
export function findScaled(input: ChartInput, leaderElection: LeaderElection | undefined): Set<Workload> {
  const found = input.workloads.filter((workload) => {
    if (!scales(workload)) return false;
    // An autoscaler of the source keeps to itself.
    if (isScaled(input, workload)) return false;
    // One that elects no leader and runs once would act several times at once.
    const isSingle = Number(valueAt(workload.object, 'spec', 'replicas') ?? 1) <= 1;
    return input.rules === 1 || !workload.isManager || !isSingle || leaderElection !== undefined;
  });
  return new Set(found);
}

function isScaled({ graph }: ChartInput, { document }: Workload): boolean {
  return graph.spans.some(
    (spans, index) =>
      graph.nodes[index]!.kind === 'HorizontalPodAutoscaler' &&
      spans.some((span) => 'node' in span.target && span.target.node === document.node?.id),
  );
}

import type { ManualTask } from '../model.ts';
import type { ChartFlags } from './chart-values.ts';
import { exitCharts } from './charts.ts';
import type { ExitState } from './state.ts';

/** Charts of the repository, which were written by hand: nothing renders them here, so only certain edits are made. */
export function planCharts(state: ExitState, flags: ChartFlags): void {
  const { tree, charts } = exitCharts(state.tree, flags);
  state.step(
    {
      id: 'metrics/chart',
      title: 'Take the kube-rbac-proxy container out of the chart',
      why: 'The chart deploys the same manager. Its values for the proxy have no meaning any more.',
      links: [],
      needs: ['metrics/cut-proxy'],
    },
    tree,
  );
  for (const { file, line, reason } of charts) {
    if (reason === undefined) continue;
    state.builder.manual.push(chartByHand(file, line, reason));
  }
}

/** What is left of a chart that has the proxy. */
export function chartByHand(path: string, line: number, reason: string): ManualTask {
  return {
    path,
    line,
    text: `The chart still has the proxy, and taking it out is not certain: ${reason}. Take the container out, serve metrics on its port, and give that port and its name to the manager.`,
    steps: [],
  };
}

import { buildChart } from '../chart/build-chart.ts';
import type { ChartTree } from '../chart/chart-tree.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { renderManifests } from '../kustomize/render-manifests.ts';
import type { ChartOptions } from '../options/generated/types.ts';

const SAMPLES = 'config/samples';

/**
 * The chart of what a scaffold renders to, with the scaffold's samples as examples unless the options have others.
 *
 * @param build `generateChart` where nobody will update the chart
 */
export function scaffoldChart(
  tree: FileTree,
  objects: readonly KubernetesObject[],
  options: ChartOptions = {},
  build: (manifests: readonly KubernetesObject[], options: ChartOptions) => ChartTree = buildChart,
): ChartTree {
  if (options.samples !== undefined || !tree.has(`${SAMPLES}/kustomization.yaml`)) return build(objects, options);
  return build(objects, { ...options, samples: renderManifests(tree, SAMPLES) });
}

import { treeArgument } from '../../core/arguments.ts';
import { enter } from '../../core/call.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import { buildChart } from '../build-chart.ts';
import { type ChartUpdate, mergeChart } from './merge-chart.ts';

/**
 * A chart made anew from manifests, with what people have edited in it kept: a three-way merge of the chart as it is,
 * what the manifests give now, and the last generated state that the chart carries in `.operator-scaffold.yaml`.
 *
 * Edits stay, new flags and objects arrive, files whose source is gone go. What both sides changed is a conflict: it is
 * listed, stands in the file between markers (in values.yaml: in a comment above your value), and a template makes Helm
 * refuse the chart until the markers are gone. An update of the result with the same manifests changes nothing.
 *
 * @throws ScaffoldError of {@link buildChart}; `chart-conflict` where the state cannot be read
 */
export function updateChart(
  chart: FileTree,
  manifests: string | readonly KubernetesObject[],
  options: ChartOptions = {},
  call?: CallOptions,
): ChartUpdate {
  return enter(call, () => mergeChart(treeArgument(chart, 'chart'), buildChart(manifests, options)));
}

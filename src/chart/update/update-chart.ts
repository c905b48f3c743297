import { treeArgument } from '../../core/arguments.ts';
import { enter } from '../../core/call.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { ObjectInput } from '../../kubernetes/object.ts';
import { checkChartOptions } from '../../options/check-chart-options.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import { generateFrom } from '../build-chart.ts';
import type { Manifest } from '../manifest.ts';
import { manifestsArgument } from '../manifests-argument.ts';
import { readManifests } from '../read-manifests.ts';
import type { ChartReport } from '../report.ts';
import { type ChartUpdate, mergeChart } from './merge-chart.ts';
import { lastValues, standingDecisions } from './standing-decisions.ts';

/** An update with the report of the chart that was generated for it. */
export interface ReportedUpdate extends ChartUpdate {
  readonly report: ChartReport;
  /** Codes of notes that are known, and told no more. */
  readonly accepted: readonly string[];
}

/**
 * A chart made anew from manifests, with what people have edited in it kept: a three-way merge of the chart as it is,
 * what the manifests give now, and the last generated state that the chart carries in `.operator-scaffold.yaml`.
 *
 * What was decided about the chart holds: its name, version, prefix, primary workload, the place of its
 * CustomResourceDefinitions, the keys of its values and every option that was given before. An option that is given now
 * goes before all that, and before edits of Chart.yaml.
 *
 * Edits stay, new flags and objects arrive, files whose source is gone go. What both sides changed is a conflict: it is
 * listed, stands in the file between markers (in values.yaml: in a comment above your value), and a template makes Helm
 * refuse the chart until the markers are gone. A file that you moved is merged where it is; one that you removed while
 * it changed is a conflict. In texts for people yours stay. An update of the result with the same manifests changes
 * nothing.
 *
 * What a release that is upgraded to the new chart meets is in `upgrade`, in the chart's UPGRADING.md, and among the
 * changes for Artifact Hub.
 *
 * @throws ScaffoldError of {@link buildChart}; `chart-conflict` where the state cannot be read
 * @example
 * const chart = buildChart(renderManifests(tree)).with({ 'values.yaml': 'replicaCount: 2\n' });
 * updateChart(chart, renderManifests(tree)).tree; // yours and what is new
 */
export function updateChart(
  chart: FileTree,
  manifests: string | readonly ObjectInput[],
  options: ChartOptions = {},
  call?: CallOptions,
): ReportedUpdate {
  return enter(call, () =>
    updateFrom(treeArgument(chart, 'chart'), readManifests(manifestsArgument(manifests)), checkChartOptions(options)),
  );
}

/** The same for objects that are read, and options that are checked. */
export function updateFrom(chart: FileTree, manifests: readonly Manifest[], given: ChartOptions): ReportedUpdate {
  const generated = generateFrom(manifests, given, standingDecisions(chart), lastValues(chart));
  const accepted = generated.origin.decisions.options.accept ?? [];
  return { ...mergeChart(chart, generated, given), report: generated.report, accepted };
}

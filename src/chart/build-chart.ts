import { enter } from '../core/call.ts';
import { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import { idOf } from '../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject, ObjectInput } from '../kubernetes/object.ts';
import { checkChartOptions } from '../options/check-chart-options.ts';
import type { ChartOptions } from '../options/generated/types.ts';
import { ChartTree, GeneratedChart } from './chart-tree.ts';
import { type Decisions, keptOptions } from './decisions.ts';
import { type Draft, managerOf } from './draft.ts';
import { addFeatures, FEATURES } from './features/add-features.ts';
import type { Feature } from './features/feature.ts';
import { reportNames } from './features/report-names.ts';
import { reportSource } from './features/report-source.ts';
import { printChart } from './files/print-chart.ts';
import { decideNames } from './find/decide-names.ts';
import { findFeatures } from './find/find-features.ts';
import type { Manifest } from './manifest.ts';
import { manifestsArgument } from './manifests-argument.ts';
import { Placed } from './placed.ts';
import { planChart } from './plan-chart.ts';
import { nameEnvironments } from './pods/environment.ts';
import { readManifests } from './read-manifests.ts';
import { footprintOf } from './update/footprint.ts';
import { withState } from './update/state.ts';
import { newPaths } from './values/later-values.ts';

/**
 * A Helm chart of an operator's objects: of the text that `kustomize build` prints, or of parsed objects.
 *
 * Every object is in the chart, and every reference among them holds under any release name and namespace. The report
 * beside the tree tells each assumption and each name that could not be judged.
 *
 * @throws ScaffoldError `chart-invalid-name`, `chart-invalid-input`, `not-an-object`, `yaml-syntax`, `chart-too-large`,
 * and the codes of option shapes
 * @example
 * const chart = buildChart(renderManifests(tree), { version: '1.4.0' });
 * chart.report.chart; // 'shop'
 * chart.has('values.yaml'); // true
 */
export function buildChart(
  manifests: string | readonly ObjectInput[],
  given: ChartOptions = {},
  call?: CallOptions,
): ChartTree {
  return enter(call, () => {
    const chart = generateChart(manifestsArgument(manifests), given);
    return new ChartTree(withState(chart), chart.report);
  });
}

/**
 * As buildChart, without the state that a later update compares with.
 *
 * @param before what was decided about a chart that stands
 */
export function generateChart(
  manifests: string | readonly ObjectInput[],
  given: ChartOptions = {},
  before?: Decisions,
): GeneratedChart {
  return generateFrom(
    readManifests(manifests as string | readonly KubernetesObject[]),
    checkChartOptions(given),
    before,
  );
}

/**
 * The same for objects that are read, and options that are checked.
 *
 * @param lastValues the defaults of the chart that stands
 * @param features in the order of their values
 */
export function generateFrom(
  read: readonly Manifest[],
  given: ChartOptions,
  before?: Decisions,
  lastValues?: JsonObject,
  features: readonly Feature[] = FEATURES,
): GeneratedChart {
  const { input, images, identity, options, choices, report, values } = planChart(read, given, before);
  const found = findFeatures(input, images);
  decideNames(input, found);
  const draft: Draft = {
    ...input,
    place: 0,
    choices,
    added: [],
    values,
    besides: new Set(),
    report,
    helpers: new Placed(),
    checks: new Placed(),
    goneImages: [],
    testImages: [],
    files: Object.create(null),
    knownByName: [],
  };
  addFeatures(draft, found, features);
  nameEnvironments(draft);
  reportSource(draft);
  reportNames(draft);
  const { files, crds, prose, chartYaml, later } = printChart(draft, identity, options, {
    mayMoveCrds: given.crds === undefined,
    later: (values) => [...(before?.later ?? []), ...(lastValues === undefined ? [] : newPaths(lastValues, values))],
  });
  const primary = managerOf(input)?.object;
  // Without definitions the policy is still what somebody wants for those to come.
  const asked = options.crds === 'auto' ? undefined : options.crds;
  const decisions: Decisions = {
    name: identity.name,
    version: identity.version,
    appVersion: identity.appVersion,
    prefix: input.project.prefix ?? '',
    ...(primary === undefined ? {} : { primary: idOf(primary) }),
    ...(crds.count > 0 ? { crds: crds.policy } : asked === undefined ? {} : { crds: asked }),
    rules: input.rules,
    ...(later.length === 0 ? {} : { later }),
    keys: choices.keys,
    options: keptOptions(options),
  };
  const told = {
    chart: identity.name,
    version: identity.version,
    appVersion: identity.appVersion,
    prefix: input.project.prefix,
    namespace: input.project.namespace,
    objects: read.length,
    references: input.graph.spans.reduce((sum, spans) => sum + spans.length, 0) - read.length,
    crds,
    assumptions: report.assumptions,
    notRewritten: report.notRewritten,
    warnings: report.warnings,
  };
  return new GeneratedChart(FileTree.from(files), told, {
    decisions,
    footprint: footprintOf(draft, crds.policy),
    prose,
    chartYaml,
  });
}

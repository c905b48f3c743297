import { enter } from '../core/call.ts';
import { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import { describeObject } from '../kubernetes/identity.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { formatPath } from '../kubernetes/paths.ts';
import { findReferences } from '../kubernetes/references/find-references.ts';
import { checkChartOptions } from '../options/check-chart-options.ts';
import type { ChartOptions } from '../options/generated/types.ts';
import { ChartTree } from './chart-tree.ts';
import { ownInstances } from './crds/own-instances.ts';
import { documentsOf } from './documents.ts';
import type { Draft } from './draft.ts';
import { addFeatures } from './features/add-features.ts';
import { printChart } from './files/print-chart.ts';
import { chartIdentity } from './identity.ts';
import { manifestsArgument } from './manifests-argument.ts';
import { keptNames } from './names/kept-names.ts';
import { NamePlan } from './names/name-plan.ts';
import { placeWorkloads, planWorkloads } from './pods/workloads.ts';
import { projectNames } from './project.ts';
import { readManifests } from './read-manifests.ts';
import { ReportBuilder } from './report.ts';
import { type ChartRules, NEWEST_RULES } from './rules.ts';
import { withState } from './update/state.ts';
import { ValueSection } from './values/values-model.ts';

/**
 * A Helm chart of an operator's objects: of the text that `kustomize build` prints, or of parsed objects.
 *
 * Every object is in the chart, and every reference among them holds under any release name and namespace. The report
 * beside the tree tells each assumption and each name that could not be judged.
 *
 * @throws ScaffoldError `chart-invalid-name`, `chart-invalid-input`, `not-an-object`, `yaml-syntax`, `chart-too-large`,
 * and the codes of option shapes
 */
export function buildChart(
  manifests: string | readonly KubernetesObject[],
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
 * @param rules those of the chart that stands there, if one does
 */
export function generateChart(
  manifests: string | readonly KubernetesObject[],
  given: ChartOptions = {},
  rules: ChartRules = NEWEST_RULES,
): ChartTree {
  const options = checkChartOptions(given);
  const read = readManifests(manifests);
  const objects = read.map((manifest) => manifest.object);
  const graph = findReferences(objects);
  const project = projectNames(objects, graph.impliedNamespace);
  const plans = planWorkloads(graph, project.prefix);
  const identity = chartIdentity(objects, project, plans, options);
  const kept = keptNames(graph, options, rules);
  const fallbackPrefix = rules === 1 ? {} : { fallbackPrefix: identity.name };
  const names = new NamePlan(graph, project, identity.name, plans, { kept, ...fallbackPrefix });
  const report = new ReportBuilder();
  for (const doubt of graph.doubts) {
    report.leave(describeObject(objects[doubt.index]!), formatPath(doubt.path), doubt.reason);
  }
  const documents = documentsOf(read, graph, names);
  const values = { section: new ValueSection(''), expression: '.Values', report };
  const draft: Draft = {
    chart: identity.name,
    version: identity.version,
    appVersion: identity.appVersion,
    rules,
    project,
    graph,
    names,
    kept,
    documents,
    workloads: placeWorkloads(plans, documents, values),
    samples:
      (options.samples as readonly KubernetesObject[] | undefined) ??
      ownInstances(documents).map(({ manifest }) => manifest!.object),
    values,
    besides: new Set(),
    report,
    helpers: [],
    checks: [],
    goneImages: [],
    files: Object.create(null),
    knownByName: [],
  };
  addFeatures(draft);
  const { files, crds } = printChart(draft, identity, options);
  return new ChartTree(FileTree.from(files), {
    chart: identity.name,
    version: identity.version,
    appVersion: identity.appVersion,
    prefix: project.prefix,
    namespace: project.namespace,
    objects: objects.length,
    references: graph.spans.reduce((sum, spans) => sum + spans.length, 0) - objects.length,
    crds,
    assumptions: report.assumptions,
    notRewritten: report.notRewritten,
    warnings: report.warnings,
  });
}

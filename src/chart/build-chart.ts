import { enter } from '../core/call.ts';
import { type Issue, ScaffoldError } from '../core/errors.ts';
import { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import { describeObject, idOf } from '../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject, ObjectInput } from '../kubernetes/object.ts';
import { formatPath } from '../kubernetes/paths.ts';
import { findReferences } from '../kubernetes/references/find-references.ts';
import type { GraphNode } from '../kubernetes/references/reference.ts';
import { checkChartOptions } from '../options/check-chart-options.ts';
import type { ChartOptions } from '../options/generated/types.ts';
import { ChartTree, GeneratedChart } from './chart-tree.ts';
import { ownInstances } from './crds/own-instances.ts';
import { Choices, type Decisions, effectiveOptions, keptOptions } from './decisions.ts';
import { documentsOf } from './documents.ts';
import type { ChartInput, Draft } from './draft.ts';
import { addFeatures, FEATURES } from './features/add-features.ts';
import type { Feature } from './features/feature.ts';
import { reportNames } from './features/report-names.ts';
import { reportSource } from './features/report-source.ts';
import { printChart } from './files/print-chart.ts';
import { decideNames } from './find/decide-names.ts';
import { findFeatures } from './find/find-features.ts';
import { chartIdentity } from './identity.ts';
import { labelEverything } from './labels.ts';
import type { Manifest } from './manifest.ts';
import { manifestsArgument } from './manifests-argument.ts';
import { keptNames } from './names/kept-names.ts';
import { NamePlan } from './names/name-plan.ts';
import { Placed } from './placed.ts';
import { nameEnvironments } from './pods/environment.ts';
import { putTextImages } from './pods/text-images.ts';
import type { WorkloadPlan } from './pods/workload-plan.ts';
import { placeWorkloads, planWorkloads } from './pods/workloads.ts';
import { projectNames } from './project.ts';
import { readManifests } from './read-manifests.ts';
import { ReportBuilder } from './report.ts';
import { NEWEST_RULES } from './rules.ts';
import { footprintOf } from './update/footprint.ts';
import { withState } from './update/state.ts';
import { newPaths } from './values/later-values.ts';
import { ValueSection } from './values/values-model.ts';

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
  const options = effectiveOptions(given, before);
  const objects = read.map((manifest) => manifest.object);
  const graph = findReferences(objects);
  const derived = projectNames(objects, graph.impliedNamespace);
  const project = options.prefix === undefined ? derived : { ...derived, prefix: options.prefix || undefined };
  const choices = new Choices(before);
  const report = new ReportBuilder();
  const rules = before?.rules ?? NEWEST_RULES;
  const plans = planWorkloads(graph, project.prefix, choices, rules, options.primary);
  checkNamed(given, graph.nodes, plans);
  const identity = chartIdentity(objects, project, plans, options);
  const kept = keptNames(graph, options, rules);
  const fallbackPrefix = rules === 1 ? {} : { fallbackPrefix: identity.name };
  const names = new NamePlan(graph, project, identity.name, plans, { kept, ...fallbackPrefix });
  for (const doubt of graph.doubts) {
    report.leave(describeObject(objects[doubt.index]!), formatPath(doubt.path), doubt.reason);
  }
  const documents = documentsOf(read, graph, names);
  const values = { section: new ValueSection(''), expression: '.Values', report };
  const input: ChartInput = {
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
  };
  labelEverything(input);
  const found = findFeatures(input, putTextImages(input));
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
  const primary = plans.find(({ isManager }) => isManager)?.object;
  // Without definitions the policy is still what somebody wants for those to come.
  const asked = options.crds === 'auto' ? undefined : options.crds;
  const decisions: Decisions = {
    name: identity.name,
    version: identity.version,
    appVersion: identity.appVersion,
    prefix: project.prefix ?? '',
    ...(primary === undefined ? {} : { primary: idOf(primary) }),
    ...(crds.count > 0 ? { crds: crds.policy } : asked === undefined ? {} : { crds: asked }),
    rules,
    ...(later.length === 0 ? {} : { later }),
    keys: choices.keys,
    options: keptOptions(options),
  };
  const told = {
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
  };
  return new GeneratedChart(FileTree.from(files), told, {
    decisions,
    footprint: footprintOf(draft, crds.policy),
    prose,
    chartYaml,
  });
}

/** What is named now has to be there; what was named before may have gone. */
function checkNamed(given: ChartOptions, nodes: readonly GraphNode[], plans: readonly WorkloadPlan[]): void {
  const issues: Issue[] = [];
  if (given.primary !== undefined && !plans.some(({ object }) => idOf(object) === given.primary)) {
    issues.push({
      code: 'chart-invalid-input',
      path: 'primary',
      message: 'the manifests have no such workload',
      expected: plans.length === 0 ? 'nothing, for there is none' : plans.map(({ object }) => idOf(object)).join(', '),
      received: given.primary,
    });
  }
  const ids = new Set(nodes.map(({ kind, name }) => `${kind}/${name}`));
  for (const [at, id] of (given.keepNames ?? []).entries()) {
    if (ids.has(id)) continue;
    issues.push({
      code: 'chart-invalid-input',
      path: `keepNames[${at}]`,
      message: 'the manifests have no such object',
      expected: 'KIND/NAME of an object',
      received: id,
    });
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
}

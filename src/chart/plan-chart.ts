import { type Issue, ScaffoldError } from '../core/errors.ts';
import { describeObject, idOf } from '../kubernetes/identity.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { formatPath } from '../kubernetes/paths.ts';
import { findReferences } from '../kubernetes/references/find-references.ts';
import type { GraphNode } from '../kubernetes/references/reference.ts';
import type { ChartOptions } from '../options/generated/types.ts';
import { ownInstances } from './crds/own-instances.ts';
import { Choices, type Decisions, effectiveOptions } from './decisions.ts';
import { documentsOf } from './documents.ts';
import type { ChartInput } from './draft.ts';
import { type ChartIdentity, chartIdentity } from './identity.ts';
import { labelEverything } from './labels.ts';
import type { Manifest } from './manifest.ts';
import { keptNames } from './names/kept-names.ts';
import { NamePlan } from './names/name-plan.ts';
import { putTextImages } from './pods/text-images.ts';
import type { WorkloadPlan } from './pods/workload-plan.ts';
import { placeWorkloads, planWorkloads } from './pods/workloads.ts';
import { projectNames } from './project.ts';
import { ReportBuilder } from './report.ts';
import { NEWEST_RULES } from './rules.ts';
import { type Scope, ValueSection } from './values/values-model.ts';

/** What a chart is made of, before any feature, and what collects the rest. */
export interface ChartPlan {
  readonly input: ChartInput;
  /** What pods name in texts, by its key among the values. */
  readonly images: ReadonlyMap<string, string>;
  readonly identity: ChartIdentity;
  /** Of this run, over what was decided before. */
  readonly options: ChartOptions;
  readonly choices: Choices;
  readonly report: ReportBuilder;
  readonly values: Scope;
}

/**
 * The objects as documents in which names, labels and images are the chart's.
 *
 * @throws ScaffoldError `chart-invalid-name`, `chart-invalid-input`
 */
export function planChart(read: readonly Manifest[], given: ChartOptions, before?: Decisions): ChartPlan {
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
  return { input, images: putTextImages(input), identity, options, choices, report, values };
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

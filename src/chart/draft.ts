import type { KubernetesObject } from '../kubernetes/object.ts';
import type { GraphNode, ReferenceGraph } from '../kubernetes/references/reference.ts';
import type { Choices } from './decisions.ts';
import type { Manifest } from './manifest.ts';
import type { KeptBecause } from './names/kept-names.ts';
import type { NamePlan } from './names/name-plan.ts';
import type { Placed } from './placed.ts';
import type { WorkloadPlan } from './pods/workload-plan.ts';
import type { ProjectNames } from './project.ts';
import type { ReportBuilder } from './report.ts';
import type { ChartRules } from './rules.ts';
import type { Condition } from './template/condition.ts';
import type { Item, TemplateList, TemplateMap } from './template/nodes.ts';
import type { Scope, ValueSection } from './values/values-model.ts';

/** One template file in the making. */
export interface Document {
  /** The object of the input that it prints; undefined for what the chart adds. */
  readonly node: GraphNode | undefined;
  readonly manifest: Manifest | undefined;
  readonly kind: string;
  readonly root: TemplateMap;
  /** All have to hold for the object to be rendered. */
  readonly guards: Placed<Condition>;
  /** The folder below templates/, and the file's name without its ending. */
  folder: string;
  file: string;
  /** Lines before and behind the object, inside its guards. */
  readonly before: string[];
  readonly after: string[];
}

/** A workload with its document and the place of its values. */
export interface Workload extends WorkloadPlan {
  readonly document: Document;
  readonly scope: Scope;
  /** The arguments of its main container, as the source has them. */
  readonly arguments: readonly Argument[];
}

/** An argument with its place in the template. */
export interface Argument {
  readonly list: TemplateList;
  readonly item: Item;
  readonly text: string;
}

/** What a chart is made of, before any feature: all that finding looks at, and leaves as it is. */
export interface ChartInput {
  readonly chart: string;
  readonly version: string;
  readonly appVersion: string;
  /** The rules by which the chart was first made. */
  readonly rules: ChartRules;
  readonly project: ProjectNames;
  readonly graph: ReferenceGraph;
  readonly names: NamePlan;
  /** The nodes that keep the names of the manifests, and why. */
  readonly kept: ReadonlyMap<number, KeptBecause>;
  /** One for each object, in the order of the input. */
  readonly documents: readonly Document[];
  readonly workloads: readonly Workload[];
  /** Custom resources as examples. */
  readonly samples: readonly KubernetesObject[];
}

/** A chart while it is built: features add to it. */
export interface Draft extends ChartInput {
  /** Where what the feature at work says stands among what others say in the same place. */
  readonly place: number;
  readonly choices: Choices;
  /** What the manifests lack and the chart offers. */
  readonly added: Document[];
  readonly values: Scope;
  /** Sections of workloads beside the manager and of containers beside the main one. */
  readonly besides: Set<ValueSection>;
  readonly report: ReportBuilder;
  /** Named templates beyond those that every chart has. */
  readonly helpers: Placed<string>;
  /** Lines of the validation template: `fail` sentences for values that contradict each other. */
  readonly checks: Placed<string>;
  /** Images that cannot be pulled any more: a user of the chart has no report to read. */
  readonly goneImages: {
    readonly scope: Scope;
    readonly registry: string;
    readonly repository: string;
    /** Registry and repository as the manifests have them. */
    readonly whole: string;
  }[];
  /** The images of the chart's tests. */
  readonly testImages: UsedImage[];
  /** Files that features add as they are, by path: printed last, when all is settled. */
  readonly files: Record<string, () => string>;
  /** Objects that a program may look for by a name which changes with the release's. */
  readonly knownByName: KnownByName[];
}

/** An image that a release uses with default values, and what uses it. */
export interface UsedImage {
  readonly name: string;
  readonly image: string;
}

/** An object that only a program, or a person, refers to. */
export interface KnownByName {
  /** `Kind name` as in the manifests. */
  readonly title: string;
  /** Who may look for it. */
  readonly by: string;
}

/** What has to hold, beside what other features say, for an object to be rendered. */
export function guard({ place }: Draft, { guards }: Document, ...conditions: readonly Condition[]): void {
  guards.add(place, ...conditions);
}

export function addCheck({ checks, place }: Draft, lines: string): void {
  checks.add(place, lines);
}

export function addHelper({ helpers, place }: Draft, template: string): void {
  helpers.add(place, template);
}

export function documentOf({ documents }: ChartInput, node: number): Document | undefined {
  return documents.find((document) => document.node?.id === node);
}

/** Whether an object of the input selects another, by its index: a Service its pods, a monitor its Services. */
export function selects({ graph }: ChartInput, { node }: Document, index: number): boolean {
  return graph.selectors[node?.index ?? -1]?.some((selector) => selector.selects.includes(index)) === true;
}

export function allDocuments({ documents, added }: Draft): Document[] {
  return [...documents, ...added];
}

export function managerOf({ workloads }: ChartInput): Workload | undefined {
  return workloads.find((workload) => workload.isManager);
}

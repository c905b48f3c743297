import { isInEveryCluster } from '../../kubernetes/references/home-namespace.ts';
import type { GraphNode, ReferenceGraph } from '../../kubernetes/references/reference.ts';
import type { WorkloadPlan } from '../pods/workload-plan.ts';
import type { ProjectNames } from '../project.ts';
import { goString } from '../template/escape.ts';
import type { Expression } from '../template/nodes.ts';

/** Kinds whose name says what they are to the cluster, so that no release may have its own. */
const FIXED = new Set(['CustomResourceDefinition', 'APIService', 'CSIDriver', 'CSINode', 'ComponentStatus', 'Node']);

/**
 * How long a name may be (kubernetes.io/docs/concepts/overview/working-with-objects/names): a Service's is a DNS label;
 * a StatefulSet's and a CronJob's stand in names and labels made of them, with eleven characters added.
 */
const LIMITS: Readonly<Record<string, number>> = { StatefulSet: 52, CronJob: 52 };
const LABEL_LIMIT = 63;
const SUBDOMAIN_LIMIT = 253;
const LABEL_KINDS = new Set([
  'Service',
  'Namespace',
  'Deployment',
  'DaemonSet',
  'Job',
  'ReplicaSet',
  'StatefulSet',
  'CronJob',
]);

/** What is settled about names before they are written. */
export interface NameChoices {
  /** Nodes that keep their name in every release. */
  readonly kept: { has(node: number): boolean };
  /** What `<prefix>-x` starts with where the objects have nothing in common; undefined for none. */
  readonly fallbackPrefix?: string;
}

/** How every name of the graph is written in the chart. */
export class NamePlan {
  readonly #expressions = new Map<number, string | Expression>();
  readonly #namespaces = new Map<string, number>();
  readonly chart: string;
  readonly project: ProjectNames;
  readonly #prefix: string | undefined;
  readonly #kept: NameChoices['kept'];

  constructor(
    graph: ReferenceGraph,
    project: ProjectNames,
    chart: string,
    workloads: readonly WorkloadPlan[],
    choices: NameChoices,
  ) {
    this.chart = chart;
    this.project = project;
    this.#prefix = project.prefix ?? choices.fallbackPrefix;
    this.#kept = choices.kept;
    for (const node of graph.nodes) if (node.kind === 'Namespace') this.#namespaces.set(node.name, node.id);
    const suffixes = new Set<string>();
    for (const node of graph.nodes) {
      const suffix = suffixOf(node.name, this.#prefix);
      if (suffix !== undefined) suffixes.add(`${node.kind}|${suffix}`);
    }
    for (const node of graph.nodes) this.#expressions.set(node.id, this.#plan(node, suffixes));
    for (const { account, key } of workloads) {
      if (account !== undefined) this.#expressions.set(account, this.include(accountHelper(key)));
    }
  }

  /** A literal name, or the expression that yields it: read when it is printed, so that a feature may still decide. */
  name(node: number): string | Expression {
    const planned = this.#expressions.get(node)!;
    if (typeof planned === 'string') return planned;
    const expressions = this.#expressions;
    return {
      get expression() {
        return (expressions.get(node) as Expression).expression;
      },
    };
  }

  /** Lets a named template decide about a node's name, for all references to it. */
  override(node: number, expression: Expression): void {
    if (typeof this.#expressions.get(node) === 'object') this.#expressions.set(node, expression);
  }

  /**
   * The name of something that the chart adds: with the prefix, whatever the release is called.
   *
   * @param isOutside whether it is outside the release's namespace, where releases of other namespaces are too
   */
  added(suffix: string, isOutside = false): Expression {
    return this.include(isOutside ? 'sharedName' : 'resourceName', goString(suffix));
  }

  /** The release's namespace, one that the manifests make, or one that is there whatever is installed. */
  namespace(name: string): string | Expression {
    if (name === this.project.namespace) return this.include('namespace');
    const made = this.#namespaces.get(name);
    return made === undefined ? name : this.name(made);
  }

  /** `include "chart.helper" $`, or with further arguments in a list. */
  include(helper: string, ...args: readonly string[]): Expression {
    const template = goString(`${this.chart}.${helper}`);
    return { expression: `include ${template} ${args.length === 0 ? '$' : `(list $ ${args.join(' ')})`}` };
  }

  /** The expression for a node's name by the rules alone, without a helper of its own. */
  ownExpression(node: GraphNode): string {
    const own = this.#plan(node, new Set());
    return typeof own === 'string' ? goString(own) : own.expression;
  }

  /** Whether releases in other namespaces could have an object of the name in the same place. */
  #isOutside(node: GraphNode): boolean {
    if (node.clusterScoped || node.stays) return true;
    return (
      node.namespace !== undefined && node.namespace !== this.project.namespace && !this.#namespaces.has(node.namespace)
    );
  }

  #plan(node: GraphNode, suffixes: ReadonlySet<string>): string | Expression {
    if (node.kind === 'Namespace') {
      if (node.name === this.project.namespace) return this.include('namespace');
      if (isInEveryCluster(node.name)) return node.name;
    }
    if (FIXED.has(node.kind) || this.#kept.has(node.id)) return node.name;
    const limit = limitOf(node);
    const suffix = suffixOf(node.name, this.#prefix);
    const isOutside = this.#isOutside(node);
    if (suffix !== undefined) {
      const helper = isOutside ? 'sharedName' : 'resourceName';
      return this.include(helper, goString(suffix), ...(limit === LABEL_LIMIT ? [] : [String(limit)]));
    }
    // Under another name it must not meet an object that has the prefix and then this very name.
    const alias = suffixes.has(`${node.kind}|${node.name}`) ? `${node.name}-unprefixed` : node.name;
    return this.include(
      isOutside ? 'sharedScopedName' : 'scopedName',
      goString(node.name),
      goString(alias),
      ...(limit === LABEL_LIMIT ? [] : [String(limit)]),
    );
  }
}

/** The named template that yields the name of a workload's ServiceAccount. */
export function accountHelper(key: string | undefined): string {
  return key === undefined ? 'serviceAccountName' : `serviceAccountName.${key}`;
}

/** What stands behind the prefix; empty where the name is the prefix itself. */
export function suffixOf(name: string, prefix: string | undefined): string | undefined {
  if (prefix === undefined) return undefined;
  if (name === prefix) return '';
  return name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : undefined;
}

function limitOf(node: GraphNode): number {
  const own = LIMITS[node.kind];
  if (own !== undefined) return own;
  return node.name.length > LABEL_LIMIT && !LABEL_KINDS.has(node.kind) ? SUBDOMAIN_LIMIT : LABEL_LIMIT;
}

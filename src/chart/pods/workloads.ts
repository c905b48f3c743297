import { describeObject, listAt, nameOf, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { GraphNode, ReferenceGraph } from '../../kubernetes/references/reference.ts';
import { podTemplatePath, workloadKindOf } from '../../kubernetes/workload-kinds.ts';
import type { Choices } from '../decisions.ts';
import type { Document, Workload } from '../draft.ts';
import { suffixOf } from '../names/name-plan.ts';
import type { ChartRules } from '../rules.ts';
import { reservedKeys } from '../values/reserved-keys.ts';
import { camelCase, type Scope, subScope } from '../values/values-model.ts';
import { argumentsOf } from './container-args.ts';
import type { WorkloadPlan } from './workload-plan.ts';

/**
 * The workloads of the input, the manager first: its values stand at the top, the others have a section each.
 *
 * @param primary KIND/NAME of the one that is the manager, whatever it looks like
 */
export function planWorkloads(
  graph: ReferenceGraph,
  prefix: string | undefined,
  choices: Choices,
  rules: ChartRules,
  primary?: string,
): WorkloadPlan[] {
  const pods = graph.nodes.filter((node) => !node.provided && podTemplatePath(node.object) !== undefined);
  const manager =
    pods.find(({ kind, name }) => `${kind}/${name}` === primary) ??
    [...pods].sort((a, b) => score(b.object, graph, prefix) - score(a.object, graph, prefix))[0];
  const names = new Set(reservedKeys(rules));
  const ordered = [...pods.filter((each) => each === manager), ...pods.filter((each) => each !== manager)];
  const titles = new Set<string>();
  const accounts = new Set<number>();
  return ordered.map((node) => {
    const short = suffixOf(node.name, prefix) || node.name;
    const templatePath = podTemplatePath(node.object)!;
    const account = accountOf(node, templatePath, graph);
    const owns = account !== undefined && !accounts.has(account);
    if (owns) accounts.add(account);
    return {
      index: node.index,
      object: node.object,
      isManager: node === manager,
      title: uniqueTitle(short, node, titles),
      templatePath,
      key: node === manager ? undefined : sectionKey(short, node, names, choices),
      mainContainer: mainContainer(node.object, templatePath, short),
      account: owns ? account : undefined,
    };
  });
}

function accountOf(node: GraphNode, templatePath: readonly string[], graph: ReferenceGraph): number | undefined {
  const name = stringAt(node.object, ...templatePath, 'spec', 'serviceAccountName') || 'default';
  const implied = graph.impliedNamespace;
  return graph.nodes.find(
    (other) =>
      other.kind === 'ServiceAccount' &&
      other.name === name &&
      (other.namespace ?? implied) === (node.namespace ?? implied),
  )?.id;
}

/** The plans with their documents and the place of their values. */
export function placeWorkloads(
  plans: readonly WorkloadPlan[],
  documents: readonly Document[],
  values: Scope,
): Workload[] {
  return plans.map((plan) => {
    const document = documents.find(({ node }) => node?.index === plan.index)!;
    const scope = plan.key === undefined ? values : subScope(values, plan.key, `${plan.object.kind} ${plan.title}.`);
    return { ...plan, document, scope, arguments: argumentsOf({ ...plan, document }) };
  });
}

/**
 * What a workload is called, by which the objects that the chart adds for it are named: `web` and `web-web` are both `web`
 * without the prefix, and so are a Deployment and a StatefulSet of one name.
 */
function uniqueTitle(short: string, { name, kind }: GraphNode, taken: Set<string>): string {
  const candidates = [short, name, `${name}-${kind.toLowerCase()}`];
  let title = candidates.find((each) => !taken.has(each));
  for (let count = 2; title === undefined; count += 1) {
    const numbered = `${name}-${count}`;
    if (!taken.has(numbered)) title = numbered;
  }
  taken.add(title);
  return title;
}

function sectionKey(title: string, node: GraphNode, taken: Set<string>, choices: Choices): string {
  const { kind, name } = node;
  const key = choices.key('workload', `${kind}/${name}`, wantedKeys(title, kind), (each) => !taken.has(each));
  taken.add(key);
  return key;
}

function* wantedKeys(title: string, kind: string): Generator<string> {
  const base = camelCase(title);
  yield base;
  yield camelCase(`${title}-${kind}`);
  for (let count = 2; ; count += 1) yield `${base}${count}`;
}

/** How much a workload looks like the one that runs the controllers. */
function score(object: KubernetesObject, graph: ReferenceGraph, prefix: string | undefined): number {
  const template = objectAt(object, ...podTemplatePath(object)!) ?? {};
  // What all names start with says nothing, unless it is the whole name.
  const own = suffixOf(nameOf(object), prefix);
  const name = own || nameOf(object);
  let points = { Deployment: 8, StatefulSet: 4, DaemonSet: 2, ReplicaSet: 1 }[object.kind] ?? 0;
  // Of several programs the one that is called so with nothing before it goes first.
  if (/(^|-)controller-manager$/.test(name)) points += own === 'controller-manager' ? 40 : 32;
  else if (own === '' || /manager|operator|controller/.test(name)) points += 8;
  if (listAt(template, 'spec', 'containers').some((container) => stringAt(container, 'name') === 'manager'))
    points += 16;
  if (stringAt(template, 'metadata', 'labels', 'control-plane') === 'controller-manager') points += 16;
  const account = stringAt(template, 'spec', 'serviceAccountName');
  const bound = graph.nodes.filter(
    (node) =>
      node.kind === 'ClusterRoleBinding' &&
      listAt(node.object, 'subjects').some((subject) => stringAt(subject, 'name') === account),
  );
  return points + Math.min(bound.length, 6);
}

/**
 * The container that the pod is about: the one that kubectl would pick, else `manager`, else the one that is called like the
 * workload, else the first that is no proxy.
 */
function mainContainer(object: KubernetesObject, templatePath: readonly string[], short: string): number {
  const containers = listAt(object, ...templatePath, 'spec', 'containers');
  const named = (name: string | undefined) =>
    containers.findIndex((container) => name !== undefined && stringAt(container, 'name') === name);
  const annotated = named(
    stringAt(object, ...templatePath, 'metadata', 'annotations', 'kubectl.kubernetes.io/default-container'),
  );
  const candidates = [
    annotated,
    ...['manager', short, nameOf(object)].map(named),
    containers.findIndex((container) => !isProxy(container)),
  ];
  return candidates.find((at) => at !== -1) ?? 0;
}

/** Whether people say how many pods it has. ReplicationControllers, which Deployments replaced, are as the manifests have them. */
export function hasReplicas(object: KubernetesObject): boolean {
  return workloadKindOf(object)?.hasReplicas === true && object.kind !== 'ReplicationController';
}

/** Whether it replaces pods one by one, so that an autoscaler and a budget make sense for it. */
export function scales({ object }: WorkloadPlan): boolean {
  return hasReplicas(object) && workloadKindOf(object)?.rollout !== undefined;
}

export function isProxy(container: JsonValue): boolean {
  return (
    stringAt(container, 'name') === 'kube-rbac-proxy' ||
    stringAt(container, 'image')?.includes('kube-rbac-proxy') === true
  );
}

export function describeWorkload(workload: Workload): string {
  return describeObject(workload.object);
}

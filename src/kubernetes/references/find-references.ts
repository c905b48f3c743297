import { groupOf, nameOf, namespaceOf, stringAt } from '../identity.ts';
import type { KubernetesObject } from '../object.ts';
import { findAll } from '../paths.ts';
import { scopeOf } from '../scope.ts';
import { podTemplatePath } from '../workload-kinds.ts';
import { homeNamespace, isInEveryCluster } from './home-namespace.ts';
import { impliedNamespace } from './implied-namespace.ts';
import { LabelledObjects } from './labelled-objects.ts';
import { findLeftovers } from './leftover-names.ts';
import { NAME_FIELDS } from './name-fields.ts';
import { NodeIndex } from './node-index.ts';
import { otherJobs } from './other-jobs.ts';
import type { Doubt, GraphNode, ReferenceGraph } from './reference.ts';
import { selectorsOf } from './selectors-of.ts';
import { spansOf } from './spans-of.ts';
import { TextJudge } from './text-names.ts';

/**
 * The reference graph of some objects: every field, DNS name, argument and selector by which one object means another.
 * Names that nothing in the input answers to are no references and get no span.
 */
export function findReferences(objects: readonly KubernetesObject[]): ReferenceGraph {
  const isClusterScoped = scopeOf(objects);
  const nodes: GraphNode[] = objects.map((object, index) => {
    const group = groupOf(object.apiVersion);
    const clusterScoped = isClusterScoped(group, object.kind);
    return {
      id: index,
      group,
      kind: object.kind,
      name: nameOf(object),
      namespace: clusterScoped ? undefined : namespaceOf(object),
      clusterScoped,
      object,
      index,
      provided: false,
      stays: bindsRoleOfCluster(object, objects),
    };
  });
  addProvided(nodes);
  // Where others state a namespace, those that do not go where the operator lives.
  const implied = impliedNamespace(objects) ?? homeNamespace(objects);
  addImpliedAccounts(nodes, implied);
  const index = new NodeIndex(nodes, implied);
  const doubts: Doubt[] = [];
  const judge = new TextJudge(index);
  const labelled = new LabelledObjects(objects);
  const selectors = objects.map((object) => selectorsOf(object, labelled, implied));
  const isOtherJob = otherJobs(objects, selectors);
  const spans = nodes
    .slice(0, objects.length)
    .map((node, at) => spansOf(node, index, judge, (doubt) => doubts.push({ index: at, ...doubt }), isOtherJob));
  return {
    nodes,
    spans,
    selectors,
    // Not everybody asks: to look through all text takes as long as many rules.
    get doubts() {
      const told = new Set(doubts.map(keyOfDoubt));
      const leftovers = findLeftovers(objects, nodes, index.namespaces(), implied, spans);
      return [...doubts, ...leftovers.filter((doubt) => !told.has(keyOfDoubt(doubt)))];
    },
    impliedNamespace: implied,
  };
}

/**
 * Whether it binds a Role that a namespace of every cluster comes with, such as the one that lets an extension API server
 * read how clients are authenticated (kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer).
 */
function bindsRoleOfCluster(object: KubernetesObject, objects: readonly KubernetesObject[]): boolean {
  const namespace = namespaceOf(object);
  if (object.kind !== 'RoleBinding' || namespace === undefined || !isInEveryCluster(namespace)) return false;
  const name = stringAt(object, 'roleRef', 'name');
  if (stringAt(object, 'roleRef', 'kind') !== 'Role' || name === undefined) return false;
  return !objects.some((other) => other.kind === 'Role' && nameOf(other) === name);
}

function keyOfDoubt({ index, path }: Doubt): string {
  return `${index}${path.join('\0')}`;
}

/** What comes to be because of an object: the Secrets that cert-manager writes. */
function addProvided(nodes: GraphNode[]): void {
  const providing = NAME_FIELDS.filter((field) => field.provides === true);
  for (const node of [...nodes]) {
    for (const field of providing) {
      if (!field.in.includes(node.kind) || typeof field.to !== 'string') continue;
      for (const { value } of findAll(node.object, field.at)) {
        const name = stringAt(value, field.name);
        if (name === undefined || name === '') continue;
        const exists = nodes.some((n) => n.kind === field.to && n.name === name && n.namespace === node.namespace);
        if (exists) continue;
        const provided = { ...node, id: nodes.length, group: '', kind: field.to, name, clusterScoped: false };
        nodes.push({ ...provided, provided: true });
      }
    }
  }
}

/** The ServiceAccount that a pod runs under although no manifest makes it: `default`, or one that a person makes. */
function addImpliedAccounts(nodes: GraphNode[], implied: string | undefined): void {
  for (const node of [...nodes]) {
    const template = node.provided ? undefined : podTemplatePath(node.object);
    if (template === undefined) continue;
    const name = stringAt(node.object, ...template, 'spec', 'serviceAccountName') || 'default';
    const exists = nodes.some(
      (other) =>
        other.kind === 'ServiceAccount' &&
        other.name === name &&
        (other.namespace ?? implied) === (node.namespace ?? implied),
    );
    if (exists) continue;
    nodes.push({ ...node, id: nodes.length, group: '', kind: 'ServiceAccount', name, provided: true });
  }
}

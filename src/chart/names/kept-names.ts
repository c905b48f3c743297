import { groupOf, stringAt } from '../../kubernetes/identity.ts';
import type { GraphNode, ReferenceGraph } from '../../kubernetes/references/reference.ts';
import { isBuiltInGroup } from '../../kubernetes/scope.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import type { ChartRules } from '../rules.ts';

/** Why a node keeps its name in every release. */
export type KeptBecause = 'option' | 'custom-resource' | 'composed';

/** Groups of add-ons of which operators ship objects, and whose kinds prescribe no names. */
const WITHOUT_CONTRACT = new Set([
  'acme.cert-manager.io',
  'autoscaling.k8s.io',
  'cert-manager.io',
  'cilium.io',
  'external-secrets.io',
  'gateway.networking.k8s.io',
  'keda.sh',
  'kyverno.io',
  'monitoring.coreos.com',
  'networking.istio.io',
  'operator.victoriametrics.com',
  'policy.networking.k8s.io',
  'route.openshift.io',
  'security.istio.io',
  'security.openshift.io',
  'snapshot.storage.k8s.io',
  'telemetry.istio.io',
  'traefik.io',
]);

/** The nodes that keep the names of the manifests, and why. */
export function keptNames(
  graph: ReferenceGraph,
  options: Pick<ChartOptions, 'keepNames' | 'nameStyle'>,
  rules: ChartRules,
): Map<number, KeptBecause> {
  const kept = new Map<number, KeptBecause>();
  const listed = new Set(options.keepNames);
  for (const node of graph.nodes) {
    if (options.nameStyle === 'keep' || listed.has(`${node.kind}/${node.name}`)) kept.set(node.id, 'option');
  }
  if (rules === 1) return kept;
  const add = (id: number, because: KeptBecause) => {
    if (!kept.has(id)) kept.set(id, because);
  };
  for (const node of composedNames(graph.nodes)) add(node.id, 'composed');
  for (const node of unknownResources(graph)) add(node.id, 'custom-resource');
  return kept;
}

/**
 * Custom resources that nothing in the input refers to: their kind may prescribe the name (a singleton called `default`, a
 * driver called like itself), and nobody but the operator knows.
 */
function unknownResources({ nodes, spans }: ReferenceGraph): GraphNode[] {
  const defined = new Set(
    nodes
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ object }) => `${stringAt(object, 'spec', 'group')}|${stringAt(object, 'spec', 'names', 'kind')}`),
  );
  const referred = new Set<number>();
  for (const [index, list] of spans.entries()) {
    for (const { target } of list) if ('node' in target && target.node !== index) referred.add(target.node);
  }
  return nodes.filter((node) => {
    if (node.provided || isBuiltInGroup(node.object.apiVersion) || referred.has(node.id)) return false;
    const group = groupOf(node.object.apiVersion);
    return defined.has(`${group}|${node.kind}`) || !WITHOUT_CONTRACT.has(group);
  });
}

/**
 * Names of which one is the end of others behind a point: `webhook.example.org` and `validation.webhook.example.org`. The
 * program that is told the one puts the others together itself.
 */
function composedNames(nodes: readonly GraphNode[]): GraphNode[] {
  const dotted = nodes.filter(
    ({ name, kind, provided }) => !provided && name.includes('.') && kind !== 'CustomResourceDefinition',
  );
  const names = new Set(dotted.map(({ name }) => name));
  const families = new Set<string>();
  for (const name of names) {
    for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
      const end = name.slice(dot + 1);
      if (names.has(end)) families.add(name).add(end);
    }
  }
  return dotted.filter(({ name }) => families.has(name));
}

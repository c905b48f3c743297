import { listAt } from '../identity.ts';
import { RESOURCE_KINDS } from './name-fields.ts';
import type { NodeIndex } from './node-index.ts';
import type { GraphNode } from './reference.ts';
import type { SpanCollector } from './span-collector.ts';

/** The objects that the rules of a Role or ClusterRole name one by one. */
export function resourceNames(role: GraphNode, index: NodeIndex, spans: SpanCollector): void {
  for (const [at, rule] of listAt(role.object, 'rules').entries()) {
    const kinds = listAt(rule, 'resources').flatMap((resource) => {
      const plural = typeof resource === 'string' ? (resource.split('/')[0] ?? '') : '';
      return Object.hasOwn(RESOURCE_KINDS, plural) ? [RESOURCE_KINDS[plural]!] : index.kindsOfPlural(plural);
    });
    for (const [position, name] of listAt(rule, 'resourceNames').entries()) {
      if (typeof name !== 'string') continue;
      // A ClusterRole's rule holds in every namespace, so the object may be in any.
      const found = kinds
        .map((kind) => (role.clusterScoped ? index.findAnywhere(kind, name) : index.find(kind, role.namespace, name)))
        .find((target) => target !== undefined);
      spans.name(['rules', at, 'resourceNames', position], name, found, 'resourceNames');
    }
  }
}

import type { Resource } from '../project.ts';
import { eachResource, groupKind, issue, type Rule } from './rule.ts';

/** The versions of a kind are one CRD, which has one plural and one scope. */
export const inconsistentKind: Rule = function* (input) {
  const first = new Map<string, readonly [Resource, string]>();
  for (const [resource, path] of eachResource(input)) {
    if (resource.api === undefined) continue;
    const known = first.get(groupKind(resource));
    if (known === undefined) {
      first.set(groupKind(resource), [resource, path]);
      continue;
    }
    const [other, otherPath] = known;
    if (other.plural !== resource.plural) {
      const message = `another plural than ${otherPath}, a version of the same kind`;
      yield issue('inconsistent-kind', `${path}.plural`, message, other.plural, resource.plural);
    }
    if (other.api?.namespaced !== resource.api.namespaced) {
      const message = `another scope than ${otherPath}, a version of the same kind`;
      yield issue('inconsistent-kind', `${path}.api`, message, scope(other), scope(resource));
    }
  }
};

function scope(resource: Resource): string {
  return resource.api?.namespaced ? 'namespaced' : 'cluster-scoped';
}

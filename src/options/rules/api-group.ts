import { eachResource, issue, type Rule } from './rule.ts';

/**
 * The group of a CRD: a DNS name with at least one dot, and not one of the groups that Kubernetes keeps for itself
 * (CRD validation of the apiserver: `spec.group`, and the annotation `api-approved.kubernetes.io`).
 */
export const apiGroup: Rule = function* (input) {
  for (const [resource, path] of eachResource(input)) {
    const name = resource.qualifiedGroup;
    const at = `${path}.group`;
    if (name === '' && !resource.core) {
      yield issue('reserved-group', at, 'the group without a name is that of Kubernetes', 'a group or a domain', name);
    }
    if (name.length > 253) {
      yield issue('name-too-long', at, 'group and domain together are too long', 'at most 253 characters', name);
    }
    if (resource.api === undefined || resource.core || name === '' || input.asReleased) continue;
    if (!name.includes('.')) {
      yield issue('reserved-group', at, 'the group of a CRD needs a dot', 'a group with a domain', name);
    } else if (/(^|\.)(k8s|kubernetes)\.io$/.test(name)) {
      const message = 'Kubernetes keeps this group for itself and refuses CRDs in it that nobody has approved';
      yield issue('reserved-group', at, message, 'another domain, such as example.com', name);
    }
  }
};

import { eachResource, issue, type Rule } from './rule.ts';

/**
 * Without multigroup the APIs of a project share the directories `api/<version>`, so they share a group.
 * Controllers and webhooks for the types of others are free of it (facts of `kubebuilder create api`).
 */
export const groupsNeedMultigroup: Rule = function* (input) {
  if (input.project.multigroup) return;
  let group: string | undefined;
  for (const [resource, path] of eachResource(input)) {
    if (resource.api === undefined) continue;
    group ??= resource.group;
    if (resource.group === group) continue;
    const message = 'a second API group needs multigroup: true';
    yield issue('groups-need-multigroup', `${path}.group`, message, group === '' ? 'no group' : group, resource.group);
  }
};

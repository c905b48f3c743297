import { listAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';

/** The smallest thing that a rule allows: one verb with one resource, perhaps of one name, or at one address. */
export type Grant =
  | { readonly verb: string; readonly apiGroup: string; readonly resource: string; readonly resourceName?: string }
  | { readonly verb: string; readonly url: string };

/** Grants by a text that is theirs alone. */
export type Grants = ReadonlyMap<string, Grant>;

/** What some rules allow together, without what others of them allow anyway. */
export function grantsOf(rules: readonly JsonValue[]): Grants {
  const all = new Map<string, Grant>();
  for (const rule of rules) for (const grant of grantsOfRule(rule)) all.set(keyOf(grant), grant);
  return new Map(
    [...all].filter(([key, grant]) => ![...coversOf(grant)].some((cover) => cover !== key && all.has(cover))),
  );
}

/** What one has and the other does not allow, word by word or by a wildcard. */
export function grantsBeyond(grants: Grants, others: Grants): Grant[] {
  return [...grants.values()].filter((grant) => ![...coversOf(grant)].some((cover) => others.has(cover)));
}

/** A rule without resource names is about all of them. One without API groups, or without verbs, allows nothing. */
function* grantsOfRule(rule: JsonValue): Generator<Grant> {
  const names = wordsAt(rule, 'resourceNames');
  for (const verb of wordsAt(rule, 'verbs')) {
    for (const url of wordsAt(rule, 'nonResourceURLs')) yield { verb, url };
    for (const apiGroup of wordsAt(rule, 'apiGroups')) {
      for (const resource of wordsAt(rule, 'resources')) {
        if (names.length === 0) yield { verb, apiGroup, resource };
        for (const resourceName of names) yield { verb, apiGroup, resource, resourceName };
      }
    }
  }
}

function wordsAt(rule: JsonValue, key: string): string[] {
  return listAt(rule, key).filter((word): word is string => typeof word === 'string');
}

/**
 * The keys of all grants that allow what this one does, its own among them. `*` stands for any verb, group or resource,
 * subresources included; `*` before a subresource for that of any resource; in an address only an end of `*` is one.
 *
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ ("Referring to resources", "Role and ClusterRole
 * examples") and the reference of PolicyRule: https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/cluster-role-v1/
 */
function* coversOf(grant: Grant): Generator<string> {
  for (const verb of new Set([grant.verb, '*'])) {
    if ('url' in grant) {
      yield keyOf({ verb, url: grant.url });
      for (let length = 0; length <= grant.url.length; length += 1) {
        yield keyOf({ verb, url: `${grant.url.slice(0, length)}*` });
      }
      continue;
    }
    const { resource, resourceName } = grant;
    const slash = resource.indexOf('/');
    const resources = [resource, '*', ...(slash === -1 ? [] : [`*${resource.slice(slash)}`])];
    for (const apiGroup of new Set([grant.apiGroup, '*'])) {
      for (const wider of resources) {
        yield keyOf({ verb, apiGroup, resource: wider });
        if (resourceName !== undefined) yield keyOf({ verb, apiGroup, resource: wider, resourceName });
      }
    }
  }
}

function keyOf(grant: Grant): string {
  if ('url' in grant) return `${grant.verb}\n${grant.url}`;
  const { verb, apiGroup, resource, resourceName } = grant;
  return [verb, apiGroup, resource, ...(resourceName === undefined ? [] : [resourceName])].join('\0');
}

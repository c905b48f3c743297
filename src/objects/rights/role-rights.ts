import { compareCodeUnits } from '../../core/compare.ts';
import { groupOf, listAt, nameOf, objectAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { selects } from '../../kubernetes/references/label-selectors.ts';
import { compareIdentities, refOf } from '../identity.ts';
import type { Right, RoleRights } from '../model.ts';
import { type Grant, grantsBeyond, grantsOf } from './grants.ts';

/** A role of each side that are one and the same; one side is absent where the role comes or goes. */
export interface RolePair {
  readonly from?: KubernetesObject | undefined;
  readonly to?: KubernetesObject | undefined;
}

export function isRole({ apiVersion, kind }: KubernetesObject): boolean {
  return groupOf(apiVersion) === 'rbac.authorization.k8s.io' && (kind === 'Role' || kind === 'ClusterRole');
}

/** Whether its rules are those of other roles, so that it may change while nothing in it does. */
export function isAggregated(role: KubernetesObject): boolean {
  return role.kind === 'ClusterRole' && objectAt(role, 'aggregationRule') !== undefined;
}

/** The roles that allow more or less than before, by kind, namespace and name. How rules are put together does not matter. */
export function roleRights(
  pairs: readonly RolePair[],
  from: readonly KubernetesObject[],
  to: readonly KubernetesObject[],
): RoleRights[] {
  return pairs
    .flatMap((pair): RoleRights[] => {
      const old = grantsOf(rulesOf(pair.from, from));
      const now = grantsOf(rulesOf(pair.to, to));
      const gained = rightsOf(grantsBeyond(now, old));
      const lost = rightsOf(grantsBeyond(old, now));
      if (gained.length + lost.length === 0) return [];
      return [
        {
          ...(pair.from === undefined ? {} : { from: refOf(pair.from) }),
          ...(pair.to === undefined ? {} : { to: refOf(pair.to) }),
          gained,
          lost,
        },
      ];
    })
    .sort(compareRoleRights);
}

export function compareRoleRights(a: RoleRights, b: RoleRights): number {
  return compareIdentities((a.to ?? a.from)!, (b.to ?? b.from)!);
}

/**
 * The rules that count. Those of an aggregated role are written anew by the control plane, from all other ClusterRoles
 * that its selectors match; of these, those of the same side are known.
 *
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
function rulesOf(
  role: KubernetesObject | undefined,
  objects: readonly KubernetesObject[],
  above: ReadonlySet<KubernetesObject> = new Set(),
): readonly JsonValue[] {
  if (role === undefined) return [];
  if (!isAggregated(role)) return listAt(role, 'rules');
  const selectors = listAt(role, 'aggregationRule', 'clusterRoleSelectors');
  const seen = new Set([...above, role]);
  return objects
    .filter(
      (other) => other.kind === 'ClusterRole' && isRole(other) && !seen.has(other) && nameOf(other) !== nameOf(role),
    )
    .filter((other) => {
      const labels = objectAt(other, 'metadata', 'labels') ?? {};
      return selectors.some((selector) => selects(selector, 'labelSelector', labels));
    })
    .flatMap((other) => rulesOf(other, objects, seen));
}

/** Grants with their verbs put together, by API group, resource and name, then those of addresses. */
function rightsOf(grants: readonly Grant[]): Right[] {
  const rights = new Map<string, { about: Omit<Right, 'verbs'>; verbs: string[] }>();
  for (const { verb, ...about } of grants) {
    const key = sortKeyOf(about);
    const right = rights.get(key);
    if (right === undefined) rights.set(key, { about, verbs: [verb] });
    else right.verbs.push(verb);
  }
  return [...rights]
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .map(([, { about, verbs }]) => ({ verbs: verbs.sort(compareCodeUnits), ...about }));
}

function sortKeyOf({ apiGroup = '', resource = '', resourceName, url }: Omit<Right, 'verbs'>): string {
  if (url !== undefined) return `1${url}`;
  return `0${[apiGroup, resource, ...(resourceName === undefined ? [] : [resourceName])].join('\0')}`;
}

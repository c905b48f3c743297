import { groupOf, isObject, listAt, nameOf, namespaceOf, stringAt } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import { isRole } from '../rights/role-rights.ts';
import type { Workload } from './workloads.ts';

/** A RoleBinding or ClusterRoleBinding, with what is at both its ends. */
export interface BindingWire {
  readonly object: KubernetesObject;
  readonly namespace: string | undefined;
  readonly roleKind: string;
  readonly roleName: string;
  /** Undefined where no manifest makes it. */
  readonly role: KubernetesObject | undefined;
  readonly accounts: readonly BoundAccount[];
}

/** A ServiceAccount that a binding lets in. */
export interface BoundAccount {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly path: Path;
  /** Undefined where no manifest makes it. */
  readonly object: KubernetesObject | undefined;
  /** Those whose pods run under it. */
  readonly workloads: readonly Workload[];
}

/** @param home the namespace of objects that name none */
export function readBindings(
  objects: readonly KubernetesObject[],
  workloads: readonly Workload[],
  home: string | undefined,
): BindingWire[] {
  const roles = objects.filter(isRole);
  const accounts = objects.filter(({ apiVersion, kind }) => kind === 'ServiceAccount' && apiVersion === 'v1');
  return objects
    .filter(
      ({ apiVersion, kind }) =>
        groupOf(apiVersion) === 'rbac.authorization.k8s.io' &&
        (kind === 'RoleBinding' || kind === 'ClusterRoleBinding'),
    )
    .map((object) => {
      const namespace = object.kind === 'ClusterRoleBinding' ? undefined : (namespaceOf(object) ?? home);
      const roleKind = stringAt(object, 'roleRef', 'kind') ?? '';
      const roleName = stringAt(object, 'roleRef', 'name') ?? '';
      return {
        object,
        namespace,
        roleKind,
        roleName,
        role: roles.find(
          (role) =>
            role.kind === roleKind &&
            nameOf(role) === roleName &&
            (roleKind === 'ClusterRole' || (namespaceOf(role) ?? home) === namespace),
        ),
        accounts: listAt(object, 'subjects').flatMap((subject, index): BoundAccount[] => {
          const name = stringAt(subject, 'name');
          if (!isObject(subject) || subject.kind !== 'ServiceAccount' || name === undefined) return [];
          const where = stringAt(subject, 'namespace') || namespace;
          return [
            {
              name,
              namespace: where,
              path: ['subjects', index],
              object: accounts.find(
                (account) => nameOf(account) === name && (namespaceOf(account) ?? home) === (where ?? home),
              ),
              workloads: workloads.filter(
                (workload) => workload.account === name && workload.namespace === (where ?? home),
              ),
            },
          ];
        }),
      };
    });
}

/** What a program needs that asks the API server who a caller is and what it may: kube-rbac-proxy, and the filter. */
const REVIEWS = [
  ['authentication.k8s.io', 'tokenreviews'],
  ['authorization.k8s.io', 'subjectaccessreviews'],
] as const;

/** Whether a role lets its accounts create both kinds of reviews. */
export function grantsReviews(role: KubernetesObject): boolean {
  return REVIEWS.every(([group, resource]) =>
    listAt(role, 'rules').some(
      (rule) =>
        hasAny(rule, 'apiGroups', group) && hasAny(rule, 'resources', resource) && hasAny(rule, 'verbs', 'create'),
    ),
  );
}

/** Whether a role's only purpose is to let its accounts create reviews. */
export function isReviewRole(role: KubernetesObject): boolean {
  const rules = listAt(role, 'rules');
  const isReview = (resource: unknown) => REVIEWS.some(([, name]) => name === resource);
  return (
    rules.length > 0 &&
    rules.every((rule) => listAt(rule, 'resources').length > 0 && listAt(rule, 'resources').every(isReview))
  );
}

function hasAny(rule: Parameters<typeof listAt>[0], key: string, word: string): boolean {
  const words = listAt(rule, key);
  return words.includes(word) || words.includes('*');
}

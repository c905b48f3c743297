import { inWiredRoots, type Rule } from './rule.ts';

export const bindingWithoutRole: Rule = {
  id: 'binding-without-role',
  family: 'wiring',
  severity: 'error',
  title: 'A binding names a role that nobody makes',
  why: `A binding to a role that does not exist grants nothing. It comes of a Role that became a ClusterRole, or the other way
round, and of a prefix that one end has and the other has not. Names that are not the project's own, such as
\`cluster-admin\`, are roles of the cluster and not judged.

Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      const { bindings, objects } = root.wiring;
      const roles = new Map<string, string>();
      for (const { kind, metadata } of objects) {
        if (kind === 'Role' || kind === 'ClusterRole') roles.set(String(metadata.name), kind);
      }
      for (const { object, role, roleName, roleKind, accounts } of bindings) {
        if (role !== undefined || accounts.every(({ workloads }) => workloads.length === 0)) continue;
        // In which namespace the binding comes to lie is said where the directory is built upon.
        const isUnplaced = object.metadata.namespace === undefined;
        if (isUnplaced && objects.some((each) => each.kind === roleKind && each.metadata.name === roleName)) continue;
        const other = roles.get(roleName) ?? near(roles, roleName);
        // ClusterRoles may be the cluster's own; a Role in the operator's namespace can only be made here.
        if (other === undefined && (roleKind === 'ClusterRole' || object.metadata.namespace !== root.wiring.home))
          continue;
        yield {
          at: { root, object, path: ['roleRef'] },
          message: isOfKubeSystem(roleName)
            ? `the Role ${roleName} is in kube-system, and the namespace of a kustomization has moved the binding away from there`
            : `there is no ${roleKind} ${roleName}${other === undefined ? '' : `, but a ${other}`}`,
          fix: isOfKubeSystem(roleName)
            ? 'keep the binding out of the directory that sets the namespace'
            : other === undefined
              ? 'add the role, or drop the binding'
              : `name the ${other}, or make it a ${roleKind}`,
        };
      }
    });
  },
};

/** A role whose name is the same but for a prefix: `manager-role` and `demo-manager-role`. */
function near(roles: ReadonlyMap<string, string>, name: string): string | undefined {
  const found = [...roles.keys()].find((each) => each.endsWith(`-${name}`) || name.endsWith(`-${each}`));
  return found === undefined ? undefined : `${roles.get(found)} ${found}`;
}

/**
 * A Role that every cluster has in kube-system
 * (kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer).
 */
function isOfKubeSystem(name: string): boolean {
  return name === 'extension-apiserver-authentication-reader';
}

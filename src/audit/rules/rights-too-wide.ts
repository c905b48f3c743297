import { listAt, nameOf } from '../../kubernetes/identity.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const rightsTooWide: Rule = {
  id: 'rights-too-wide',
  family: 'security',
  severity: 'warning',
  title: 'The operator may do everything',
  why: `Whoever takes over the pod takes over the cluster. Told are \`cluster-admin\`, and rules with \`*\` for the API groups and the
resources, of roles that the operator's account has; every verb on the kinds that are its own is not.

Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      for (const { object, role, roleName, roleKind, accounts } of root.wiring.bindings) {
        const used = accounts.filter(({ workloads }) => workloads.length > 0);
        if (used.length === 0) continue;
        if (roleKind === 'ClusterRole' && roleName === 'cluster-admin') {
          yield {
            at: { root, object, path: ['roleRef'] },
            message: `${used[0]!.name} is cluster-admin`,
            fix: 'bind a role with what the operator needs: controller-gen writes it from the +kubebuilder:rbac markers',
          };
        }
        for (const [index, rule] of (role === undefined ? [] : listAt(role, 'rules')).entries()) {
          const isWide = ['apiGroups', 'resources'].every((key) => listAt(rule, key).includes('*'));
          if (!isWide) continue;
          yield {
            at: { root, object: role!, path: ['rules', index] },
            message: `${nameOf(role!)} is for every resource of every API group: ${listAt(rule, 'verbs').join(', ')}`,
            fix: 'name the groups and resources that the operator needs',
          };
        }
      }
    });
  },
};

import { inWiredRoots, type Rule } from './rule.ts';

export const bindingWithoutAccount: Rule = {
  id: 'binding-without-account',
  family: 'wiring',
  severity: 'error',
  title: 'A binding is for an account that no pod uses',
  why: `Rights go to the account that the pods run under. A binding to another one, mostly to the \`controller-manager\` of a
scaffold in a project whose account is called otherwise, leaves the manager without them. Judged are bindings in whose
place no other one binds the same role to the pods' account, and accounts that nothing else here speaks of.

Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      const { bindings, metrics, home } = root.wiring;
      const managers = [...new Set(metrics.map(({ workload }) => workload))];
      if (managers.length === 0) return;
      for (const { object, roleName, roleKind, accounts, role } of bindings) {
        for (const { name, namespace, object: account, workloads, path } of accounts) {
          if (workloads.length > 0 || role === undefined) continue;
          const twin = bindings.some(
            (other) =>
              other.roleName === roleName &&
              other.roleKind === roleKind &&
              other.accounts.some((each) => each.workloads.length > 0),
          );
          if (twin) continue;
          // An account that a manifest makes may be for pods that the operator makes.
          if (account !== undefined && (name !== 'default' || bindingsOf(root, name) > 1)) continue;
          const isHere = namespace === home || namespace === 'system' || namespace === undefined;
          const isNearly = managers.some(({ account: used }) => used.endsWith(`-${name}`) || name.endsWith(`-${used}`));
          if (!isHere && !isNearly) continue;
          const used = managers[0]!;
          yield {
            at: { root, object, path },
            message: `no pod runs under the account ${namespace === undefined ? '' : `${namespace}/`}${name}${account === undefined ? ', and nothing makes it' : ''}; the manager runs under ${used.namespace === undefined ? '' : `${used.namespace}/`}${used.account}`,
            fix: `bind ${used.account}`,
          };
        }
      }
    });
  },
};

function bindingsOf(
  {
    wiring,
  }: { readonly wiring: { readonly bindings: readonly { readonly accounts: readonly { readonly name: string }[] }[] } },
  account: string,
): number {
  return wiring.bindings.filter(({ accounts }) => accounts.some(({ name }) => name === account)).length;
}

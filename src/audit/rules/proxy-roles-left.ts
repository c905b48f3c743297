import { isReviewRole } from '../../objects/wiring/rights.ts';
import { servedMetrics } from '../input/served-metrics.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const proxyRolesLeft: Rule = {
  id: 'proxy-roles-left',
  family: 'protection',
  severity: 'warning',
  title: 'A right that is left over from the proxy',
  why: `Without a proxy and without a filter in the manager nobody asks the API server about callers, and the right to do so is one
too many.`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      const { metrics, bindings, workloads } = root.wiring;
      if (metrics.length === 0 || workloads.some(({ containers }) => containers.some(({ part }) => part === 'proxy')))
        return;
      for (const { object, role, accounts } of bindings) {
        if (role === undefined || !isReviewRole(role)) continue;
        const users = metrics.filter(({ workload }) =>
          accounts.some((account) => account.workloads.includes(workload)),
        );
        const isIdle =
          users.length > 0 &&
          users.every((chain) => {
            const served = servedMetrics(input, root, chain);
            return served.state === 'off' || (served.scheme === 'http' && (input.go.known ? !input.go.filter : true));
          });
        if (!isIdle) continue;
        yield {
          at: { root, object },
          message: 'nothing asks about callers any more, but the account may still do so',
          fix: `take the binding and ${String(role.metadata.name)} out of config/rbac/kustomization.yaml`,
        };
      }
    });
  },
};

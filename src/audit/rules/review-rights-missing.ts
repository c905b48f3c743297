import { hasReviewRights, servedMetrics } from '../input/served-metrics.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const reviewRightsMissing: Rule = {
  id: 'review-rights-missing',
  family: 'protection',
  severity: 'error',
  title: 'Who asks about callers may not ask',
  why: `The proxy, and the manager's own filter, ask the API server who a caller is and what it may: TokenReview and
SubjectAccessReview. The account of the pods needs the right to create both, cluster-wide; a RoleBinding does not give it.
Without it every scrape is answered 401 or 500.

Source: https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/filters#WithAuthenticationAndAuthorization`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      for (const chain of root.wiring.metrics) {
        if (hasReviewRights(root, chain)) continue;
        const served = servedMetrics(input, root, chain);
        const { workload, proxy, manager, settings } = chain;
        // Without sources a manager on 8443 is known by its port alone: its flag has to say that it filters.
        const asks = manager.flags.some(({ name }) => name === 'metrics-require-rbac');
        const filters =
          served.state === 'on' && ((input.go.known && served.filter === true && served.scheme === 'https') || asks);
        const isScaffold =
          !input.go.known && served.state === 'on' && served.port === 8443 && settings.secure !== false;
        if (proxy === undefined ? !filters && !isScaffold : ignores(proxy.container.flags)) continue;
        // Rights of a cluster-wide role may be bound elsewhere: only what is here is told.
        const bindings = root.wiring.bindings.filter(({ accounts }) =>
          accounts.some(({ workloads }) => workloads.includes(workload)),
        );
        if (bindings.some(({ roleName }) => roleName === 'cluster-admin' || roleName === 'system:auth-delegator'))
          continue;
        if (bindings.length === 0) continue;
        yield {
          at: { root, object: workload.object, path: (proxy?.container ?? manager).path },
          ...(filters || proxy !== undefined ? {} : { severity: 'warning' as const }),
          message: `the account ${workload.account} may not create TokenReviews and SubjectAccessReviews, which ${proxy === undefined ? 'the filter of the manager' : 'the proxy'} needs`,
          fix: `bind a ClusterRole with both to ${workload.account} by a ClusterRoleBinding`,
        };
      }
    });
  },
};

/** A proxy that lets every path through asks nobody. */
function ignores(flags: readonly { readonly name: string; readonly value?: string }[]): boolean {
  return flags.some(({ name, value }) => name === 'ignore-paths' && value === '/*');
}

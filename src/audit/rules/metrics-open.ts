import { opensPort } from '../../objects/wiring/policies.ts';
import { servedMetrics } from '../input/served-metrics.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const metricsOpen: Rule = {
  id: 'metrics-open',
  family: 'protection',
  severity: 'warning',
  title: 'Everybody in the cluster can read the metrics',
  why: `Metrics are served over plain HTTP, without asking who the caller is, on an address that other pods reach. They tell names of
objects, errors and load. A NetworkPolicy for the port is enough protection for this rule. Behind a proxy the manager's own
port must listen on localhost, or the proxy can be passed by.

Source: https://book.kubebuilder.io/reference/metrics`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      for (const chain of root.wiring.metrics) {
        const served = servedMetrics(input, root, chain);
        if (served.state !== 'on' || served.local || served.scheme !== 'http' || served.filter === true) continue;
        const isPoliced = root.wiring.policies.some(
          ({ workloads, rules }) =>
            workloads.includes(chain.workload) &&
            rules.every((rule) => rule.from.length > 0 || !opensPort(rule, chain.workload, served.port ?? 0)),
        );
        if (isPoliced) continue;
        const { winner } = chain.settings;
        const at =
          winner === undefined
            ? { root, object: chain.workload.object, path: chain.manager.path }
            : { root, object: winner.object, path: winner.path };
        const byPass = chain.proxy !== undefined;
        yield {
          at,
          message: byPass
            ? `${chain.manager.name} serves metrics over HTTP on port ${served.port} of every address, so that the proxy can be passed by`
            : `${chain.manager.name} serves metrics over HTTP on port ${served.port} to whoever asks`,
          fix: byPass ? `bind 127.0.0.1:${served.port}` : 'operator-scaffold upgrade --only metrics --to https-metrics',
        };
      }
    });
  },
};

import { servedMetrics } from '../input/served-metrics.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const metricsChainBroken: Rule = {
  id: 'metrics-chain-broken',
  family: 'wiring',
  severity: 'error',
  title: 'The proxy leads nowhere',
  why: `A scrape goes from the Service to the proxy, and from its \`--upstream\` to where the manager serves metrics. Where the two
do not name the same port the proxy answers 502, and where the manager serves no metrics at all, too.`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      for (const chain of root.wiring.metrics) {
        const upstream = chain.proxy?.upstream;
        if (upstream === undefined || !upstream.local || chain.proxy?.upstreamPath === undefined) continue;
        const listeners = root.wiring.listeners.get(chain.workload) ?? [];
        const isServed = listeners.some(
          ({ container, port }) => port === upstream.port && container !== chain.proxy?.container,
        );
        const served = servedMetrics(input, root, chain);
        if (isServed || served.state === undefined || served.port === upstream.port) continue;
        const what = served.state === 'off' ? 'serves no metrics' : `serves metrics on port ${served.port}`;
        yield {
          at: { root, object: chain.workload.object, path: chain.proxy.upstreamPath },
          message: `the proxy leads to port ${upstream.port}, but ${chain.manager.name} ${what}`,
          fix:
            served.state === 'off'
              ? `start ${chain.manager.name} with --metrics-bind-address=127.0.0.1:${upstream.port}`
              : `let --upstream name port ${served.port}`,
        };
      }
    });
  },
};

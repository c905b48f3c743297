import { servedMetrics } from '../input/served-metrics.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const proxyBeforeSecureManager: Rule = {
  id: 'proxy-before-secure-manager',
  family: 'protection',
  severity: 'error',
  title: 'A proxy before a manager that serves TLS itself',
  why: `The proxy speaks plain HTTP with its upstream. A manager that serves HTTPS answers 400, "client sent an HTTP request to an
HTTPS server": one of the two was left over from a move to the other.`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      for (const chain of root.wiring.metrics) {
        const { proxy, workload, settings } = chain;
        if (proxy?.upstream?.scheme !== 'http' || proxy.upstreamPath === undefined) continue;
        const isSecure = settings.secure ?? (input.go.known && servedMetrics(input, root, chain).scheme === 'https');
        if (!isSecure || settings.winner?.address?.off === true) continue;
        yield {
          at: { root, object: workload.object, path: proxy.upstreamPath },
          message: `the proxy asks over HTTP, but ${chain.manager.name} serves metrics over HTTPS`,
          fix: 'operator-scaffold upgrade --only metrics --to https-metrics leaves the proxy; or say --metrics-secure=false',
        };
      }
    });
  },
};

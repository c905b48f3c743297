import { nameOf } from '../../kubernetes/identity.ts';
import { opensPort } from '../../objects/wiring/policies.ts';
import { servedMetrics } from '../input/served-metrics.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const policyBlocksMetrics: Rule = {
  id: 'policy-blocks-metrics',
  family: 'wiring',
  severity: 'error',
  title: 'A network policy cuts metrics off',
  why: `Once a policy selects a pod, only what some policy opens gets in. None here opens the port on which metrics are served, so
that under a network that enforces policies no scrape arrives.

Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      for (const chain of root.wiring.metrics) {
        const selecting = root.wiring.policies.filter(({ workloads }) => workloads.includes(chain.workload));
        const served = servedMetrics(input, root, chain);
        const port = chain.proxy?.port ?? (served.state === 'on' && !served.local ? served.port : undefined);
        if (selecting.length === 0 || port === undefined) continue;
        const isWanted = root.wiring.services.some(({ ports }) =>
          ports.some(({ ends }) => ends.some((end) => end.workload === chain.workload && end.port === port)),
        );
        const opens = selecting.some(({ rules }) => rules.some((rule) => opensPort(rule, chain.workload, port)));
        if (opens || !isWanted) continue;
        const blamed = selecting.find(({ object }) => /metrics/.test(nameOf(object))) ?? selecting[0]!;
        yield {
          at: { root, object: blamed.object, path: blamed.rules[0]?.path ?? ['spec'] },
          message: `no policy opens port ${port} of ${nameOf(chain.workload.object)}, on which metrics are served`,
          fix: `open port ${port} to the namespace of Prometheus`,
        };
      }
    });
  },
};

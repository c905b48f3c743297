import { objectAt } from '../../kubernetes/identity.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const monitorSelectsNothing: Rule = {
  id: 'monitor-selects-nothing',
  family: 'wiring',
  severity: 'error',
  title: 'A ServiceMonitor selects no Service',
  why: `Prometheus scrapes nothing, and says nothing about it. The labels are those of the Service itself, not of its pods, and
without \`namespaceSelector\` only Services of the monitor's own namespace count. Judged are monitors whose selector has a
label key that Services or pods of the manager have: others may be for what the operator makes.

Source: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitorSpec`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      const { monitors, services, metrics } = root.wiring;
      const keys = new Set([
        ...services.flatMap(({ object }) => Object.keys(objectAt(object.metadata, 'labels') ?? {})),
        ...metrics.flatMap(({ workload }) => Object.keys(workload.labels)),
      ]);
      for (const { object, services: found } of monitors) {
        if (found.length > 0) continue;
        const wanted = Object.keys(objectAt(object, 'spec', 'selector', 'matchLabels') ?? {});
        if (wanted.length === 0 || !wanted.some((key) => keys.has(key))) continue;
        yield {
          at: { root, object, path: ['spec', 'selector'] },
          message: 'no Service here has the labels that it selects, in a namespace that it looks in',
          fix: 'select labels of the metrics Service, and name its namespace where it is another',
        };
      }
    });
  },
};

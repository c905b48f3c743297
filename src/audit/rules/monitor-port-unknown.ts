import { nameOf } from '../../kubernetes/identity.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const monitorPortUnknown: Rule = {
  id: 'monitor-port-unknown',
  family: 'wiring',
  severity: 'error',
  title: 'A monitor names a port that the Service lacks',
  why: `An endpoint of a ServiceMonitor names a port of the Service, by the Service's name for it. Where none is called so
Prometheus has no target, and says nothing about it. An endpoint that names no port at all is refused.

Source: https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      for (const { object, services, endpoints } of root.wiring.monitors) {
        if (services.length === 0) continue;
        const names = [
          ...new Set(services.flatMap(({ ports }) => ports.map(({ name, port }) => name ?? String(port)))),
        ];
        for (const { path, port, value, targets } of endpoints) {
          if (targets.length > 0 || (port === undefined && value.targetPort !== undefined)) continue;
          yield {
            at: { root, object, path: port === undefined ? path : [...path, 'port'] },
            message:
              port === undefined
                ? 'an endpoint names no port'
                : `${services.map((service) => nameOf(service.object)).join(', ')} has no port that is called ${port}`,
            fix: `name one of its ports: ${names.join(', ')}`,
          };
        }
      }
    });
  },
};

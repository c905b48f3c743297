import { nameOf, stringAt } from '../../kubernetes/identity.ts';
import type { PortEnd, ServicePort, ServiceWire } from '../../objects/wiring/services.ts';
import type { AuditRoot } from '../input/audit-input.ts';
import { servedMetrics } from '../input/served-metrics.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const servicePortLeadsNowhere: Rule = {
  id: 'service-port-leads-nowhere',
  family: 'wiring',
  severity: 'error',
  title: 'A port of a Service leads nowhere',
  why: `A \`targetPort\` by name needs a container port of that name; without one the Service has no endpoint for it. A port by
number leads to whatever listens there: nobody, where the manager serves metrics on another port or not at all, and nobody
that others reach, where it listens on localhost. Port numbers are judged for metrics alone, of which the flags tell.

Source: https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      for (const service of root.wiring.services) {
        if (stringAt(service.object, 'spec', 'type') === 'ExternalName') continue;
        for (const port of service.ports) {
          const at = { root, object: service.object, path: port.path };
          for (const end of port.ends) {
            if (end.port === undefined) {
              if (String(port.target).includes('helm-unknown')) continue;
              yield {
                at: { ...at, path: [...port.path, 'targetPort'] },
                message: `no container of ${nameOf(end.workload.object)} has a port that is called ${port.target}`,
                fix: `name the number, or give the container that serves it a port called ${port.target}`,
              };
              continue;
            }
            const problem = metricsProblem(root, service, port, end);
            if (problem !== undefined) yield { at: { ...at, path: [...port.path, 'targetPort'] }, ...problem };
          }
        }
      }
    });
    function metricsProblem(root: AuditRoot, service: ServiceWire, port: ServicePort, end: PortEnd) {
      const { listener, workload } = end;
      if (Number.isNaN(end.port)) return undefined;
      if (listener?.local === true) {
        return {
          message: `${listener.container.name} listens on port ${end.port} for its own pod only`,
          fix: `bind :${end.port}, or lead the Service to the proxy's port`,
        };
      }
      const chains = root.wiring.metrics.filter((chain) => chain.workload === workload);
      // With several managers, or a port that somebody declares, nobody knows who serves what.
      if (listener !== undefined || chains.length !== 1 || !isForMetrics(root, service, port)) return undefined;
      const served = servedMetrics(input, root, chains[0]!);
      if (served.state === undefined) return undefined;
      const what =
        served.state === 'off' ? 'the manager serves no metrics' : `the manager serves metrics on port ${served.port}`;
      const proxy = chains[0]!.proxy;
      return {
        message: `nobody listens on port ${end.port}: ${what}${proxy?.port === undefined ? '' : `, its proxy on ${proxy.port}`}`,
        fix:
          served.state === 'off'
            ? `start the manager with --metrics-bind-address=:${end.port}, or drop the Service`
            : `lead the Service to port ${proxy?.port ?? served.port}`,
      };
    }
  },
};

/** Whether a port is the one for metrics: by its Service's name, or because a monitor goes to it. */
function isForMetrics({ wiring }: AuditRoot, service: ServiceWire, port: ServicePort): boolean {
  const isScraped = wiring.monitors.some(({ endpoints }) =>
    endpoints.some(({ targets }) => targets.some((target) => target.port === port)),
  );
  const isAlone = service.ports.length === 1;
  return isScraped || (/metrics/.test(nameOf(service.object)) && (isAlone || /metrics|^https?$/.test(port.name ?? '')));
}

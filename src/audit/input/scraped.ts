import type { MetricsChain } from '../../objects/wiring/listeners.ts';
import type { MonitorEndpoint, MonitorWire } from '../../objects/wiring/monitors.ts';
import type { AuditInput, AuditRoot } from './audit-input.ts';
import { servedMetrics } from './served-metrics.ts';

/** One way of a scrape from a monitor to who answers it. */
export interface Scrape {
  readonly monitor: MonitorWire;
  readonly endpoint: MonitorEndpoint;
  readonly chain: MetricsChain;
  readonly by: 'proxy' | 'manager';
  /** Undefined where only the program knows. */
  readonly scheme: 'http' | 'https' | undefined;
  /** Whether who answers asks for a token; undefined where only the program knows. */
  readonly asks: boolean | undefined;
  /** Whether it serves a certificate of its own, which nobody can verify; undefined where only the program knows. */
  readonly selfSigned: boolean | undefined;
}

/** Every scrape that a monitor of a root does and that ends at a proxy or at a manager's metrics. */
export function* scrapes(input: AuditInput, root: AuditRoot): Generator<Scrape> {
  for (const monitor of root.wiring.monitors) {
    for (const endpoint of monitor.endpoints) {
      for (const { port } of endpoint.targets) {
        for (const end of port.ends) {
          const chain = root.wiring.metrics.find(({ workload }) => workload === end.workload);
          if (chain === undefined || end.port === undefined) continue;
          if (chain.proxy?.port === end.port) {
            const flag = chain.proxy.container.flags.some(({ name }) => name === 'tls-cert-file');
            yield { monitor, endpoint, chain, by: 'proxy', scheme: 'https', asks: true, selfSigned: !flag };
            continue;
          }
          const served = servedMetrics(input, root, chain);
          if (served.state !== 'on' || served.port !== end.port) continue;
          const { certificateDirectory } = chain.settings;
          const isFlagKnown = input.go.known ? input.go.defaults.has('metrics-cert-path') : served.scheme === 'https';
          const selfSigned = certificateDirectory === undefined ? (isFlagKnown ? true : undefined) : false;
          yield { monitor, endpoint, chain, by: 'manager', scheme: served.scheme, asks: served.filter, selfSigned };
        }
      }
    }
  }
}

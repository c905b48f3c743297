import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import { parseAddress, parseUpstream } from './address.ts';
import { winningFlag } from './flags.ts';
import { type MetricsSettings, metricsSettings } from './metrics.ts';
import type { Container, Workload } from './workloads.ts';

/** A port on which a container is known to serve. */
export interface Listener {
  readonly container: Container;
  readonly purpose: 'metrics' | 'proxy' | 'proxy-plain' | 'health' | 'webhook' | 'other';
  readonly port: number;
  readonly protocol: string;
  /** Whether only its own pod reaches it. */
  readonly local: boolean;
  readonly scheme: 'http' | 'https' | undefined;
  /** What says so, in the workload's object or in the ConfigMap. */
  readonly path: Path;
  readonly object: KubernetesObject;
}

/** The metrics of one manager: who serves them, and through which proxy. */
export interface MetricsChain {
  readonly workload: Workload;
  readonly manager: Container;
  readonly settings: MetricsSettings;
  readonly proxy: ProxyLink | undefined;
}

/** A kube-rbac-proxy and where it leads. */
export interface ProxyLink {
  readonly container: Container;
  /** Where it listens with TLS; undefined where it does not, or by no flag. */
  readonly port: number | undefined;
  readonly local: boolean;
  readonly upstream: ReturnType<typeof parseUpstream>;
  readonly upstreamPath: Path | undefined;
}

/** What each container of a workload serves, by its flags and by the ports that it declares. */
export function readListeners(workload: Workload, objects: readonly KubernetesObject[]): Listener[] {
  return workload.containers.flatMap((container) => [...listenersOf(workload, container, objects)]);
}

function* listenersOf(
  workload: Workload,
  container: Container,
  objects: readonly KubernetesObject[],
): Generator<Listener> {
  const { object } = workload;
  const known = new Set<number>();
  const at = (
    purpose: Listener['purpose'],
    text: string | undefined,
    scheme: Listener['scheme'],
    path: Path,
    holder = object,
  ): Listener[] => {
    const address = parseAddress(text);
    if (address === undefined || address.off) return [];
    known.add(address.port);
    const { port, local } = address;
    return [{ container, purpose, port, local, protocol: 'TCP', scheme, path, object: holder }];
  };
  if (container.part === 'proxy') {
    const secure = winningFlag(container.flags, ['secure-listen-address']);
    const plain = winningFlag(container.flags, ['insecure-listen-address']);
    if (secure !== undefined) yield* at('proxy', secure.value, 'https', secure.path);
    if (plain !== undefined) yield* at('proxy-plain', plain.value, 'http', plain.path);
  } else {
    if (container.part === 'manager') {
      const { winner, secure } = metricsSettings(workload, container, objects);
      const scheme = secure === undefined ? undefined : secure ? 'https' : 'http';
      if (winner !== undefined) yield* at('metrics', winner.value, scheme, winner.path, winner.object);
    }
    const health = winningFlag(container.flags, ['health-probe-bind-address', 'health-addr', 'probe-addr']);
    if (health !== undefined) yield* at('health', health.value, 'http', health.path);
    const webhook = winningFlag(container.flags, ['webhook-port', 'webhook-bind-port']);
    if (webhook !== undefined) yield* at('webhook', `:${webhook.value}`, 'https', webhook.path);
  }
  for (const { port, protocol, path } of container.ports) {
    if (protocol === 'TCP' && known.has(port)) continue;
    yield { container, purpose: 'other', port, protocol, local: false, scheme: undefined, path, object };
  }
}

/** The metrics of every manager of the workloads. */
export function readMetrics(workloads: readonly Workload[], objects: readonly KubernetesObject[]): MetricsChain[] {
  return workloads.flatMap((workload) => {
    const managers = workload.containers.filter(({ part }) => part === 'manager');
    const proxies = workload.containers.filter(({ part }) => part === 'proxy');
    return managers.map((manager): MetricsChain => {
      const settings = metricsSettings(workload, manager, objects);
      const links = proxies.map(readProxy);
      const address = settings.winner?.address;
      const leadsHere = ({ upstream }: ProxyLink) =>
        address !== undefined && !address.off && upstream?.port === address.port;
      return { workload, manager, settings, proxy: links.find(leadsHere) ?? links[0] };
    });
  });
}

export function readProxy(container: Container): ProxyLink {
  const upstream = winningFlag(container.flags, ['upstream']);
  const address = parseAddress(winningFlag(container.flags, ['secure-listen-address'])?.value);
  const listens = address !== undefined && !address.off ? address : undefined;
  return {
    container,
    port: listens?.port,
    local: listens?.local ?? false,
    upstream: parseUpstream(upstream?.value),
    upstreamPath: upstream?.path,
  };
}

import { isObject, listAt, nameOf, namespaceOf, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import { isSelective, selects } from '../../kubernetes/references/label-selectors.ts';
import type { Listener } from './listeners.ts';
import type { ContainerPort, Workload } from './workloads.ts';

/** A Service, whom it selects and where its ports lead. */
export interface ServiceWire {
  readonly object: KubernetesObject;
  readonly namespace: string | undefined;
  /** Undefined where it has none, so that somebody else writes its endpoints. */
  readonly selector: JsonObject | undefined;
  readonly workloads: readonly Workload[];
  readonly ports: readonly ServicePort[];
}

export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: string;
  readonly target: number | string;
  readonly path: Path;
  /** Where it leads, one for each workload that is selected. */
  readonly ends: readonly PortEnd[];
}

/** Where a port of a Service leads in the pods of one workload. */
export interface PortEnd {
  readonly workload: Workload;
  /** The pod's port; undefined where its name is that of no container's port. */
  readonly port: number | undefined;
  readonly declared: ContainerPort | undefined;
  /** Who is known to listen there. Undefined: nobody that flags or ports tell of. */
  readonly listener: Listener | undefined;
}

/** @param home the namespace of objects that name none */
export function readServices(
  objects: readonly KubernetesObject[],
  workloads: readonly Workload[],
  listeners: ReadonlyMap<Workload, readonly Listener[]>,
  home: string | undefined,
): ServiceWire[] {
  return objects
    .filter(({ apiVersion, kind }) => kind === 'Service' && apiVersion === 'v1')
    .map((object) => {
      const namespace = namespaceOf(object) ?? home;
      const selector = objectAt(object, 'spec', 'selector');
      const selected =
        selector !== undefined && isSelective(selector, 'labels')
          ? workloads.filter(
              (workload) => workload.namespace === namespace && selects(selector, 'labels', workload.labels),
            )
          : [];
      const ports = listAt(object, 'spec', 'ports').flatMap((port, index): ServicePort[] => {
        if (!isObject(port) || typeof port.port !== 'number') return [];
        const target = port.targetPort;
        const wanted = typeof target === 'number' || (typeof target === 'string' && target !== '') ? target : port.port;
        const protocol = stringAt(port, 'protocol') ?? 'TCP';
        return [
          {
            name: stringAt(port, 'name'),
            port: port.port,
            protocol,
            target: wanted,
            path: ['spec', 'ports', index],
            ends: selected.map((workload) => endOf(workload, wanted, protocol, listeners.get(workload) ?? [])),
          },
        ];
      });
      return { object, namespace, selector, workloads: selected, ports };
    });
}

/** `Service demo-webhook-service`, for messages about one. */
export function describeService({ object }: ServiceWire): string {
  return `Service ${nameOf(object)}`;
}

function endOf(workload: Workload, target: number | string, protocol: string, listeners: readonly Listener[]): PortEnd {
  const ports = workload.containers.flatMap((container) => container.ports);
  // A number in quotes is a name to the API server, which refuses one without a letter; kustomize prints it as it is.
  const declared = ports.find(
    (port) => port.protocol === protocol && (typeof target === 'number' ? port.port === target : port.name === target),
  );
  const port = typeof target === 'number' ? target : declared?.port;
  const listener = listeners.find((each) => each.port === port && each.protocol === protocol);
  return { workload, port, declared, listener };
}

import type { KubernetesObject } from '../../kubernetes/object.ts';
import { homeNamespace } from '../../kubernetes/references/home-namespace.ts';
import { impliedNamespace } from '../../kubernetes/references/implied-namespace.ts';
import { type CertificateWire, readCertificates } from './certificates.ts';
import { type Listener, type MetricsChain, readListeners, readMetrics } from './listeners.ts';
import { type MonitorWire, readMonitors } from './monitors.ts';
import { type PolicyWire, readPolicies } from './policies.ts';
import { type BindingWire, readBindings } from './rights.ts';
import { readServices, type ServiceWire } from './services.ts';
import { readWebhooks, type WebhookWire } from './webhooks.ts';
import { readWorkloads, type Workload } from './workloads.ts';

/** How the objects of one rendering hang together: who serves what, who reaches it, and by which right. */
export interface Wiring {
  readonly objects: readonly KubernetesObject[];
  /** Where the operator lives, if any object says so: where those go that name no namespace. */
  readonly home: string | undefined;
  readonly workloads: readonly Workload[];
  readonly listeners: ReadonlyMap<Workload, readonly Listener[]>;
  readonly metrics: readonly MetricsChain[];
  readonly services: readonly ServiceWire[];
  readonly monitors: readonly MonitorWire[];
  readonly bindings: readonly BindingWire[];
  readonly certificates: readonly CertificateWire[];
  readonly webhooks: readonly WebhookWire[];
  readonly policies: readonly PolicyWire[];
}

/** The wiring of objects that are applied together. Pure; paths in it lead into the objects themselves. */
export function readWiring(objects: readonly KubernetesObject[]): Wiring {
  const home = impliedNamespace(objects) ?? homeNamespace(objects);
  const workloads = readWorkloads(objects, home);
  const listeners = new Map(workloads.map((workload) => [workload, readListeners(workload, objects)]));
  const services = readServices(objects, workloads, listeners, home);
  return {
    objects,
    home,
    workloads,
    listeners,
    metrics: readMetrics(workloads, objects),
    services,
    monitors: readMonitors(objects, services, home),
    bindings: readBindings(objects, workloads, home),
    certificates: readCertificates(objects, workloads, home),
    webhooks: readWebhooks(objects, services),
    policies: readPolicies(objects, workloads, home),
  };
}

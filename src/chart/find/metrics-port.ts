import { listAt, nameOf, objectAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { type ChartInput, type Document, selects, type Workload } from '../draft.ts';
import { referrers } from './webhooks.ts';

/** Where the manager serves metrics. */
export interface MetricsPort {
  /** The Service that metrics are read from; without one only the pods can be asked. */
  readonly service: MetricsService | undefined;
  /** The port of the pods, by its name where a container has one for it. */
  readonly podPort: string | number;
  readonly isHttps: boolean;
}

export interface MetricsService {
  readonly document: Document;
  /** Index of the port for metrics. */
  readonly port: number;
  /** It serves something else too, and stays when metrics are off. */
  readonly isShared: boolean;
}

/** Undefined where nothing in the manifests says at which port the manager serves metrics. */
export function findMetricsPort(
  input: ChartInput,
  manager: Workload,
  webhookServices: readonly Document[],
): MetricsPort | undefined {
  const service = findService(input, manager, webhookServices);
  const own = service === undefined ? undefined : portsOf(service.document)[service.port];
  const target = own === undefined ? portOfPods(input, manager) : targetOf(own);
  if (target === undefined) return undefined;
  const behind = containerPort(manager, target);
  const podPort = stringAt(behind, 'name') ?? target;
  const said = [stringAt(own, 'name'), podPort, target, valueAt(behind, 'containerPort')];
  return { service, podPort, isHttps: said.some((each) => each === 8443 || /https/.test(String(each))) };
}

/** The Service of metrics by its name, by its port, or by the monitor that reads it, in this order. */
function findService(
  input: ChartInput,
  manager: Workload,
  webhookServices: readonly Document[],
): MetricsService | undefined {
  const candidates = input.documents.flatMap((document) => {
    if (document.kind !== 'Service' || !selects(input, document, manager.index)) return [];
    const isFree = !webhookServices.includes(document) && isForMetricsOnly(input, document);
    const isNamed = /metrics/.test(nameOf(document.manifest!.object));
    const ports = portsOf(document);
    const said = ports.findIndex((port) => saysMetrics(manager, document, port));
    const isMonitored = input.documents.some(
      (other) => other.kind === 'ServiceMonitor' && selects(input, other, document.node!.index),
    );
    // What serves something else as well has to say which port is for metrics.
    if (said === -1 && !(isFree && (isNamed || isMonitored))) return [];
    const port = said === -1 ? ports.findIndex((each) => /^https?$/.test(stringAt(each, 'name') ?? '')) : said;
    const others = ports.filter((each, at) => at !== Math.max(0, port) && !saysMetrics(manager, document, each));
    const service = { document, port: Math.max(0, port), isShared: !isFree || others.length > 0 };
    return [{ service, rank: isNamed ? 0 : said === -1 ? 2 : 1 }];
  });
  return candidates.sort((a, b) => a.rank - b.rank)[0]?.service;
}

/** What an APIService or an argument names as well cannot be switched off with the metrics. */
function isForMetricsOnly(input: ChartInput, service: Document): boolean {
  return referrers(input, service.node!.id).every(({ kind }) => kind === 'Certificate' || kind === 'ServiceMonitor');
}

/** `metrics`, `http-metrics`, `metricshttps`, `http-prom`; `metricsservice` is a server of something else. */
const WORD = /^([a-z]*metrics(https?)?|prom|prometheus|monitoring)$/;

function isWordForMetrics(name: string | undefined): boolean {
  return name?.split(/[^a-z]+/).some((word) => WORD.test(word)) === true;
}

function saysMetrics(manager: Workload, { manifest }: Document, port: JsonValue): boolean {
  const target = targetOf(port);
  const numbers = [valueAt(port, 'port'), target];
  return (
    isWordForMetrics(stringAt(port, 'name')) ||
    isWordForMetrics(stringAt(containerPort(manager, target), 'name')) ||
    numbers.some((number) => number !== undefined && String(number) === scrapedPort(manifest?.object.metadata))
  );
}

/** The port in the annotations that Prometheus' example configuration for Kubernetes reads. */
function scrapedPort(metadata: JsonValue | undefined): string | undefined {
  const annotations = objectAt(metadata, 'annotations');
  return stringAt(annotations, 'prometheus.io/scrape') === 'false'
    ? undefined
    : stringAt(annotations, 'prometheus.io/port');
}

/** Without a Service: the port that a container calls so, that annotations name, or that a PodMonitor reads. */
function portOfPods(input: ChartInput, manager: Workload): string | number | undefined {
  if (objectAt(manager.object, 'spec', 'selector', 'matchLabels') === undefined) return undefined;
  const named = containerPorts(manager).find((port) => isWordForMetrics(stringAt(port, 'name')));
  if (named !== undefined) return stringAt(named, 'name');
  const scraped = Number(scrapedPort(objectAt(manager.object, ...manager.templatePath, 'metadata')));
  if (Number.isInteger(scraped) && scraped > 0) return scraped;
  const monitor = input.documents.find(
    (document) => document.kind === 'PodMonitor' && selects(input, document, manager.index),
  );
  return stringAt(listAt(monitor?.manifest?.object, 'spec', 'podMetricsEndpoints')[0], 'port');
}

function portsOf({ manifest }: Document): readonly JsonValue[] {
  return listAt(manifest?.object, 'spec', 'ports');
}

function targetOf(port: JsonValue): string | number | undefined {
  const target = valueAt(port, 'targetPort') ?? valueAt(port, 'port');
  return typeof target === 'string' || typeof target === 'number' ? target : undefined;
}

function containerPorts(manager: Workload): readonly JsonValue[] {
  return listAt(manager.object, ...manager.templatePath, 'spec', 'containers').flatMap((container) =>
    listAt(container, 'ports'),
  );
}

function containerPort(manager: Workload, target: string | number | undefined): JsonValue | undefined {
  return containerPorts(manager).find(
    (port) => target !== undefined && (valueAt(port, 'containerPort') === target || valueAt(port, 'name') === target),
  );
}

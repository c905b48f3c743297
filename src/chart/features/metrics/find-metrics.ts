import { listAt, nameOf, objectAt, stringAt, valueAt } from '../../../kubernetes/identity.ts';
import type { JsonValue } from '../../../kubernetes/object.ts';
import { type Document, type Draft, managerOf, type Workload } from '../../draft.ts';
import { findFlag } from '../../pods/container-args.ts';
import { isProxy } from '../../pods/workloads.ts';
import { referrers } from '../webhooks/find-webhooks.ts';

/** How the manager's metrics are served and who is meant to read them. */
export interface Metrics {
  readonly manager: Workload;
  readonly service: Document;
  /** Index of the Service's port for metrics. */
  readonly port: number;
  readonly monitors: readonly Document[];
  readonly networkPolicies: readonly Document[];
  /** Roles for the check of tokens and for reading, and their bindings. */
  readonly roles: readonly Document[];
  /** The Certificate whose Secret the metrics server uses, and the volume it is in. */
  readonly certificate: Document | undefined;
  readonly volume: string | undefined;
  /** kube-rbac-proxy answers in the manager's place: its position among the containers. */
  readonly proxy: number | undefined;
  /** The manager can serve both HTTPS and HTTP. */
  readonly canBeInsecure: boolean;
  /** Whether the source serves HTTPS. */
  readonly secure: boolean;
  /** Who can serve HTTPS. */
  readonly https: 'manager' | 'proxy' | undefined;
  readonly podMonitors: readonly Document[];
  readonly rules: readonly Document[];
  /** The ClusterRole that lets its holder read `/metrics` and nothing else. */
  readonly reader: Document | undefined;
}

export function findMetrics(draft: Draft, webhookServices: readonly Document[]): Metrics | undefined {
  const manager = managerOf(draft);
  if (manager === undefined) return undefined;
  const candidates = draft.documents.filter(
    (document) =>
      document.kind === 'Service' &&
      document.node !== undefined &&
      !webhookServices.includes(document) &&
      draft.graph.selectors[document.node.index]?.some((selector) => selector.selects.includes(manager.index)) === true,
  );
  const service =
    candidates.find((document) => /metrics/.test(nameOf(document.manifest!.object))) ??
    candidates.find((document) => metricsPort(document) !== -1);
  if (service === undefined || !isForMetricsOnly(draft, service)) return undefined;
  const bind = findFlag(manager, /^--?metrics-(bind-address|addr)=/)?.text ?? '';
  const secureFlag = findFlag(manager, /^--metrics-secure(=|$)/)?.text;
  const containers = listAt(manager.object, ...manager.templatePath, 'spec', 'containers');
  const proxy = containers.findIndex(isProxy);
  const roles = metricsRoles(draft);
  const port = Math.max(0, metricsPort(service));
  const isSecure = secureFlag === undefined ? /:8443$/.test(bind) : !secureFlag.endsWith('=false');
  // A manager that is told by a file how to serve still has a Service that says it.
  const isHttps = isSecure || secureFlag !== undefined || isHttpsPort(service, port);
  const volume = certificateVolume(manager);
  return {
    manager,
    service,
    port,
    monitors: draft.documents.filter(
      (document) =>
        document.kind === 'ServiceMonitor' &&
        draft.graph.selectors[document.node!.index]?.some((selector) => selector.selects.includes(service.node!.index)),
    ),
    networkPolicies: draft.documents.filter(
      (document) => document.kind === 'NetworkPolicy' && /metrics/.test(nameOf(document.manifest!.object)),
    ),
    roles,
    certificate: draft.documents.find(
      (document) =>
        document.kind === 'Certificate' &&
        document.guards.length === 0 &&
        stringAt(document.manifest?.object, 'spec', 'secretName') === volume?.secretName &&
        volume !== undefined,
    ),
    volume: volume?.name,
    proxy: proxy === -1 || proxy === manager.mainContainer ? undefined : proxy,
    canBeInsecure: proxy === -1 && (isSecure || secureFlag !== undefined),
    secure: proxy !== -1 || isSecure || (secureFlag === undefined && isHttps),
    https: proxy !== -1 ? 'proxy' : isHttps ? 'manager' : undefined,
    podMonitors: draft.documents.filter(
      (document) =>
        document.kind === 'PodMonitor' &&
        draft.graph.selectors[document.node!.index]?.some((selector) => selector.selects.includes(manager.index)),
    ),
    rules: draft.documents.filter(({ kind }) => kind === 'PrometheusRule'),
    reader: roles.find(
      ({ kind, manifest }) => kind === 'ClusterRole' && listAt(manifest?.object, 'rules').every(isMetricsRule),
    ),
  };
}

function metricsPort({ manifest }: Document): number {
  const ports = listAt(manifest?.object, 'spec', 'ports');
  const named = ports.findIndex((port) => /metrics|^https$|^http$/.test(stringAt(port, 'name') ?? ''));
  return named === -1 && ports.length === 1 && /metrics/.test(nameOf(manifest!.object)) ? 0 : named;
}

function isHttpsPort({ manifest }: Document, at: number): boolean {
  const port = listAt(manifest?.object, 'spec', 'ports')[at];
  return stringAt(port, 'name') === 'https' || valueAt(port, 'targetPort') === 8443;
}

/** A Service that an APIService or a webhook needs as well cannot be switched off with the metrics. */
function isForMetricsOnly(draft: Draft, service: Document): boolean {
  return referrers(draft, service.node!.id).every(({ kind }) => kind === 'Certificate' || kind === 'ServiceMonitor');
}

/** Roles about nothing but `/metrics`, or nothing but the review of tokens, and what binds them. */
function metricsRoles(draft: Draft): Document[] {
  const roles = draft.documents.filter((document) => {
    const rules = listAt(document.manifest?.object, 'rules');
    if (document.kind !== 'ClusterRole' || rules.length === 0) return false;
    return (
      rules.every(isMetricsRule) ||
      (rules.every(isReviewRule) && /proxy|metrics/.test(nameOf(document.manifest!.object)))
    );
  });
  const bindings = roles
    .flatMap((role) => referrers(draft, role.node!.id))
    .filter(({ kind }) => kind.endsWith('Binding'));
  return [...roles, ...bindings];
}

function isMetricsRule(rule: JsonValue): boolean {
  const urls = listAt(rule, 'nonResourceURLs');
  return urls.length > 0 && urls.every((url) => url === '/metrics') && listAt(rule, 'resources').length === 0;
}

function isReviewRule(rule: JsonValue): boolean {
  const resources = listAt(rule, 'resources');
  return resources.length > 0 && resources.every((name) => name === 'tokenreviews' || name === 'subjectaccessreviews');
}

function certificateVolume(manager: Workload): { name: string; secretName: string } | undefined {
  const path = findFlag(manager, /^--metrics-cert-path=/)?.text.split('=')[1];
  const spec = objectAt(manager.object, ...manager.templatePath, 'spec');
  const mounts = listAt(listAt(spec, 'containers')[manager.mainContainer], 'volumeMounts');
  const mount = mounts.find((each) => path !== undefined && stringAt(each, 'mountPath') === path);
  const volume = listAt(spec, 'volumes').find((each) => stringAt(each, 'name') === stringAt(mount, 'name'));
  const secretName = stringAt(volume, 'secret', 'secretName');
  const name = stringAt(volume, 'name');
  return secretName === undefined || name === undefined ? undefined : { name, secretName };
}

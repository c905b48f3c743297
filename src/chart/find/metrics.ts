import { listAt, nameOf, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { type ChartInput, type Document, managerOf, selects, type Workload } from '../draft.ts';
import { findFlag, mainContainerIn } from '../pods/container-args.ts';
import { isProxy } from '../pods/workloads.ts';
import { nodeAt } from '../template/from-json.ts';
import { TemplateMap } from '../template/nodes.ts';
import { findMetricsPort, type MetricsPort } from './metrics-port.ts';
import { referrers, type Webhooks } from './webhooks.ts';

/** The flag for the address of the metrics server: Kubebuilder's, today's and that of its version 2, and Cluster API's. */
export const METRICS_ADDRESS = /^--?metrics-(bind-)?addr(ess)?=/;

/** How the manager's metrics are served and who is meant to read them. */
export interface Metrics extends Omit<MetricsPort, 'isHttps'> {
  readonly manager: Workload;
  readonly monitors: readonly Document[];
  readonly networkPolicies: readonly Document[];
  /** Roles for the check of tokens and for reading, and their bindings. */
  readonly roles: readonly Document[];
  /** The Certificate whose Secret the metrics server uses, and the volume it is in. */
  readonly certificate: Document | undefined;
  readonly volume: string | undefined;
  /** Who can bring a certificate that can be verified, if anybody: the source's Certificate, or one of the chart's. */
  readonly certificateFrom: 'source' | 'chart' | undefined;
  /** kube-rbac-proxy answers in the manager's place: its position among the containers. */
  readonly proxy: number | undefined;
  /** The manager can serve both HTTPS and HTTP. */
  readonly canBeInsecure: boolean;
  /** Whether the source serves HTTPS. */
  readonly secure: boolean;
  /** Who can serve HTTPS. */
  readonly https: 'manager' | 'proxy' | undefined;
  /** The labels by which the manager's selector finds its pods. */
  readonly podLabels: TemplateMap | undefined;
  readonly podMonitors: readonly Document[];
  readonly rules: readonly Document[];
  /** The ClusterRole that lets its holder read `/metrics` and nothing else. */
  readonly reader: Document | undefined;
}

export function findMetrics(input: ChartInput, webhooks: Webhooks | undefined): Metrics | undefined {
  const manager = managerOf(input);
  if (manager === undefined) return undefined;
  const found = findMetricsPort(input, manager, webhooks?.services ?? []);
  if (found === undefined) return undefined;
  const { podPort } = found;
  const bind = findFlag(manager, METRICS_ADDRESS)?.text ?? '';
  const secureFlag = findFlag(manager, /^--metrics-secure(=|$)/)?.text;
  const containers = listAt(manager.object, ...manager.templatePath, 'spec', 'containers');
  const proxy = containers.findIndex(isProxy);
  const roles = metricsRoles(input);
  const isSecure = secureFlag === undefined ? /:8443$/.test(bind) : !secureFlag.endsWith('=false');
  // A manager that is told by a file how to serve still has a port that says it.
  const isHttps = isSecure || secureFlag !== undefined || found.isHttps;
  const volume = certificateVolume(manager);
  const certificate = input.documents.find(
    (document) =>
      document.kind === 'Certificate' &&
      webhooks?.certificates.includes(document) !== true &&
      stringAt(document.manifest?.object, 'spec', 'secretName') === volume?.secretName &&
      volume !== undefined,
  );
  const hasOtherCertificate =
    found.service !== undefined &&
    referrers(input, found.service.document.node!.id).some(
      (document) => document.kind === 'Certificate' && document !== certificate,
    );
  const labels = nodeAt(manager.document.root, ['spec', 'selector', 'matchLabels']);
  const https = proxy !== -1 ? 'proxy' : isHttps ? 'manager' : undefined;
  const isServed = https === 'manager' && !hasOtherCertificate && !findsCertificate(manager);
  // A Certificate that stays names the Service.
  const service = hasOtherCertificate && found.service ? { ...found.service, isShared: true } : found.service;
  return {
    manager,
    service,
    podPort,
    monitors: input.documents.filter(
      (document) =>
        document.kind === 'ServiceMonitor' &&
        service !== undefined &&
        selects(input, document, service.document.node!.index),
    ),
    networkPolicies: input.documents.filter(
      (document) => document.kind === 'NetworkPolicy' && /metrics/.test(nameOf(document.manifest!.object)),
    ),
    roles,
    certificate,
    volume: volume?.name,
    proxy: proxy === -1 || proxy === manager.mainContainer ? undefined : proxy,
    // A source with a certificate and no HTTPS has both as they are.
    canBeInsecure: proxy === -1 && (isSecure || (secureFlag !== undefined && certificate === undefined)),
    secure: proxy !== -1 || isSecure || (secureFlag === undefined && isHttps),
    https,
    // A certificate is for the name of a Service.
    certificateFrom:
      service === undefined
        ? undefined
        : certificate !== undefined && volume !== undefined
          ? 'source'
          : isServed
            ? 'chart'
            : undefined,
    podLabels: labels instanceof TemplateMap ? labels : undefined,
    podMonitors: input.documents.filter(
      (document) => document.kind === 'PodMonitor' && selects(input, document, manager.index),
    ),
    rules: input.documents.filter(({ kind }) => kind === 'PrometheusRule'),
    reader: roles.find(
      ({ kind, manifest }) => kind === 'ClusterRole' && listAt(manifest?.object, 'rules').every(isMetricsRule),
    ),
  };
}

/**
 * Where controller-runtime takes a certificate for metrics from without being told
 * (pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/server#Options).
 */
export const CERTIFICATE_DIRECTORY = '/tmp/k8s-metrics-server/serving-certs';

/** A certificate that comes from elsewhere: by the flag, or in the directory where none is needed. */
function findsCertificate(manager: Workload): boolean {
  const mounts = listAt(mainContainerIn(manager), 'volumeMounts');
  return (
    findFlag(manager, /^--metrics-cert-path(=|$)/) !== undefined ||
    mounts.some((mount) => stringAt(mount, 'mountPath') === CERTIFICATE_DIRECTORY)
  );
}

/** Roles about nothing but `/metrics`, or nothing but the review of tokens, and what binds them. */
function metricsRoles(input: ChartInput): Document[] {
  const roles = input.documents.filter((document) => {
    const rules = listAt(document.manifest?.object, 'rules');
    if (document.kind !== 'ClusterRole' || rules.length === 0) return false;
    return (
      rules.every(isMetricsRule) ||
      (rules.every(isReviewRule) && /proxy|metrics/.test(nameOf(document.manifest!.object)))
    );
  });
  const bindings = roles
    .flatMap((role) => referrers(input, role.node!.id))
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
  const mounts = listAt(mainContainerIn(manager), 'volumeMounts');
  const mount = mounts.find((each) => path !== undefined && stringAt(each, 'mountPath') === path);
  const volume = listAt(spec, 'volumes').find((each) => stringAt(each, 'name') === stringAt(mount, 'name'));
  const secretName = stringAt(volume, 'secret', 'secretName');
  const name = stringAt(volume, 'name');
  return secretName === undefined || name === undefined ? undefined : { name, secretName };
}

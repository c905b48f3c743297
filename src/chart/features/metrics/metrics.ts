import { listAt, valueAt } from '../../../kubernetes/identity.ts';
import type { Document, Draft } from '../../draft.ts';
import { findFlag } from '../../pods/container-args.ts';
import { addAnnotationValue } from '../../pods/workload-values.ts';
import { nodeAt } from '../../template/from-json.ts';
import { Action, both, Literal, TemplateList, TemplateMap, Text, when } from '../../template/nodes.ts';
import { BOOLEAN, PORT } from '../../values/schema-types.ts';
import { canBeValue, subScope } from '../../values/values-model.ts';
import { addLabelValue } from '../label-values.ts';
import { findMetrics, METRICS_ADDRESS, type Metrics } from './find-metrics.ts';
import { addMetricsCertificate, type MetricsTls } from './metrics-certificate.ts';
import type { MetricsService } from './metrics-port.ts';
import { addReaders } from './metrics-readers.ts';
import { addPodMonitor } from './pod-monitor.ts';
import { addPrometheusRule } from './prometheus-rule.ts';
import { addServiceMonitor } from './service-monitor.ts';

const ENABLED = '.Values.metrics.enabled';
const SECURE = '.Values.metrics.secure';

/** The metrics of the source, and how a monitor can verify who serves them. */
export type MetricsWithTls = Metrics & { readonly tls: MetricsTls | undefined };

/** `metrics`: the endpoint, its Service, its protection and who scrapes it, switched together. */
export function addMetrics(draft: Draft, webhookServices: readonly Document[]): MetricsWithTls | undefined {
  const metrics = findMetrics(draft, webhookServices);
  if (metrics === undefined) return undefined;
  const scope = subScope(draft.values, 'metrics', 'Metrics of the manager.');
  scope.section.set(
    'enabled',
    true,
    switchServer(metrics)
      ? 'Whether the manager serves metrics.'
      : 'Whether metrics are read. The manifests do not show how the manager is told to serve none.',
    BOOLEAN,
  );
  for (const document of [...metrics.networkPolicies, ...metrics.roles]) document.guards.push(ENABLED);
  if (metrics.service !== undefined) switchService(metrics.service);
  switchProxy(metrics);
  if (metrics.canBeInsecure) addSecureSwitch(draft, metrics);
  if (metrics.service !== undefined) addServiceValues(draft, metrics.service);
  const tls = addMetricsCertificate(draft, metrics);
  if (metrics.service !== undefined) addServiceMonitor(draft, metrics, metrics.service, tls);
  addPodMonitor(draft, metrics, tls);
  addPrometheusRule(draft, metrics);
  addReaders(draft, metrics);
  return { ...metrics, tls };
}

/** A Service that serves something else loses the port of metrics alone. */
function switchService({ document, port, isShared }: MetricsService): void {
  const ports = nodeAt(document.root, ['spec', 'ports']);
  if (!isShared) document.guards.push(ENABLED);
  else if (ports instanceof TemplateList && ports.items.length > 1) {
    const item = ports.items[port]!;
    item.guard = both(item.guard, ENABLED);
  }
}

/** The bind address `0` is how controller-runtime is told to serve none; false where no flag shows the address. */
function switchServer({ manager }: Metrics): boolean {
  const flag = findFlag(manager, METRICS_ADDRESS);
  const item = flag?.list.items[flag.at];
  if (flag === undefined || item === undefined) return false;
  item.guard = when(ENABLED);
  const name = flag.text.slice(0, flag.text.indexOf('='));
  flag.list.items.splice(flag.at + 1, 0, { value: new Literal(`${name}=0`), guard: when(`not ${ENABLED}`) });
  return true;
}

function switchProxy({ manager, proxy }: Metrics): void {
  if (proxy === undefined) return;
  const containers = nodeAt(manager.document.root, [...manager.templatePath, 'spec', 'containers']);
  const item = containers instanceof TemplateList ? containers.items[proxy] : undefined;
  if (item !== undefined) item.guard = both(item.guard, ENABLED);
}

/** HTTP instead of HTTPS: the flag that Kubebuilder's managers have had since 3.15. */
function addSecureSwitch(draft: Draft, { manager, secure, roles }: Metrics): void {
  const { section } = subScope(draft.values, 'metrics');
  section.set('secure', secure, 'Whether metrics are served over HTTPS to those that may read them.', BOOLEAN);
  const flag = findFlag(manager, /^--metrics-secure(=|$)/);
  const item = flag?.list.items[flag.at];
  if (item !== undefined && 'value' in item && flag?.text.includes('='))
    item.value = new Text('--metrics-secure=', { expression: SECURE });
  else {
    const bind = findFlag(manager, METRICS_ADDRESS);
    if (item !== undefined) item.guard = when(SECURE);
    const list = flag?.list ?? bind?.list;
    const at = (flag?.at ?? bind?.at ?? 0) + (flag === undefined ? 2 : 1);
    list?.items.splice(at, 0, {
      value: new Literal('--metrics-secure=false'),
      guard: when(`and ${ENABLED} (not ${SECURE})`),
    });
  }
  if (secure) for (const document of roles) document.guards.push(SECURE);
}

function addServiceValues(draft: Draft, { document, port: at }: MetricsService): void {
  const scope = subScope(subScope(draft.values, 'metrics'), 'service', 'The Service that metrics are read from.');
  const { root, manifest } = document;
  const port = listAt(manifest?.object, 'spec', 'ports')[at];
  const number = valueAt(port, 'port');
  const map = nodeAt(root, ['spec', 'ports', at]);
  if (map instanceof TemplateMap && typeof number === 'number' && canBeValue(scope, 'port', number, PORT)) {
    scope.section.set('port', number, 'Port of the Service.', PORT);
    // The port of the pods stays: without a targetPort it was the same number.
    if (map.get('targetPort') === undefined)
      map.set('targetPort', new Literal(number), when(`ne (int64 ${scope.expression}.port) ${number}`));
    map.set('port', new Action(`${scope.expression}.port | int64`));
  }
  const metadata = root.map('metadata');
  addAnnotationValue(scope, metadata, 'annotations', 'Annotations of the Service.');
  addLabelValue(scope, metadata, 'labels', 'Labels of the Service.');
}

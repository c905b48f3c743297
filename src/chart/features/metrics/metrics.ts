import { listAt, valueAt } from '../../../kubernetes/identity.ts';
import { type Draft, guard } from '../../draft.ts';
import type { Found } from '../../find/found.ts';
import { METRICS_ADDRESS, type Metrics } from '../../find/metrics.ts';
import { metricsTls } from '../../find/metrics-certificate.ts';
import type { MetricsService } from '../../find/metrics-port.ts';
import { findFlag } from '../../pods/container-args.ts';
import { addAnnotationValue } from '../../pods/workload-values.ts';
import { IS_SECURE, SERVES_METRICS } from '../../switches.ts';
import { allOf, isTrue, not } from '../../template/condition.ts';
import { nodeAt } from '../../template/from-json.ts';
import { Action, both, type Item, Literal, TemplateList, TemplateMap, Text, when } from '../../template/nodes.ts';
import { BOOLEAN, PORT } from '../../values/schema-types.ts';
import { canBeValue, subScope } from '../../values/values-model.ts';
import { addLabelValue } from '../label-values.ts';
import { addMetricsCertificate } from './metrics-certificate.ts';
import { addReaders } from './metrics-readers.ts';
import { addPodMonitor } from './pod-monitor.ts';
import { addPrometheusRule } from './prometheus-rule.ts';
import { addServiceMonitor } from './service-monitor.ts';

/** `metrics`: the endpoint, its Service, its protection and who scrapes it, switched together. */
export function addMetrics(draft: Draft, { metrics, certManager, roles }: Found): void {
  if (metrics === undefined) return;
  const scope = subScope(draft.values, 'metrics', 'Metrics of the manager.');
  scope.section.set(
    'enabled',
    true,
    switchServer(metrics)
      ? 'Whether the manager serves metrics.'
      : 'Whether metrics are read. The manifests do not show how the manager is told to serve none.',
    BOOLEAN,
  );
  for (const document of [...metrics.networkPolicies, ...metrics.roles]) guard(draft, document, SERVES_METRICS);
  if (metrics.service !== undefined) switchService(draft, metrics.service);
  switchProxy(metrics);
  if (metrics.canBeInsecure) addSecureSwitch(draft, metrics);
  if (metrics.service !== undefined) addServiceValues(draft, metrics.service);
  addMetricsCertificate(draft, metrics, certManager);
  const tls = metricsTls(draft, metrics);
  if (metrics.service !== undefined) addServiceMonitor(draft, metrics, metrics.service, tls);
  addPodMonitor(draft, metrics, tls);
  addPrometheusRule(draft, metrics);
  addReaders(draft, metrics, roles.length > 0);
}

/** A Service that serves something else loses the port of metrics alone. */
function switchService(draft: Draft, { document, port, isShared }: MetricsService): void {
  const ports = nodeAt(document.root, ['spec', 'ports']);
  if (!isShared) guard(draft, document, SERVES_METRICS);
  else if (ports instanceof TemplateList && ports.items.length > 1) {
    const item = ports.items[port]!;
    item.guard = both(item.guard, SERVES_METRICS);
  }
}

/** The bind address `0` is how controller-runtime is told to serve none; false where no flag shows the address. */
function switchServer({ manager }: Metrics): boolean {
  const flag = findFlag(manager, METRICS_ADDRESS);
  if (flag === undefined) return false;
  const { list, item, text } = flag;
  item.guard = when(SERVES_METRICS);
  const name = text.slice(0, text.indexOf('='));
  list.addBehind(item, { value: new Literal(`${name}=0`), guard: when(not(SERVES_METRICS)) });
  return true;
}

function switchProxy({ manager, proxy }: Metrics): void {
  if (proxy === undefined) return;
  const containers = nodeAt(manager.document.root, [...manager.templatePath, 'spec', 'containers']);
  const item = containers instanceof TemplateList ? containers.items[proxy] : undefined;
  if (item !== undefined) item.guard = both(item.guard, SERVES_METRICS);
}

/** HTTP instead of HTTPS: the flag that Kubebuilder's managers have had since 3.15. */
function addSecureSwitch(draft: Draft, { manager, secure, roles }: Metrics): void {
  const { section } = subScope(draft.values, 'metrics');
  section.set('secure', secure, 'Whether metrics are served over HTTPS to those that may read them.', BOOLEAN);
  const flag = findFlag(manager, /^--metrics-secure(=|$)/);
  if (flag?.text.includes('='))
    flag.item.value = new Text('--metrics-secure=', { expression: '.Values.metrics.secure' });
  else {
    const insecure: Item = {
      value: new Literal('--metrics-secure=false'),
      guard: when(allOf([SERVES_METRICS, not(IS_SECURE)])),
    };
    if (flag !== undefined) {
      flag.item.guard = when(IS_SECURE);
      flag.list.addBehind(flag.item, insecure);
    } else {
      // Behind both forms of the address.
      const bind = findFlag(manager, METRICS_ADDRESS);
      const last = bind?.list.items[bind.list.items.indexOf(bind.item) + 1];
      if (last !== undefined && 'value' in last) bind?.list.addBehind(last, insecure);
    }
  }
  if (secure) for (const document of roles) guard(draft, document, IS_SECURE);
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
      map.set('targetPort', new Literal(number), when(isTrue(`ne (int64 ${scope.expression}.port) ${number}`)));
    map.set('port', new Action(`${scope.expression}.port | int64`));
  }
  const metadata = root.map('metadata');
  addAnnotationValue(scope, metadata, 'annotations', 'Annotations of the Service.');
  addLabelValue(scope, metadata, 'labels', 'Labels of the Service.');
}

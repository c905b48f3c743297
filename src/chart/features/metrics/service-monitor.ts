import { listAt, objectAt, stringAt } from '../../../kubernetes/identity.ts';
import { addCheck, type Document, type Draft, guard } from '../../draft.ts';
import type { Metrics } from '../../find/metrics.ts';
import type { MetricsTls } from '../../find/metrics-certificate.ts';
import type { MetricsService } from '../../find/metrics-port.ts';
import { RELEASE_LABELS } from '../../labels.ts';
import { IS_SECURE, SERVES_METRICS } from '../../switches.ts';
import { isSet, printCondition } from '../../template/condition.ts';
import { goString } from '../../template/escape.ts';
import { fromJson, nodeAt } from '../../template/from-json.ts';
import { Action, Literal, TemplateList, TemplateMap, Text, when } from '../../template/nodes.ts';
import { BOOLEAN, STRING } from '../../values/schema-types.ts';
import { type Scope, subScope } from '../../values/values-model.ts';
import { addDocument, tree } from '../added-document.ts';
import { addLabelValue } from '../label-values.ts';
import { addEndpointValues, protectEndpoint } from './endpoint-values.ts';
import { addRenderMode, preferNamespace } from './render-mode.ts';

/** `metrics.serviceMonitor`: the source's, or one of ours, for Prometheus to read the metrics of the manager. */
export function addServiceMonitor(
  draft: Draft,
  metrics: Metrics,
  service: MetricsService,
  tls: MetricsTls | undefined,
): void {
  const scope = subScope(
    subScope(draft.values, 'metrics'),
    'serviceMonitor',
    'ServiceMonitor of the Prometheus operator.',
  );
  const monitors = metrics.monitors.length > 0 ? metrics.monitors : [makeMonitor(draft, metrics, service)];
  addMonitorValues(draft, scope, { metrics, tls, monitors, inSource: metrics.monitors.length > 0 });
}

/** The values that monitors of Services and of pods have in common. */
export function addMonitorValues(
  draft: Draft,
  scope: Scope,
  about: {
    readonly metrics: Metrics;
    readonly tls: MetricsTls | undefined;
    readonly monitors: readonly Document[];
    readonly inSource: boolean;
  },
): void {
  const { metrics, tls, monitors, inSource } = about;
  const kind = monitors[0]!.kind;
  const list = kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  scope.section.set('enabled', inSource, `Whether Prometheus reads the metrics by a ${kind}.`, BOOLEAN);
  for (const document of monitors) {
    guard(draft, document, SERVES_METRICS, isSet(`${scope.expression}.enabled`));
  }
  addRenderMode(draft, scope, monitors);
  placeMonitors(draft, scope, monitors, tls);
  let isFirst = true;
  for (const document of monitors) {
    addLabelValue(
      scope,
      document.root.map('metadata'),
      'additionalLabels',
      `Labels by which Prometheus finds the ${kind}.`,
    );
    const endpoints = nodeAt(document.root, ['spec', list]);
    for (const item of endpoints instanceof TemplateList ? endpoints.items : []) {
      if (!('value' in item) || !(item.value instanceof TemplateMap)) continue;
      protectEndpoint(scope, item.value, metrics, tls);
      if (isFirst) addEndpointValues(scope, item.value);
      isFirst = false;
    }
  }
}

/** `namespace`: a monitor may stand beside Prometheus, and then says where the pods are. */
function placeMonitors(
  draft: Draft,
  { section, expression }: Scope,
  monitors: readonly Document[],
  tls: MetricsTls | undefined,
): void {
  section.set('namespace', '', "Its namespace; empty for the release's.", STRING);
  const value = `${expression}.namespace`;
  const home = draft.names.include('namespace');
  for (const { root } of monitors) {
    preferNamespace(root.map('metadata'), value);
    const spec = root.map('spec');
    if (spec.get('namespaceSelector') === undefined) {
      spec.set(
        'namespaceSelector',
        tree({ matchNames: new TemplateList([{ value: new Text(home) }]) }),
        when(isSet(value)),
      );
    }
  }
  if (tls === undefined) return;
  const path = expression.replace('.Values.', '');
  addCheck(
    draft,
    `{{- if and .Values.metrics.enabled ${expression}.enabled ${value} (ne ${value} (${home.expression})) (not ${expression}.tlsConfig) (${printCondition(tls.condition)}) }}
{{- fail "${path}.namespace and metrics.certificate.source: the Prometheus operator reads the certificate from a Secret beside the monitor, and this one is in the release's namespace. Leave the namespace empty, or set ${path}.tlsConfig." }}
{{- end }}`,
  );
}

function makeMonitor(draft: Draft, metrics: Metrics, { document, port: at }: MetricsService): Document {
  const service = document.manifest!.object;
  const port = listAt(service, 'spec', 'ports')[at];
  const selector = new TemplateMap();
  for (const [key, value] of Object.entries(objectAt(service.metadata, 'labels') ?? {})) {
    if (!RELEASE_LABELS.includes(key)) selector.set(key, new Literal(value));
  }
  // A Service without labels of its own still has the chart's; the port's name tells it from the others.
  if (selector.entries.length === 0)
    selector.set('app.kubernetes.io/name', new Action(`include ${goString(`${draft.chart}.name`)} $ | quote`));
  selector.set('app.kubernetes.io/instance', new Action('$.Release.Name | quote'));
  const portName = stringAt(port, 'name');
  const endpoint = new TemplateMap([
    { key: 'path', value: new Literal('/metrics') },
    portName === undefined
      ? {
          key: 'targetPort',
          value:
            nodeAt(document.root, ['spec', 'ports', at, 'targetPort']) ??
            new Action('.Values.metrics.service.port | int64'),
        }
      : { key: 'port', value: new Literal(portName) },
    { key: 'scheme', value: new Literal(metrics.secure ? 'https' : 'http') },
  ]);
  if (metrics.https !== undefined) {
    const token = new Literal('/var/run/secrets/kubernetes.io/serviceaccount/token');
    endpoint.set('bearerTokenFile', token, metrics.canBeInsecure ? when(IS_SECURE) : undefined);
    endpoint.set('tlsConfig', fromJson({ insecureSkipVerify: true }));
  }
  return addDocument(draft, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    suffix: 'metrics-monitor',
    folder: 'metrics',
    content: [
      ['spec', tree({ endpoints: new TemplateList([{ value: endpoint }]), selector: tree({ matchLabels: selector }) })],
    ],
  });
}

import { addCheck, type Document, type Draft } from '../../draft.ts';
import type { Metrics } from '../../find/metrics.ts';
import type { MetricsTls } from '../../find/metrics-certificate.ts';
import { exposeField } from '../../pods/exposed-fields.ts';
import { fromJson, mapAt } from '../../template/from-json.ts';
import { Literal, TemplateList } from '../../template/nodes.ts';
import { kubernetes } from '../../values/schema-types.ts';
import { subScope } from '../../values/values-model.ts';
import { addDocument, tree } from '../added-document.ts';
import { addMonitorValues } from './service-monitor.ts';

/**
 * `metrics.podMonitor`: the source's, or one of ours, in the ServiceMonitor's place. A PodMonitor takes no token from a
 * file, so what checks tokens needs `authorization`.
 */
export function addPodMonitor(draft: Draft, metrics: Metrics, tls: MetricsTls | undefined): void {
  const inSource = metrics.podMonitors.length > 0;
  if (!mayHavePodMonitor(metrics)) return;
  const monitors = inSource ? metrics.podMonitors : [makeMonitor(draft, metrics)];
  const scope = subScope(subScope(draft.values, 'metrics'), 'podMonitor', 'PodMonitor of the Prometheus operator.');
  addMonitorValues(draft, scope, { metrics, tls, monitors, inSource });
  const endpoint = mapAt(monitors[0]!.root, 'spec', 'podMetricsEndpoints', 0);
  if (endpoint !== undefined) {
    exposeField(scope, endpoint, {
      key: 'authorization',
      field: 'authorization',
      description: 'The token that metrics are read with, from a Secret: type and credentials.',
      schema: kubernetes('authorization'),
      form: 'tree',
    });
  }
  if (metrics.service === undefined || (inSource && metrics.monitors.length > 0)) return;
  addCheck(
    draft,
    `{{- if and .Values.metrics.enabled .Values.metrics.podMonitor.enabled .Values.metrics.serviceMonitor.enabled }}
{{- fail "metrics.podMonitor.enabled=true and metrics.serviceMonitor.enabled=true: the same metrics would be read twice. Enable one of them." }}
{{- end }}`,
  );
}

/** Whether there is a PodMonitor, or a selector of the manager's pods for one of ours. */
export function mayHavePodMonitor({ podMonitors, podLabels }: Metrics): boolean {
  return podMonitors.length > 0 || podLabels !== undefined;
}

function makeMonitor(draft: Draft, metrics: Metrics): Document {
  const { podPort: port, podLabels: labels } = metrics;
  const endpoint = tree({
    path: new Literal('/metrics'),
    [typeof port === 'number' ? 'targetPort' : 'port']: new Literal(port),
    scheme: new Literal(metrics.secure ? 'https' : 'http'),
  });
  if (metrics.https !== undefined) endpoint.set('tlsConfig', fromJson({ insecureSkipVerify: true }));
  return addDocument(draft, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    suffix: 'metrics-pod-monitor',
    folder: 'metrics',
    content: [
      [
        'spec',
        tree({
          podMetricsEndpoints: new TemplateList([{ value: endpoint }]),
          selector: tree({ matchLabels: labels! }),
        }),
      ],
    ],
  });
}

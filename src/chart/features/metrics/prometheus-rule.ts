import { type Document, type Draft, guard } from '../../draft.ts';
import type { Metrics } from '../../find/metrics.ts';
import { SERVES_METRICS } from '../../switches.ts';
import { isSet, isTrue } from '../../template/condition.ts';
import { Literal, TemplateList, type TemplateMap, Text, when, YamlPipeline } from '../../template/nodes.ts';
import { BOOLEAN, BOOLEAN_OR_NULL, listOf, STRING } from '../../values/schema-types.ts';
import { subScope } from '../../values/values-model.ts';
import { addDocument, tree } from '../added-document.ts';
import { addLabelValue } from '../label-values.ts';
import { addRenderMode, preferNamespace } from './render-mode.ts';

/** `metrics.prometheusRule`: the source's, or one of ours with alerts that every controller can have. */
export function addPrometheusRule(draft: Draft, metrics: Metrics): void {
  const scope = subScope(subScope(draft.values, 'metrics'), 'prometheusRule', 'Alerts, for the Prometheus operator.');
  const { section, expression } = scope;
  const inSource = metrics.rules.length > 0;
  section.set('enabled', inSource, 'Whether there is a PrometheusRule.', BOOLEAN);
  const documents = inSource ? metrics.rules : [makeRule(draft, metrics, expression)];
  for (const document of documents) guard(draft, document, SERVES_METRICS, isSet(`${expression}.enabled`));
  addRenderMode(draft, scope, documents);
  section.set('namespace', '', "Its namespace; empty for the release's.", STRING);
  for (const { root } of documents) {
    const metadata = root.map('metadata');
    preferNamespace(metadata, `${expression}.namespace`);
    addLabelValue(scope, metadata, 'additionalLabels', 'Labels by which Prometheus finds the PrometheusRule.');
  }
  if (!inSource) {
    section.set(
      'defaultRules',
      draft.rules === 1 ? true : null,
      `Whether there are alerts for missing metrics and for reconciliations that go on failing${draft.rules === 1 ? '' : '; they are unless it is false'}.`,
      draft.rules === 1 ? BOOLEAN : BOOLEAN_OR_NULL,
    );
  }
  section.set(
    'rules',
    [],
    'Further rules, in a group of their own. Braces in them are for Prometheus: Helm leaves them alone.',
    listOf('prometheusRule'),
  );
  const groups = documents[0]!.root.map('spec').list('groups');
  groups.whenEmpty = new Literal([]);
  groups.items.push({
    value: tree({
      name: new Text(draft.names.include('fullname'), '-values'),
      rules: new YamlPipeline(`toYaml ${expression}.rules`),
    }),
    guard: when(isSet(`${expression}.rules`)),
  });
}

/** Pods of the manager are told by their name: its start is the workload's, whoever reads the metrics. */
function makeRule(draft: Draft, { manager }: Metrics, expression: string): Document {
  const namespace = draft.names.include('namespace');
  const pods = draft.names.name(manager.document.node!.id);
  const about = ['{namespace="', namespace, '",pod=~"', pods, '-.+"}'] as const;
  const alert = (
    name: string,
    expr: Text,
    time: string,
    severity: string,
    summary: Text,
  ): { readonly value: TemplateMap } => ({
    value: tree({
      alert: new Literal(name),
      expr,
      for: new Literal(time),
      labels: tree({ severity: new Literal(severity) }),
      annotations: tree({ summary }),
    }),
  });
  const group = tree({
    name: new Text(draft.names.include('fullname')),
    rules: new TemplateList([
      alert(
        'OperatorMetricsMissing',
        new Text('absent(up', ...about, ' == 1)'),
        '10m',
        'critical',
        new Text('Prometheus reads no metrics of ', pods, ' in ', namespace, '.'),
      ),
      alert(
        'OperatorReconcileErrors',
        new Text(
          'sum by (namespace, controller) (rate(controller_runtime_reconcile_errors_total',
          ...about,
          '[5m])) > 0',
        ),
        '15m',
        'warning',
        new Text('Controller {{ $labels.controller }} in {{ $labels.namespace }} goes on failing to reconcile.'),
      ),
    ]),
  });
  return addDocument(draft, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    suffix: 'alerts',
    folder: 'metrics',
    content: [
      [
        'spec',
        tree({
          groups: new TemplateList([
            {
              value: group,
              guard: when(
                draft.rules === 1
                  ? isSet(`${expression}.defaultRules`)
                  : isTrue(`ne (toString ${expression}.defaultRules) "false"`),
              ),
            },
          ]),
        }),
      ],
    ],
  });
}

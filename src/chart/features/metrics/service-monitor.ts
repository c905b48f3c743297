import { listAt, objectAt, stringAt } from '../../../kubernetes/identity.ts';
import type { Document, Draft } from '../../draft.ts';
import { addKnob } from '../../pods/knobs.ts';
import { goString } from '../../template/escape.ts';
import { fromJson, nodeAt } from '../../template/from-json.ts';
import {
  Action,
  Block,
  both,
  Literal,
  operand,
  TemplateList,
  TemplateMap,
  type TemplateNode,
  Text,
  when,
} from '../../template/nodes.ts';
import { BOOLEAN, BOOLEAN_OR_NULL, listOf, STRING_MAP } from '../../values/schema-types.ts';
import { subScope } from '../../values/values-model.ts';
import { addDocument, tree } from '../added-document.ts';
import type { Metrics } from './find-metrics.ts';

const DURATION = { type: 'string', pattern: '^$|^([0-9]+(ms|s|m|h|d|w|y))+$' };

/** `metrics.serviceMonitor`: the source's, or one of ours, for Prometheus to read the metrics of the manager. */
export function addServiceMonitor(draft: Draft, metrics: Metrics, tls: string | undefined): void {
  const scope = subScope(
    subScope(draft.values, 'metrics'),
    'serviceMonitor',
    'ServiceMonitor of the Prometheus operator.',
  );
  const inSource = metrics.monitors.length > 0;
  scope.section.set('enabled', inSource, 'Whether Prometheus is told to read the metrics.', BOOLEAN);
  scope.section.set('additionalLabels', {}, 'Labels by which Prometheus finds the ServiceMonitor.', STRING_MAP);
  const monitors = inSource ? metrics.monitors : [makeMonitor(draft, metrics)];
  for (const document of monitors) {
    document.guards.push('.Values.metrics.enabled', '.Values.metrics.serviceMonitor.enabled');
    const labels = document.root.map('metadata').map('labels');
    const own = labels.entries.flatMap((entry) =>
      'key' in entry && typeof entry.key === 'string' ? [goString(entry.key)] : [],
    );
    const value = '.Values.metrics.serviceMonitor.additionalLabels';
    labels.entries.push({
      inset: new Block('toYaml .'),
      guard: { open: `with ${own.length === 0 ? value : `omit ${value} ${own.join(' ')}`}`, condition: value },
    });
    const endpoints = nodeAt(document.root, ['spec', 'endpoints']);
    for (const item of endpoints instanceof TemplateList ? endpoints.items : []) {
      if ('value' in item && item.value instanceof TemplateMap)
        endpointValues(draft, item.value, metrics, document === monitors[0]);
    }
  }
  if (tls !== undefined) verify(draft, monitors, metrics, tls);
}

function endpointValues(draft: Draft, endpoint: TemplateMap, metrics: Metrics, isFirst: boolean): void {
  const scope = subScope(subScope(draft.values, 'metrics'), 'serviceMonitor');
  if (isFirst && !scope.section.has('interval')) {
    for (const [key, description] of [
      ['interval', "How often metrics are read; empty for Prometheus' default."],
      ['scrapeTimeout', 'How long a reading may take.'],
    ] as const) {
      addKnob(scope, endpoint, { key, field: key, description, schema: DURATION, form: 'text' });
    }
    const honor = { key: 'honorLabels', field: 'honorLabels', schema: BOOLEAN_OR_NULL, form: 'bool' } as const;
    addKnob(scope, endpoint, { ...honor, description: "Whether labels of the metrics go before Prometheus' own." });
    for (const key of ['relabelings', 'metricRelabelings'] as const) {
      const description = key === 'relabelings' ? 'Relabeling of the target.' : 'Relabeling of the metrics.';
      addKnob(scope, endpoint, { key, field: key, description, schema: listOf('relabeling'), form: 'tree' });
    }
  }
  if (!metrics.canBeInsecure) return;
  const secure = '.Values.metrics.secure';
  const scheme = endpoint.get('scheme');
  if (scheme !== undefined) endpoint.set('scheme', scheme, when(secure), new Literal('http'));
  for (const key of ['bearerTokenFile', 'authorization', 'tlsConfig']) {
    const entry = endpoint.entry(key);
    if (entry !== undefined) entry.guard = both(entry.guard, secure);
  }
}

/** With a certificate the monitor verifies it; without one it says that it does not. */
function verify(draft: Draft, monitors: readonly Document[], metrics: Metrics, tls: string): void {
  const secretName = stringAt(metrics.certificate!.manifest?.object, 'spec', 'secretName') ?? '';
  const secret = draft.graph.nodes.find(
    (node) =>
      node.kind === 'Secret' && node.name === secretName && node.namespace === metrics.certificate!.node?.namespace,
  );
  const name = secret === undefined ? new Literal(secretName) : new Text(draft.names.name(secret.id));
  const service = draft.names.name(metrics.service.node!.id);
  const reference = (key: string): TemplateNode => tree({ key: new Literal(key), name });
  const verifying = tree({
    ca: tree({ secret: reference('ca.crt') }),
    cert: tree({ secret: reference('tls.crt') }),
    insecureSkipVerify: new Literal(false),
    keySecret: reference('tls.key'),
    serverName: new Text(service, '.', draft.names.include('namespace'), '.svc'),
  });
  for (const document of monitors) {
    const source = listAt(document.manifest?.object, 'spec', 'endpoints');
    const endpoints = nodeAt(document.root, ['spec', 'endpoints']);
    for (const [at, item] of (endpoints instanceof TemplateList ? endpoints.items : []).entries()) {
      if (!('value' in item) || !(item.value instanceof TemplateMap)) continue;
      const own = item.value.get('tlsConfig');
      const verifies = objectAt(source[at], 'tlsConfig', 'ca') !== undefined;
      const entry = item.value.entry('tlsConfig');
      const guard = entry?.guard;
      const insecure = fromJson({ insecureSkipVerify: true });
      const choice = new TemplateMap([
        {
          key: 'tlsConfig',
          value: verifies && own !== undefined ? own : verifying,
          guard: when(tls),
          otherwise: insecure,
        },
      ]);
      const replaced = choice.entries[0]!;
      item.value.entries = item.value.entries.map((each) => (each === entry ? replaced : each));
      if (entry === undefined) item.value.entries.push(replaced);
      // Over HTTP there is nothing to verify.
      if (guard !== undefined && 'otherwise' in replaced) {
        replaced.guard = when(`and ${operand(guard.condition)} ${operand(tls)}`);
        replaced.otherwise = undefined;
        item.value.entries.push({
          key: 'tlsConfig',
          value: insecure,
          guard: when(`and ${operand(guard.condition)} (not (${tls}))`),
        });
      }
    }
  }
}

function makeMonitor(draft: Draft, metrics: Metrics): Document {
  const service = metrics.service.manifest!.object;
  const port = listAt(service, 'spec', 'ports')[metrics.port];
  const isHttps = metrics.secure || metrics.proxy !== undefined;
  const selector = new TemplateMap();
  for (const [key, value] of Object.entries(objectAt(service.metadata, 'labels') ?? {})) {
    if (!['app.kubernetes.io/managed-by', 'app.kubernetes.io/instance', 'helm.sh/chart'].includes(key)) {
      selector.set(key, new Literal(value));
    }
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
            nodeAt(metrics.service.root, ['spec', 'ports', metrics.port, 'targetPort']) ??
            new Action('.Values.metrics.service.port | int64'),
        }
      : { key: 'port', value: new Literal(portName) },
    { key: 'scheme', value: new Literal(isHttps ? 'https' : 'http') },
  ]);
  if (isHttps) {
    endpoint.set('bearerTokenFile', new Literal('/var/run/secrets/kubernetes.io/serviceaccount/token'));
    endpoint.set('tlsConfig', fromJson({ insecureSkipVerify: true }));
  }
  return addDocument(draft, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    suffix: 'metrics-monitor',
    folder: 'metrics',
    content: [
      [
        'spec',
        tree({
          endpoints: new TemplateList([{ value: endpoint }]),
          selector: tree({ matchLabels: selector }),
        }),
      ],
    ],
  });
}

import { describeObject, listAt, objectAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { type Draft, managerOf, type Workload } from '../draft.ts';
import { fromJson, nodeAt } from '../template/from-json.ts';
import { Block, Literal, TemplateList, TemplateMap, when, withValue } from '../template/nodes.ts';
import { BOOLEAN, listOf } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';
import { addDocument, tree } from './added-document.ts';
import type { Metrics } from './metrics/find-metrics.ts';
import type { Webhooks } from './webhooks/find-webhooks.ts';

/**
 * `networkPolicy`: the source's policies, or one of ours: metrics from whom the values name, webhooks from everywhere,
 * because the API server is in no namespace and behind no label.
 */
export function addNetworkPolicy(draft: Draft, metrics: Metrics | undefined, webhooks: Webhooks | undefined): void {
  const manager = managerOf(draft);
  const inSource = draft.documents.filter((document) => document.kind === 'NetworkPolicy');
  if (inSource.length > 0) {
    const { section } = subScope(draft.values, 'networkPolicy', 'Network policies of the manifests.');
    section.set('enabled', true, 'Whether the network policies are installed.', BOOLEAN);
    for (const document of inSource) document.guards.push('.Values.networkPolicy.enabled');
    return;
  }
  if (manager === undefined || manager.object.kind === 'Job' || manager.object.kind === 'CronJob') return;
  const { section } = subScope(draft.values, 'networkPolicy', 'Who may reach the pods of the manager.');
  section.set('enabled', false, 'Whether a network policy lets in metrics and webhook calls only.', BOOLEAN);
  section.set(
    'metricsFrom',
    [{ namespaceSelector: { matchLabels: { metrics: 'enabled' } } }],
    'Who may read metrics, as peers of a network policy; empty for everybody.',
    listOf('networkPolicyPeer'),
  );
  section.set('extraIngress', [], 'Further rules of ingress.', { type: 'array', items: { type: 'object' } });
  section.set('egress', [], 'Rules of egress; without any, egress is free.', listOf('networkPolicyEgress'));
  const ingress = new TemplateList();
  const metricsPorts =
    metrics === undefined ? [] : ports(metrics.manager, metrics.service.manifest?.object, metrics.port);
  if (metricsPorts.length > 0) {
    ingress.items.push({
      value: new TemplateMap([
        { key: 'from', value: new Block('toYaml .'), guard: withValue('.Values.networkPolicy.metricsFrom') },
        { key: 'ports', value: fromJson(metricsPorts) },
      ]),
      guard: when('.Values.metrics.enabled'),
    });
  }
  const webhookPorts =
    webhooks?.server === manager
      ? webhooks.services.flatMap((service) => ports(manager, service.manifest?.object, 0))
      : [];
  if (webhookPorts.length > 0) {
    ingress.items.push({ value: tree({ ports: fromJson(webhookPorts) }), guard: when('.Values.webhook.enabled') });
  }
  ingress.items.push({ inset: new Block('toYaml .'), guard: withValue('.Values.networkPolicy.extraIngress') });
  ingress.keepEmpty = true;
  const labels = nodeAt(manager.document.root, ['spec', 'selector']);
  const types = new TemplateList([
    { value: new Literal('Ingress') },
    { value: new Literal('Egress'), guard: when('.Values.networkPolicy.egress') },
  ]);
  const spec = tree({ podSelector: labels ?? new Literal({}), policyTypes: types, ingress });
  spec.set('egress', new Block('toYaml .'), withValue('.Values.networkPolicy.egress'));
  const document = addDocument(draft, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    suffix: manager.title,
    folder: 'network-policy',
    content: [['spec', spec]],
  });
  document.guards.push('.Values.networkPolicy.enabled');
  if (metrics === undefined) section.entries.delete('metricsFrom');
  draft.report.assume(
    'network-policy-ports',
    describeObject(manager.object),
    'networkPolicy.enabled lets in the ports of the metrics and webhook Services only; add others with networkPolicy.extraIngress',
  );
}

/** The pod's port behind a Service's: its number, or its name among the container ports. */
function ports(workload: Workload, service: JsonValue | undefined, at: number): JsonValue[] {
  const port = listAt(service, 'spec', 'ports')[at];
  const target = valueAt(port, 'targetPort') ?? valueAt(port, 'port');
  if (target === undefined) return [];
  const protocol = valueAt(port, 'protocol') ?? 'TCP';
  const spec = objectAt(workload.object, ...workload.templatePath, 'spec');
  const named = listAt(spec, 'containers')
    .flatMap((container) => listAt(container, 'ports'))
    .some((each) => valueAt(each, 'name') === target);
  // A name that no container has would let nothing in.
  return typeof target === 'string' && !named ? [] : [{ port: target, protocol }];
}

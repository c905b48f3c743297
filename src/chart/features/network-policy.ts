import { append } from '../../core/append.ts';
import { listAt, nameOf, objectAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { workloadKindOf } from '../../kubernetes/workload-kinds.ts';
import { type Document, type Draft, guard, managerOf, selects, type Workload } from '../draft.ts';
import type { Found } from '../find/found.ts';
import type { Metrics } from '../find/metrics.ts';
import type { Webhooks } from '../find/webhooks.ts';
import { exposeField } from '../pods/exposed-fields.ts';
import { CALLS_WEBHOOKS, SERVES_METRICS } from '../switches.ts';
import { anyOf, type Condition, isSet } from '../template/condition.ts';
import { fromJson, mapAt, nodeAt } from '../template/from-json.ts';
import {
  type Item,
  Literal,
  rangeOver,
  TemplateLines,
  TemplateList,
  TemplateMap,
  when,
  withValue,
  YamlPipeline,
} from '../template/nodes.ts';
import { BOOLEAN, listOf, PORT } from '../values/schema-types.ts';
import { type Scope, subScope } from '../values/values-model.ts';
import { addDocument, tree } from './added-document.ts';

const VALUE = '.Values.networkPolicy';
const ENABLED = isSet(`${VALUE}.enabled`);

/**
 * `networkPolicy`: the source's policies, or one of ours: metrics from whom the values name, webhooks from everywhere,
 * because the API server is in no namespace and behind no label. Policies add up, so what the values allow beside the
 * source's is a policy of its own.
 */
export function addNetworkPolicy(draft: Draft, { policies: inSource, metrics, webhooks }: Found): void {
  const manager = managerOf(draft);
  const isServer = manager !== undefined && workloadKindOf(manager.object)?.ends !== true;
  if (!isServer && inSource.length === 0) return;
  const scope = subScope(
    draft.values,
    'networkPolicy',
    'Who may reach the pods of the manager, and whom they may reach.',
  );
  if (inSource.length > 0) {
    scope.section.set('enabled', true, 'Whether the network policies are installed.', BOOLEAN);
    for (const document of inSource) guard(draft, document, ENABLED);
    addPeers(scope, 'metricsFrom', 'Who may read metrics', metrics?.networkPolicies ?? []);
    const forWebhooks = inSource.filter(({ manifest }) => /webhook/.test(nameOf(manifest!.object)));
    if (webhooks !== undefined) {
      for (const document of forWebhooks) guard(draft, document, CALLS_WEBHOOKS);
      addPeers(scope, 'webhookFrom', 'Who may call the webhooks', forWebhooks);
    }
  } else
    scope.section.set(
      'enabled',
      false,
      'Whether a network policy lets in what the Services are for, what extraIngress says, and nothing else.',
      BOOLEAN,
    );
  if (!isServer) return;
  const ingress = new TemplateList();
  if (inSource.length === 0) {
    ingress.whenEmpty = new Literal([]);
    append(ingress.items, [
      ...metricsRules(scope, metrics),
      ...webhookRules(scope, manager, webhooks),
      ...serviceRules(draft, scope, manager, metrics, webhooks),
    ]);
  }
  addOwnPolicy(draft, scope, manager, ingress, inSource.length > 0);
}

/** The peers of the first of some policies that has a single rule, whose default is what the source has. */
function addPeers(scope: Scope, key: string, who: string, documents: readonly Document[]): void {
  for (const { root, manifest } of documents) {
    const rule = mapAt(root, 'spec', 'ingress', 0);
    if (rule === undefined || listAt(manifest?.object, 'spec', 'ingress').length !== 1) continue;
    const description = `${who}, as peers of a network policy; empty for everybody.`;
    exposeField(scope, rule, { key, field: 'from', description, schema: listOf('networkPolicyPeer'), form: 'tree' });
    return;
  }
}

function metricsRules({ section }: Scope, metrics: Metrics | undefined): Item[] {
  const list = metrics === undefined ? [] : metricsPorts(metrics);
  if (list.length === 0) return [];
  section.set(
    'metricsFrom',
    [{ namespaceSelector: { matchLabels: { metrics: 'enabled' } } }],
    'Who may read metrics, as peers of a network policy; empty for everybody.',
    listOf('networkPolicyPeer'),
  );
  return [ruleFor('metricsFrom', list, SERVES_METRICS)];
}

function metricsPorts({ manager, service, podPort }: Metrics): JsonValue[] {
  if (service === undefined) return [{ port: podPort, protocol: 'TCP' }];
  return ports(manager, service.document.manifest?.object, service.port);
}

function webhookRules({ section }: Scope, manager: Workload, webhooks: Webhooks | undefined): Item[] {
  const list =
    webhooks?.server === manager
      ? webhooks.services.flatMap((service) => ports(manager, service.manifest?.object, 0))
      : [];
  if (list.length === 0) return [];
  section.set(
    'webhookFrom',
    [],
    'Who may call the webhooks, such as the addresses of the API server; empty for everybody.',
    listOf('networkPolicyPeer'),
  );
  return [ruleFor('webhookFrom', list, CALLS_WEBHOOKS)];
}

/** What the manager serves beside metrics and webhooks: other programs of the operator may need it. */
function serviceRules(
  draft: Draft,
  { section }: Scope,
  manager: Workload,
  metrics: Metrics | undefined,
  webhooks: Webhooks | undefined,
): Item[] {
  const list = draft.documents.flatMap((document) => {
    const { kind, manifest } = document;
    if (kind !== 'Service' || !selects(draft, document, manager.index)) return [];
    const service = metrics?.service?.document === document ? metrics.service : undefined;
    if (service?.isShared === false) return [];
    const isWebhook = webhooks?.server === manager && webhooks.services.includes(document);
    return [...listAt(manifest?.object, 'spec', 'ports').keys()]
      .filter((at) => at !== service?.port && !(isWebhook && at === 0))
      .flatMap((at) => ports(manager, manifest?.object, at));
  });
  const distinct = [...new Map(list.map((port) => [JSON.stringify(port), port])).values()];
  if (distinct.length === 0) return [];
  section.set(
    'servicesFrom',
    [],
    'Who may reach the other ports of the Services, as peers of a network policy; empty for everybody.',
    listOf('networkPolicyPeer'),
  );
  return [ruleFor('servicesFrom', distinct)];
}

function ruleFor(key: string, list: JsonValue[], condition?: Condition): Item {
  return {
    value: new TemplateMap([
      { key: 'from', value: new YamlPipeline('toYaml .'), guard: withValue(`${VALUE}.${key}`) },
      { key: 'ports', value: fromJson(list) },
    ]),
    guard: condition === undefined ? undefined : when(condition),
  };
}

function addOwnPolicy(draft: Draft, scope: Scope, manager: Workload, ingress: TemplateList, beside: boolean): void {
  const { section } = scope;
  section.set('extraIngress', [], 'Further rules of ingress.', listOf('networkPolicyIngress'));
  section.set(
    'restrictEgress',
    false,
    'Whether the pods may reach DNS, the API server and what egress lists, and nothing else.',
    BOOLEAN,
  );
  const apiServer = subScope(scope, 'apiServer', 'With restrictEgress: where the API server is.').section;
  apiServer.set('cidrs', [], 'Its addresses as CIDRs, such as 10.0.0.1/32; empty for any.', {
    type: 'array',
    items: { type: 'string', minLength: 1 },
  });
  const isOld = draft.rules === 1;
  apiServer.set(
    'ports',
    isOld ? [443, 6443] : [],
    `Its ports, of the Service and behind it${isOld ? '' : '; empty for 443 and 6443'}.`,
    { type: 'array', ...(isOld ? { minItems: 1 } : {}), items: PORT },
  );
  section.set(
    'egress',
    [],
    'Rules of egress; with any, all other egress but that of restrictEgress is closed.',
    listOf('networkPolicyEgress'),
  );
  const restricts = [isSet(`${VALUE}.restrictEgress`), isSet(`${VALUE}.egress`)];
  const hasExtra = isSet(`${VALUE}.extraIngress`);
  ingress.items.push({ inset: new YamlPipeline('toYaml .'), guard: withValue(`${VALUE}.extraIngress`) });
  const types = new TemplateList([
    { value: new Literal('Ingress'), guard: beside ? when(hasExtra) : undefined },
    { value: new Literal('Egress'), guard: when(anyOf(restricts)) },
  ]);
  const spec = tree({
    podSelector: nodeAt(manager.document.root, ['spec', 'selector']) ?? new Literal({}),
    policyTypes: types,
  });
  if (beside) spec.set('ingress', ingress, when(hasExtra));
  else spec.set('ingress', ingress);
  spec.set('egress', egressRules());
  const taken = draft.graph.nodes.some(({ kind, name }) => kind === 'NetworkPolicy' && name === nameOf(manager.object));
  const document = addDocument(draft, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    suffix: taken ? `${manager.title}-values` : manager.title,
    folder: 'network-policy',
    content: [['spec', spec]],
  });
  guard(draft, document, ENABLED);
  if (beside) guard(draft, document, anyOf([hasExtra, ...restricts]));
}

/** DNS at any address: which it is differs from cluster to cluster, and node-local caches are no pods. */
function egressRules(): TemplateList {
  const isRestricted = when(isSet(`${VALUE}.restrictEgress`));
  const apiServer = `${VALUE}.apiServer`;
  return new TemplateList([
    {
      value: fromJson({
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      }),
      guard: isRestricted,
    },
    {
      value: new TemplateMap([
        {
          key: 'to',
          value: new TemplateList([
            {
              inset: new TemplateLines('- ipBlock:', '    cidr: {{ . | quote }}'),
              guard: rangeOver(`${apiServer}.cidrs`),
            },
          ]),
        },
        {
          key: 'ports',
          value: new TemplateList([
            {
              inset: new TemplateLines(
                `{{- range ${apiServer}.ports | default (list 443 6443) }}`,
                '- port: {{ . | int64 }}',
                '  protocol: TCP',
                '{{- end }}',
              ),
            },
          ]),
        },
      ]),
      guard: isRestricted,
    },
    { inset: new YamlPipeline('toYaml .'), guard: withValue(`${VALUE}.egress`) },
  ]);
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

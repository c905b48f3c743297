import { describeObject, listAt, stringAt } from '../../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../../kubernetes/object.ts';
import { addCheck, type Document, type Draft, guard, type Workload } from '../../draft.ts';
import type { Found } from '../../find/found.ts';
import { isForWebhooksOnly, type ServingVolume, type Webhooks } from '../../find/webhooks.ts';
import { findFlag, mainContainerOf } from '../../pods/container-args.ts';
import { type ExposedField, exposeField } from '../../pods/exposed-fields.ts';
import { addAnnotationValue } from '../../pods/workload-values.ts';
import { CALLS_WEBHOOKS } from '../../switches.ts';
import { goString } from '../../template/escape.ts';
import { nodeAt } from '../../template/from-json.ts';
import {
  Action,
  both,
  type Inset,
  type Item,
  Literal,
  TemplateList,
  TemplateMap,
  when,
  withOthers,
  withValue,
  YamlPipeline,
} from '../../template/nodes.ts';
import { BOOLEAN, INTEGER_OR_NULL, kubernetes, STRING_MAP } from '../../values/schema-types.ts';
import { camelCase, type Scope, subScope } from '../../values/values-model.ts';
import { addLabelValue } from '../label-values.ts';
import { addServiceCa } from './service-ca.ts';
import { addWebhookCertificates } from './webhook-certificates.ts';

/** `webhook`: on or off as a whole, certificates, and what an operator of a cluster sets for each webhook. */
export function addWebhooks(draft: Draft, { webhooks, certManager }: Found): void {
  if (webhooks === undefined) return;
  const scope = subScope(draft.values, 'webhook', 'Admission and conversion webhooks.');
  scope.section.set('enabled', true, 'Whether the API server calls the webhooks of the operator.', BOOLEAN);
  scope.section.set('annotations', {}, 'Annotations of the webhook configurations.', STRING_MAP);
  addServiceCa(draft, webhooks);
  for (const document of webhooks.configurations) {
    guard(draft, document, CALLS_WEBHOOKS);
    const metadata = document.root.map('metadata');
    const annotations = metadata.map('annotations');
    const own = annotations.entries.flatMap((entry) =>
      'key' in entry && typeof entry.key === 'string' ? [entry.key] : [],
    );
    annotations.entries.push({
      inset: new YamlPipeline('toYaml .'),
      guard: withOthers('.Values.webhook.annotations', own),
    });
  }
  const services = webhooks.services.filter((service) => isForWebhooksOnly(draft, service));
  for (const service of services) guard(draft, service, CALLS_WEBHOOKS);
  if (services[0] !== undefined) addServiceValues(scope, services[0]);
  if (webhooks.server !== undefined) gateServer(draft, webhooks, webhooks.server, webhooks.volume);
  for (const { server, volume } of webhooks.others) gateServer(draft, webhooks, server, volume);
  addWebhookFields(webhooks, draft);
  addWebhookCertificates(draft, webhooks, certManager!, scope);
  if (webhooks.conversions.length === 0) return;
  addCheck(
    draft,
    `{{- if and (not .Values.webhook.enabled) (.Values.crds).enabled }}
{{- fail "webhook.enabled=false and crds.enabled=true: the API server converts the custom resources through the webhook, so nobody could read them. Leave webhook.enabled on, or install the CustomResourceDefinitions without conversion by other means and set crds.enabled=false." }}
{{- end }}`,
  );
}

function addServiceValues(parent: Scope, { root }: Document): void {
  const scope = subScope(parent, 'service', 'The Service that the API server calls.');
  const metadata = root.map('metadata');
  addAnnotationValue(scope, metadata, 'annotations', 'Annotations of the Service.');
  addLabelValue(scope, metadata, 'labels', 'Labels of the Service.');
}

/** Without webhooks the server gets no certificate, no port and no flag for them; a workload for nothing else goes. */
function gateServer(
  draft: Draft,
  { whole, switched }: Webhooks,
  server: Workload,
  volume: ServingVolume | undefined,
): void {
  if (whole.has(server)) {
    for (const document of [server.document, ...dependents(draft, server)]) guard(draft, document, CALLS_WEBHOOKS);
    return;
  }
  if (!switched.has(server)) return; // one certificate serves both
  const gate = (item: Item | Inset) => {
    item.guard = both(item.guard, CALLS_WEBHOOKS);
  };
  const spec = [...server.templatePath, 'spec'];
  if (volume !== undefined) {
    for (const [at] of listAt(server.object, ...spec, 'containers').entries()) {
      const mounts = nodeAt(server.document.root, [...spec, 'containers', at, 'volumeMounts']);
      for (const item of mounts instanceof TemplateList ? mounts.items : []) {
        if ('value' in item && item.value instanceof TemplateMap && isNamed(item.value, volume.name)) gate(item);
      }
    }
    const volumes = nodeAt(server.document.root, [...spec, 'volumes']);
    const item = volumes instanceof TemplateList ? volumes.items[volume.at] : undefined;
    if (item !== undefined) gate(item);
  }
  const flag = findFlag(server, /^--webhook-cert-path(=|$)/);
  if (flag?.text.includes('=')) flag.item.guard = when(CALLS_WEBHOOKS);
  const ports = mainContainerOf(server)?.get('ports');
  for (const item of ports instanceof TemplateList ? ports.items : []) {
    const name = 'value' in item && item.value instanceof TemplateMap ? item.value.get('name') : undefined;
    if (name instanceof Literal && /webhook/.test(String(name.value))) gate(item);
  }
  draft.report.assume(
    'webhook-switch',
    describeObject(server.object),
    'webhook.enabled=false sets ENABLE_WEBHOOKS=false, which Kubebuilder projects read; an operator that does not read it goes on serving, and nothing calls it',
  );
}

/** What is about a workload and nothing else: Services and budgets that select it alone, and what scales it. */
function dependents(draft: Draft, server: Workload): Document[] {
  return draft.documents.filter(({ node, kind }) => {
    if (node === undefined) return false;
    const selected = (draft.graph.selectors[node.index] ?? []).flatMap((selector) => selector.selects);
    if (['Service', 'PodDisruptionBudget'].includes(kind)) {
      return selected.length > 0 && selected.every((index) => index === server.index);
    }
    if (!/Autoscaler$|^ScaledObject$/.test(kind)) return false;
    return draft.graph.spans[node.index]!.some((span) => 'node' in span.target && span.target.node === server.index);
  });
}

function isNamed(map: TemplateMap, name: string): boolean {
  const found = map.get('name');
  return found instanceof Literal && found.value === name;
}

const WEBHOOK_FIELDS: readonly ExposedField[] = [
  {
    key: 'failurePolicy',
    field: 'failurePolicy',
    description: 'What the API server does where the webhook cannot be reached.',
    schema: { type: 'string', enum: ['', 'Fail', 'Ignore'] },
    form: 'text',
  },
  {
    key: 'timeoutSeconds',
    field: 'timeoutSeconds',
    description: 'How long the API server waits, 1 to 30 seconds.',
    schema: { ...INTEGER_OR_NULL, minimum: 1, maximum: 30 },
    form: 'int',
  },
  {
    key: 'namespaceSelector',
    field: 'namespaceSelector',
    description: 'Which namespaces the webhook is called for.',
    schema: kubernetes('labelSelector'),
    form: 'tree',
  },
  {
    key: 'objectSelector',
    field: 'objectSelector',
    description: 'Which objects the webhook is called for.',
    schema: kubernetes('labelSelector'),
    form: 'tree',
  },
  {
    key: 'matchConditions',
    field: 'matchConditions',
    description: 'CEL conditions of a call.',
    schema: { type: 'array', items: { type: 'object', required: ['name', 'expression'] } },
    form: 'tree',
  },
];

/** The field of a webhook from the values under its name, which are empty by default, or else as the source has it. */
function addOverrides(draft: Draft, document: Document, list: TemplateList, kind: string): void {
  const { section, expression } = subScope(draft.values, 'webhook');
  const known = section.entries.get(kind);
  const properties: Record<string, JsonValue> = {
    ...(known === undefined || !('schema' in known) ? {} : (known.schema.properties as JsonObject)),
  };
  for (const [at, item] of list.items.entries()) {
    const name = stringAt(listAt(document.manifest?.object, 'webhooks')[at], 'name');
    if (name === undefined || !('value' in item) || !(item.value instanceof TemplateMap)) continue;
    properties[name] = OVERRIDE;
    for (const { key, form } of WEBHOOK_FIELDS) {
      const value = `(index ${expression}.${kind} ${goString(name)} | default dict).${key}`;
      const print = { text: new Action('. | quote'), int: new Action('. | int64') }[form as 'text' | 'int'];
      item.value.set(key, print ?? new YamlPipeline('toYaml .'), withValue(value), item.value.get(key));
    }
  }
  section.set(kind, {}, `By name of a ${kind} webhook: ${WEBHOOK_FIELDS.map(({ key }) => key).join(', ')}.`, {
    type: 'object',
    additionalProperties: false,
    properties,
    'x-required': true,
  });
}

const OVERRIDE: JsonObject = {
  type: ['object', 'null'],
  additionalProperties: false,
  properties: Object.fromEntries(
    WEBHOOK_FIELDS.map(({ key, schema, description }) => [key, { description, ...schema }]),
  ),
};

/** A section for each webhook, under the webhook's own name, which stays the same from version to version. */
function addWebhookFields(webhooks: Webhooks, draft: Draft): void {
  for (const document of webhooks.configurations) {
    const list = document.root.get('webhooks');
    if (!(list instanceof TemplateList)) continue;
    const kind = document.kind.startsWith('Validating') ? 'validating' : 'mutating';
    if (draft.rules > 1) {
      addOverrides(draft, document, list, kind);
      continue;
    }
    const group = subScope(subScope(draft.values, 'webhook'), kind, `The ${kind} webhooks, by name.`);
    for (const [at, item] of list.items.entries()) {
      const name = stringAt(listAt(document.manifest?.object, 'webhooks')[at], 'name') ?? `webhook${at}`;
      let key = camelCase(name);
      for (let count = 2; group.section.has(key); count += 1) key = `${camelCase(name)}${count}`;
      if (!('value' in item) || !(item.value instanceof TemplateMap)) continue;
      for (const field of WEBHOOK_FIELDS) exposeField(subScope(group, key, name), item.value, field);
    }
  }
}

import { listAt, objectAt, stringAt } from '../../../kubernetes/identity.ts';
import type { Document, Draft } from '../../draft.ts';
import { findFlag, mainContainerIn, mainContainerOf } from '../../pods/container-args.ts';
import { goString } from '../../template/escape.ts';
import { mapAt, nodeAt } from '../../template/from-json.ts';
import {
  Action,
  both,
  Literal,
  TemplateList,
  TemplateMap,
  type TemplateNode,
  Text,
  when,
} from '../../template/nodes.ts';
import { STRING } from '../../values/schema-types.ts';
import { type Scope, subScope } from '../../values/values-model.ts';
import { addDocument, tree } from '../added-document.ts';
import { certificateSpec, certManagerScope } from '../certificates.ts';
import type { Metrics } from './find-metrics.ts';
import type { MetricsService } from './metrics-port.ts';

/** How a monitor verifies the metrics server. */
export interface MetricsTls {
  /** Whether the server has a certificate of an authority that is known. */
  readonly condition: string;
  /** The Secret with the certificate and its authority. */
  readonly secretName: TemplateNode;
  /** The name that the certificate is for. */
  readonly serverName: TemplateNode;
}

const VALUE = '.Values.metrics.certificate';
/**
 * Where controller-runtime takes a certificate for metrics from without being told
 * (pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/server#Options).
 */
const DIRECTORY = '/tmp/k8s-metrics-server/serving-certs';

/**
 * `metrics.certificate`: cert-manager or an existing Secret provides the certificate of the metrics server, or the
 * operator makes its own, which nobody can verify. It is issued if and only if it is mounted and the flag is set.
 * Undefined where metrics are not served over HTTPS by the manager itself.
 */
export function addMetricsCertificate(draft: Draft, metrics: Metrics): MetricsTls | undefined {
  const { service } = metrics;
  // A certificate is for the name of a Service.
  if (service === undefined) return undefined;
  const inSource = metrics.certificate !== undefined && metrics.volume !== undefined;
  if (!inSource && (metrics.https !== 'manager' || hasOwnCertificate(metrics))) return undefined;
  certManagerScope(draft, inSource);
  const scope = subScope(subScope(draft.values, 'metrics'), 'certificate', '');
  scope.section.set(
    'source',
    inSource ? '' : 'operator',
    'Who provides the certificate: certManager, existingSecret, or operator for one that the operator makes itself and nobody can verify. Empty: certManager where certManager.enabled is true, else operator.',
    { type: 'string', enum: ['', 'certManager', 'existingSecret', 'operator'] },
  );
  scope.section.set('secretName', '', 'With existingSecret: a Secret with ca.crt, tls.crt and tls.key.', STRING);
  const source = draft.names.include('metrics.certificateSource').expression;
  const isOurs = `eq (${source}) "certManager"`;
  const condition = draft.names.include('metrics.certificate').expression;
  const secretName = draft.names.include('metrics.secretName');
  addHelpers(
    draft,
    metrics,
    inSource ? sourceSecret(draft, metrics) : draft.names.added('metrics-server-cert').expression,
  );
  if (inSource) {
    metrics.certificate!.guards.push(isOurs);
    guardSource(metrics, condition);
  } else {
    addCertificate(draft, serverName(draft, service), new Text(secretName), isOurs);
    addMount(draft, scope, metrics, new Text(secretName), condition);
  }
  return { condition, secretName: new Text(secretName), serverName: serverName(draft, service) };
}

/** A certificate that comes from elsewhere: by the flag, or in the directory where none is needed. */
function hasOwnCertificate({ manager, hasOtherCertificate }: Metrics): boolean {
  const mounts = listAt(mainContainerIn(manager), 'volumeMounts');
  return (
    hasOtherCertificate ||
    findFlag(manager, /^--metrics-cert-path(=|$)/) !== undefined ||
    mounts.some((mount) => stringAt(mount, 'mountPath') === DIRECTORY)
  );
}

function serverName(draft: Draft, { document }: MetricsService): Text {
  return new Text(draft.names.name(document.node!.id), '.', draft.names.include('namespace'), '.svc');
}

function addHelpers(draft: Draft, metrics: Metrics, secretName: string): void {
  const serves = metrics.canBeInsecure
    ? 'and .Values.metrics.enabled .Values.metrics.secure'
    : '.Values.metrics.enabled';
  const name = (helper: string) => `${draft.chart}.metrics.${helper}`;
  draft.helpers.push(`{{/*
Who provides the certificate of the metrics server: certManager, existingSecret, operator; none without HTTPS.
*/}}
{{- define "${name('certificateSource')}" -}}
{{- if not (${serves}) }}
{{- "none" }}
{{- else if ${VALUE}.source }}
{{- ${VALUE}.source }}
{{- else }}
{{- ternary "certManager" "operator" (not (empty .Values.certManager.enabled)) }}
{{- end }}
{{- end }}

{{/*
Whether the metrics server has a certificate that can be verified: true or nothing.
*/}}
{{- define "${name('certificate')}" -}}
{{- if has (include "${name('certificateSource')}" $) (list "certManager" "existingSecret") }}true{{ end }}
{{- end }}

{{/*
The Secret with the certificate of the metrics server.
*/}}
{{- define "${name('secretName')}" -}}
{{- if eq (include "${name('certificateSource')}" $) "existingSecret" }}
{{- ${VALUE}.secretName }}
{{- else }}
{{- ${secretName} }}
{{- end }}
{{- end }}`);
  draft.checks.push(`{{- $metricsSource := include "${name('certificateSource')}" $ }}
{{- if and (eq $metricsSource "certManager") (not .Values.certManager.enabled) }}
{{- fail "metrics.certificate.source=certManager and certManager.enabled=false: enable cert-manager, or take the certificate from existingSecret or operator." }}
{{- end }}
{{- if and (eq $metricsSource "existingSecret") (not ${VALUE}.secretName) }}
{{- fail "metrics.certificate.source=existingSecret needs metrics.certificate.secretName." }}
{{- end }}`);
}

/** The name of the source's Secret, which all that refers to it now takes from the helper. */
function sourceSecret(draft: Draft, { certificate }: Metrics): string {
  const name = stringAt(certificate!.manifest?.object, 'spec', 'secretName') ?? '';
  const secret = draft.graph.nodes.find(
    (node) => node.kind === 'Secret' && node.name === name && node.namespace === certificate!.node?.namespace,
  );
  if (secret === undefined) return goString(name);
  draft.names.override(secret.id, draft.names.include('metrics.secretName'));
  return draft.names.ownExpression(secret);
}

function guardSource({ manager, volume }: Metrics, condition: string): void {
  const spec = [...manager.templatePath, 'spec'];
  for (const list of ['containers', 'initContainers']) {
    for (const at of listAt(manager.object, ...spec, list).keys()) {
      guardNamed(nodeAt(manager.document.root, [...spec, list, at, 'volumeMounts']), volume!, condition);
    }
  }
  guardNamed(nodeAt(manager.document.root, [...spec, 'volumes']), volume!, condition);
  for (const flag of [/^--metrics-cert-path=/, /^--metrics-cert-name=/, /^--metrics-cert-key=/]) {
    const found = findFlag(manager, flag);
    const item = found?.list.items[found.at];
    if (item !== undefined) item.guard = when(condition);
  }
}

function guardNamed(list: unknown, name: string, condition: string): void {
  for (const item of list instanceof TemplateList ? list.items : []) {
    const found = 'value' in item && item.value instanceof TemplateMap ? item.value.get('name') : undefined;
    if (found instanceof Literal && found.value === name) item.guard = both(item.guard, condition);
  }
}

function addCertificate(draft: Draft, name: Text, secretName: Text, isOurs: string): void {
  const add = (kind: string, suffix: string, spec: TemplateMap): Document =>
    addDocument(draft, {
      apiVersion: 'cert-manager.io/v1',
      kind,
      suffix,
      folder: 'certificates',
      content: [['spec', spec]],
    });
  const issuer = 'metrics-selfsigned-issuer';
  add('Issuer', issuer, tree({ selfSigned: new Literal({}) })).guards.push(
    isOurs,
    'not .Values.certManager.issuerRef.name',
  );
  const spec = tree({
    dnsNames: new TemplateList([{ value: name }, { value: new Text(...name.parts, '.cluster.local') }]),
    issuerRef: tree({ kind: new Literal('Issuer'), name: new Text(draft.names.added(issuer)) }),
    secretName,
  });
  certificateSpec(spec);
  add('Certificate', 'metrics-cert', spec).guards.push(isOurs);
}

/** A volume of ours, and the flag by which the manager is told: it has one where another flag of the same age is set. */
function addMount(draft: Draft, scope: Scope, { manager }: Metrics, secretName: Text, condition: string): void {
  const knowsFlag = findFlag(manager, /^--webhook-cert-path(=|$)/) !== undefined;
  const isOld = draft.rules === 1;
  const path = isOld ? `${VALUE}.mountPath` : `${VALUE}.mountPath | default ${goString(DIRECTORY)}`;
  const hasDefault = knowsFlag && !isOld;
  const flag = hasDefault
    ? `(ternary "--metrics-cert-path" (${VALUE}.flag | default "") (kindIs "invalid" ${VALUE}.flag))`
    : `${VALUE}.flag`;
  const said = isOld ? '' : `; empty for ${DIRECTORY}`;
  scope.section.set(
    'mountPath',
    isOld ? DIRECTORY : '',
    `Where the manager finds the certificate, tls.crt and tls.key${said}.`,
    {
      ...STRING,
      pattern: isOld ? '^/[-._/A-Za-z0-9]*$' : '^(/[-._/A-Za-z0-9]*)?$',
    },
  );
  scope.section.set(
    'flag',
    hasDefault ? null : knowsFlag ? '--metrics-cert-path' : '',
    `The flag by which the manager is told that directory${hasDefault ? ', --metrics-cert-path unless said' : ''}; empty where it looks there by itself, as controller-runtime does.`,
    { type: hasDefault ? ['string', 'null'] : 'string', pattern: '^$|^--?[A-Za-z][-._A-Za-z0-9]*$' },
  );
  const spec = mapAt(manager.document.root, ...manager.templatePath)?.map('spec');
  const container = mainContainerOf(manager);
  if (spec === undefined || container === undefined) return;
  const taken = listAt(objectAt(manager.object, ...manager.templatePath, 'spec'), 'volumes');
  const isTaken = taken.some((volume) => stringAt(volume, 'name') === 'metrics-certs');
  const name = new Literal(isTaken ? 'metrics-serving-certs' : 'metrics-certs');
  const items = container.list('args').items;
  const extra = items.findIndex((item) => 'inset' in item);
  items.splice(extra === -1 ? items.length : extra, 0, {
    value: new Text({ expression: flag }, '=', { expression: path }),
    guard: when(`and (${condition}) ${flag}`),
  });
  container.list('volumeMounts').items.push({
    value: tree({
      mountPath: new Action(`${path} | quote`),
      name,
      readOnly: new Literal(true),
    }),
    guard: when(condition),
  });
  spec.list('volumes').items.push({
    value: tree({ name, secret: tree({ secretName }) }),
    guard: when(condition),
  });
}

import { listAt, objectAt, stringAt } from '../../../kubernetes/identity.ts';
import { addCheck, addHelper, type Document, type Draft, guard } from '../../draft.ts';
import { type CertManager, isCertificateSource } from '../../find/cert-manager.ts';
import { CERTIFICATE_DIRECTORY, type Metrics } from '../../find/metrics.ts';
import { type MetricsTls, metricsTls, ownSecretName } from '../../find/metrics-certificate.ts';
import { findFlag, mainContainerOf } from '../../pods/container-args.ts';
import { MAKES_ISSUER } from '../../switches.ts';
import { allOf, type Condition, isSet, isTrue, operand, printCondition } from '../../template/condition.ts';
import { goString } from '../../template/escape.ts';
import { mapAt, nodeAt } from '../../template/from-json.ts';
import { Action, both, Literal, TemplateList, TemplateMap, Text, when } from '../../template/nodes.ts';
import { STRING } from '../../values/schema-types.ts';
import { type Scope, subScope } from '../../values/values-model.ts';
import { addDocument, tree } from '../added-document.ts';
import { addCertManager, certificateSpec } from '../certificates.ts';

const VALUE = '.Values.metrics.certificate';

/**
 * `metrics.certificate`: cert-manager or an existing Secret provides the certificate of the metrics server, or the
 * operator makes its own, which nobody can verify. It is issued if and only if it is mounted and the flag is set.
 * Undefined where metrics are not served over HTTPS by the manager itself.
 */
export function addMetricsCertificate(draft: Draft, metrics: Metrics, certManager: CertManager | undefined): void {
  const tls = metricsTls(draft, metrics);
  if (tls === undefined) return;
  const inSource = metrics.certificateFrom === 'source';
  if (certManager?.behind === 'metrics') addCertManager(draft, certManager);
  const scope = subScope(subScope(draft.values, 'metrics'), 'certificate', '');
  scope.section.set(
    'source',
    inSource ? '' : 'operator',
    'Who provides the certificate: certManager, existingSecret, or operator for one that the operator makes itself and nobody can verify. Empty: certManager where certManager.enabled is true, else operator.',
    { type: 'string', enum: ['', 'certManager', 'existingSecret', 'operator'] },
  );
  scope.section.set('secretName', '', 'With existingSecret: a Secret with ca.crt, tls.crt and tls.key.', STRING);
  const isOurs = isCertificateSource(draft, 'metrics', 'certManager');
  addHelpers(
    draft,
    metrics,
    inSource ? ownSecretName(draft, metrics) : draft.names.added('metrics-server-cert').expression,
  );
  if (inSource) {
    guard(draft, metrics.certificate!, isOurs);
    guardSource(metrics, tls.condition);
  } else {
    addCertificate(draft, tls, isOurs);
    addMount(draft, scope, metrics, tls);
  }
}

function addHelpers(draft: Draft, metrics: Metrics, secretName: string): void {
  const serves = metrics.canBeInsecure
    ? 'and .Values.metrics.enabled .Values.metrics.secure'
    : '.Values.metrics.enabled';
  const name = (helper: string) => `${draft.chart}.metrics.${helper}`;
  addHelper(
    draft,
    `{{/*
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
{{- end }}`,
  );
  addCheck(
    draft,
    `{{- $metricsSource := include "${name('certificateSource')}" $ }}
{{- if and (eq $metricsSource "certManager") (not .Values.certManager.enabled) }}
{{- fail "metrics.certificate.source=certManager and certManager.enabled=false: enable cert-manager, or take the certificate from existingSecret or operator." }}
{{- end }}
{{- if and (eq $metricsSource "existingSecret") (not ${VALUE}.secretName) }}
{{- fail "metrics.certificate.source=existingSecret needs metrics.certificate.secretName." }}
{{- end }}`,
  );
}

function guardSource({ manager, volume }: Metrics, condition: Condition): void {
  const spec = [...manager.templatePath, 'spec'];
  for (const list of ['containers', 'initContainers']) {
    for (const at of listAt(manager.object, ...spec, list).keys()) {
      guardNamed(nodeAt(manager.document.root, [...spec, list, at, 'volumeMounts']), volume!, condition);
    }
  }
  guardNamed(nodeAt(manager.document.root, [...spec, 'volumes']), volume!, condition);
  for (const flag of [/^--metrics-cert-path=/, /^--metrics-cert-name=/, /^--metrics-cert-key=/]) {
    const found = findFlag(manager, flag);
    if (found !== undefined) found.item.guard = when(condition);
  }
}

function guardNamed(list: unknown, name: string, condition: Condition): void {
  for (const item of list instanceof TemplateList ? list.items : []) {
    const found = 'value' in item && item.value instanceof TemplateMap ? item.value.get('name') : undefined;
    if (found instanceof Literal && found.value === name) item.guard = both(item.guard, condition);
  }
}

function addCertificate(draft: Draft, { serverName: name, secretName }: MetricsTls, isOurs: Condition): void {
  const add = (kind: string, suffix: string, spec: TemplateMap): Document =>
    addDocument(draft, {
      apiVersion: 'cert-manager.io/v1',
      kind,
      suffix,
      folder: 'certificates',
      content: [['spec', spec]],
    });
  const issuer = 'metrics-selfsigned-issuer';
  guard(draft, add('Issuer', issuer, tree({ selfSigned: new Literal({}) })), isOurs, MAKES_ISSUER);
  const spec = tree({
    dnsNames: new TemplateList([{ value: name }, { value: new Text(...name.parts, '.cluster.local') }]),
    issuerRef: tree({ kind: new Literal('Issuer'), name: new Text(draft.names.added(issuer)) }),
    secretName,
  });
  certificateSpec(spec);
  guard(draft, add('Certificate', 'metrics-cert', spec), isOurs);
}

/** A volume of ours, and the flag by which the manager is told: it has one where another flag of the same age is set. */
function addMount(draft: Draft, scope: Scope, { manager }: Metrics, { secretName, condition }: MetricsTls): void {
  const knowsFlag = findFlag(manager, /^--webhook-cert-path(=|$)/) !== undefined;
  const isOld = draft.rules === 1;
  const path = isOld ? `${VALUE}.mountPath` : `${VALUE}.mountPath | default ${goString(CERTIFICATE_DIRECTORY)}`;
  const hasDefault = knowsFlag && !isOld;
  const flag = hasDefault
    ? isTrue(`ternary "--metrics-cert-path" (${VALUE}.flag | default "") (kindIs "invalid" ${VALUE}.flag)`)
    : isSet(`${VALUE}.flag`);
  const said = isOld ? '' : `; empty for ${CERTIFICATE_DIRECTORY}`;
  scope.section.set(
    'mountPath',
    isOld ? CERTIFICATE_DIRECTORY : '',
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
  // Before the arguments of the values, which may say it otherwise.
  container.list('args').add(
    {
      value: new Text({ expression: operand(printCondition(flag)) }, '=', { expression: path }),
      guard: when(allOf([condition, flag])),
    },
    0,
  );
  container.list('volumeMounts').add(
    {
      value: tree({
        mountPath: new Action(`${path} | quote`),
        name,
        readOnly: new Literal(true),
      }),
      guard: when(condition),
    },
    draft.place,
  );
  spec
    .list('volumes')
    .add({ value: tree({ name, secret: tree({ secretName }) }), guard: when(condition) }, draft.place);
}

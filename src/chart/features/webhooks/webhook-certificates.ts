import { objectAt } from '../../../kubernetes/identity.ts';
import { addCheck, addHelper, type Document, type Draft, guard } from '../../draft.ts';
import { renderFile } from '../../files/render-file.ts';
import { type CertManager, isCertificateSource } from '../../find/cert-manager.ts';
import { expressionOf, type Webhooks } from '../../find/webhooks.ts';
import { findFlag, mainContainerOf } from '../../pods/container-args.ts';
import { CALLS_WEBHOOKS, MAKES_ISSUER } from '../../switches.ts';
import { allOf, anyOf, type Condition, isTrue, not } from '../../template/condition.ts';
import { goString } from '../../template/escape.ts';
import { mapAt, nodeAt } from '../../template/from-json.ts';
import {
  Action,
  type Expression,
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
import { addCertManager, certificateSpec } from '../certificates.ts';
import { isIssuedByServiceCa, mayUseServiceCa } from './service-ca.ts';

const INJECT = 'cert-manager.io/inject-ca-from';
/** Where controller-runtime looks for the certificate unless it is told (pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/webhook#Options). */
const DEFAULT_DIRECTORY = '/tmp/k8s-webhook-server/serving-certs';

/**
 * `webhook.certificate`: cert-manager, Helm, an existing Secret, or the operator itself provides the certificate, for
 * admission and conversion alike.
 */
export function addWebhookCertificates(
  draft: Draft,
  webhooks: Webhooks,
  certManager: CertManager,
  parent: Scope,
): void {
  const fromSource = webhooks.certificates.length > 0;
  addCertManager(draft, certManager);
  const scope = subScope(parent, 'certificate', '');
  const fallback = fromSource ? 'helm' : isIssuedByServiceCa(webhooks) ? 'serviceCA' : 'operator';
  const sources = ['certManager', 'helm', 'existingSecret', 'operator'];
  if (mayUseServiceCa(draft, webhooks)) sources.push('serviceCA');
  scope.section.set(
    'source',
    // Where cert-manager provides other certificates only, the source's webhooks manage without it.
    certManager.inSource && !fromSource ? fallback : '',
    `Who provides the certificate: certManager, helm, existingSecret, ${mayUseServiceCa(draft, webhooks) ? 'serviceCA (OpenShift) ' : ''}or operator. Empty: certManager where certManager.enabled is true, else ${fallback}.`,
    { type: 'string', enum: ['', ...sources] },
  );
  scope.section.set('secretName', '', 'With existingSecret: a Secret with tls.crt and tls.key.', STRING);
  scope.section.set('caBundle', '', 'With existingSecret: the certificate authority, as PEM or base64.', STRING);
  const isOld = draft.rules === 1;
  scope.section.set(
    'validityDays',
    isOld ? 3650 : null,
    `With helm: how long the certificate holds${isOld ? '' : '; null for ten years'}.`,
    { type: isOld ? 'integer' : ['integer', 'null'], minimum: 1 },
  );

  const secret = secretExpression(draft, webhooks);
  const template = (name: string) => draft.names.include(`webhook.${name}`);
  addHelper(
    draft,
    renderFile('webhook-helpers.tpl', {
      chart: draft.chart,
      hasOthers: webhooks.others.length > 0,
      fallback,
      secretName: secret,
      // Inside a named template that takes a list, `$` is that list.
      names: webhooks.services.map((service) => ({
        service: expressionOf(draft.names, service.node!.id).replaceAll('$', '.'),
      })),
    }).trim(),
  );
  const isSource = (source: string) => isCertificateSource(draft, 'webhook', source);
  addSecret(draft, webhooks, isSource);
  const injectFrom = addCertificate(draft, webhooks, template('secretName'), isSource);
  addVolume(draft, webhooks, template('secretName'), isSource);
  for (const { server, volume, secretName } of webhooks.others) {
    addVolume(draft, { ...webhooks, server, volume }, secretName, isSource);
  }
  const hasBundle = isTrue(`has (${template('certificateSource').expression}) (list "helm" "existingSecret")`);
  for (const document of [...webhooks.configurations, ...webhooks.conversions]) {
    addBundle(document, template('caBundle'), hasBundle, fromSource ? undefined : injectFrom, isSource('certManager'));
  }
  gateLeftoverInjection(draft, isSource('certManager'));
  addCheck(draft, renderFile('webhook-checks.yaml', { chart: draft.chart }).trim());
}

/** Objects that no webhook is behind may still ask for the authority of a Certificate that is not always there. */
function gateLeftoverInjection(draft: Draft, isCertManager: Condition): void {
  for (const document of draft.documents) {
    const annotations = document.root.map('metadata').get('annotations');
    const entry = annotations instanceof TemplateMap ? annotations.entry(INJECT) : undefined;
    if (entry?.value instanceof Text && entry.guard === undefined) entry.guard = when(isCertManager);
  }
}

/** The Secret's name without an existing one in its place. */
function secretExpression(draft: Draft, { volume, certificates }: Webhooks): string {
  if (volume?.secret !== undefined) return draft.names.ownExpression(draft.graph.nodes[volume.secret]!);
  if (volume !== undefined) return goString(volume.secretName);
  const provided = draft.graph.nodes.find(
    (node) => node.provided && certificates.some((document) => document.node?.index === node.index),
  );
  return provided === undefined
    ? draft.names.added('webhook-server-cert').expression
    : draft.names.ownExpression(provided);
}

/** The Secret that Helm fills, and the one of the manifests that only the operator fills. */
function addSecret(draft: Draft, { volume }: Webhooks, isSource: (source: string) => Condition): void {
  const inSource = draft.documents.find(
    (document) => document.kind === 'Secret' && document.node?.id === volume?.secret,
  );
  if (inSource !== undefined) guard(draft, inSource, anyOf([not(CALLS_WEBHOOKS), isSource('operator')]));
  const data = (key: string) =>
    new Action(`include ${goString(`${draft.chart}.webhook.generated`)} (list $ ${goString(key)})`);
  const document = addDocument(draft, {
    apiVersion: 'v1',
    kind: 'Secret',
    suffix: 'webhook-generated-cert',
    folder: 'webhook',
    content: [
      // The type of a Secret cannot change, and one from the manifests may be there already.
      ['type', new Literal(inSource === undefined ? 'kubernetes.io/tls' : 'Opaque')],
      ['data', tree({ 'ca.crt': data('ca.crt'), 'tls.crt': data('tls.crt'), 'tls.key': data('tls.key') })],
    ],
  });
  document.root.map('metadata').set('name', new Text(draft.names.include('webhook.secretName')));
  guard(draft, document, isSource('helm'));
}

/** The Certificate, the source's or one of ours; yields the text of `inject-ca-from`. */
function addCertificate(
  draft: Draft,
  webhooks: Webhooks,
  secretName: Expression,
  isSource: (source: string) => Condition,
): Text {
  const namespace = draft.names.include('namespace');
  const first = webhooks.certificates[0];
  if (first !== undefined) {
    for (const document of webhooks.certificates) guard(draft, document, isSource('certManager'));
    return new Text(namespace, '/', draft.names.name(first.node!.id));
  }
  const certificate = draft.names.added('webhook-serving-cert');
  const dnsNames = webhooks.services.flatMap((service) =>
    ['.svc', '.svc.cluster.local'].map((ending) => ({
      value: new Text(draft.names.name(service.node!.id), '.', namespace, ending) as TemplateNode,
    })),
  );
  const issuer = addDocument(draft, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    suffix: 'webhook-selfsigned-issuer',
    folder: 'certificates',
    content: [['spec', tree({ selfSigned: new Literal({}) })]],
  });
  guard(draft, issuer, isSource('certManager'), MAKES_ISSUER);
  const spec = tree({
    dnsNames: new TemplateList(dnsNames),
    issuerRef: tree({
      kind: new Literal('Issuer'),
      name: new Text(draft.names.added('webhook-selfsigned-issuer')),
    }),
    secretName: new Text(secretName),
  });
  certificateSpec(spec);
  const document = addDocument(draft, {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    suffix: 'webhook-serving-cert',
    folder: 'certificates',
    content: [['spec', spec]],
  });
  guard(draft, document, isSource('certManager'));
  return new Text(namespace, '/', certificate);
}

/** A server that makes its own certificate has no volume for one; another source of certificates needs it. */
function addVolume(
  draft: Draft,
  { server, volume, certificates }: Webhooks,
  secretName: Expression,
  isSource: (source: string) => Condition,
): void {
  if (server === undefined) return;
  const spec = mapAt(server.document.root, ...server.templatePath)?.map('spec');
  const container = mainContainerOf(server);
  if (spec === undefined || container === undefined) return;
  if (volume !== undefined) {
    if (volume.secret !== undefined) {
      const item = nodeAt(spec, ['volumes', volume.at]);
      const secret = item instanceof TemplateMap ? item.get('secret') : undefined;
      const node = draft.graph.nodes[volume.secret];
      const made = node?.provided === true && ['Certificate', 'Service'].includes(node.object.kind);
      // Without cert-manager or OpenShift nobody has made the Secret when the pod starts: the operator fills it in later, if it can.
      if (made && secret instanceof TemplateMap) {
        secret.set('optional', new Literal(true), when(isSource('operator')), secret.get('optional'));
      }
      return;
    }
    const volumes = spec.get('volumes');
    const item = volumes instanceof TemplateList ? volumes.items[volume.at] : undefined;
    const secret =
      item !== undefined && 'value' in item && item.value instanceof TemplateMap ? item.value.get('secret') : undefined;
    if (secret instanceof TemplateMap) secret.set('secretName', new Text(secretName));
    return;
  }
  const flag = findFlag(server, /^--(webhook-cert-path|webhook-cert-dir|cert-dir)=/)?.text;
  const directory = flag === undefined ? DEFAULT_DIRECTORY : flag.slice(flag.indexOf('=') + 1);
  // The source's own Certificates reach the server by other means, or not at all: with them it stays as it was.
  const others =
    certificates.length > 0 ? anyOf([isSource('operator'), isSource('certManager')]) : isSource('operator');
  const isMounted = when(allOf([CALLS_WEBHOOKS, not(others)]));
  const name = 'webhook-serving-certs';
  const mount = tree({ mountPath: new Literal(directory), name: new Literal(name), readOnly: new Literal(true) });
  container.list('volumeMounts').add({ value: mount, guard: isMounted }, draft.place);
  const secret = tree({ secretName: new Text(secretName) });
  spec.list('volumes').add({ value: tree({ name: new Literal(name), secret }), guard: isMounted }, draft.place);
}

/** The authority that the API server trusts: written in, or left to cert-manager's injector. */
function addBundle(
  document: Document,
  bundle: Expression,
  hasBundle: Condition,
  injectFrom: Text | undefined,
  isCertManager: Condition,
): void {
  const callers: TemplateMap[] = [];
  if (document.kind === 'CustomResourceDefinition') {
    const config = mapAt(document.root, 'spec', 'conversion', 'webhook', 'clientConfig');
    if (config !== undefined) callers.push(config);
  } else {
    const list = document.root.get('webhooks');
    for (const item of list instanceof TemplateList ? list.items : []) {
      const config = 'value' in item && item.value instanceof TemplateMap ? item.value.get('clientConfig') : undefined;
      if (config instanceof TemplateMap) callers.push(config);
    }
  }
  for (const config of callers) {
    // A webhook behind a URL is somebody else's.
    if (config.get('service') === undefined) continue;
    config.set('caBundle', new Action(`${bundle.expression} | quote`), when(hasBundle), config.get('caBundle'));
  }
  if (callers.length === 0 && objectAt(document.manifest?.object.metadata, 'annotations') === undefined) return;
  const metadata = document.root.map('metadata');
  const given = metadata.get('annotations');
  const own = given instanceof TemplateMap ? given.get(INJECT) : undefined;
  // The source has Certificates, and does without the annotation here.
  if (own === undefined && injectFrom === undefined) return;
  const annotations = metadata.map('annotations');
  // An annotation that names nothing in the manifests (an unfilled placeholder) stays where cert-manager is not used.
  if (own instanceof Text) annotations.set(INJECT, own, when(isCertManager));
  else if (injectFrom !== undefined) annotations.set(INJECT, injectFrom, when(isCertManager), own);
  const at = annotations.entries.findIndex((entry) => 'key' in entry && entry.key === INJECT);
  // Before the annotations from values, which leave this key alone.
  if (own === undefined) annotations.entries.unshift(...annotations.entries.splice(at, 1));
}

import { stringAt } from '../../kubernetes/identity.ts';
import { type Document, type Draft, guard } from '../draft.ts';
import type { CertManager } from '../find/cert-manager.ts';
import type { Found } from '../find/found.ts';
import { referrers, targets } from '../find/webhooks.ts';
import { MAKES_ISSUER } from '../switches.ts';
import { anyOf, isSet } from '../template/condition.ts';
import { Action, type TemplateMap, when, YamlPipeline } from '../template/nodes.ts';
import { BOOLEAN, STRING } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';

const VALUE = '.Values.certManager';

/** `certManager`: whether it is used, and what its Certificates say. */
export function addCertManager(draft: Draft, { inSource }: CertManager): void {
  const scope = subScope(draft.values, 'certManager', 'Certificates by cert-manager, which has to be in the cluster.');
  scope.section.set('enabled', inSource, 'Whether cert-manager provides certificates.', BOOLEAN);
  const issuer = subScope(scope, 'issuerRef', 'The issuer; without a name the chart makes a self-signed one.').section;
  issuer.set('name', '', 'Name of an Issuer or ClusterIssuer.', STRING);
  const isOld = draft.rules === 1;
  issuer.set(
    'kind',
    isOld ? 'Issuer' : '',
    `Issuer${isOld ? '' : ', which an empty text is,'} or ClusterIssuer.`,
    STRING,
  );
  issuer.set(
    'group',
    isOld ? 'cert-manager.io' : '',
    `API group of the issuer${isOld ? '' : ', cert-manager.io unless said'}.`,
    STRING,
  );
  scope.section.set('duration', '', 'How long certificates hold, such as 2160h.', DURATION);
  scope.section.set('renewBefore', '', 'How long before their end certificates are renewed, such as 360h.', DURATION);
}

const DURATION = { type: 'string', pattern: '^$|^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$' };

/** The issuer of the values; what they leave empty is cert-manager's default, and not written. */
const ISSUER =
  'toYaml (pick .Values.certManager.issuerRef "name" (empty .Values.certManager.issuerRef.kind | ternary "name" "kind") (empty .Values.certManager.issuerRef.group | ternary "name" "group"))';

/** A Certificate's spec with what the values say of issuer and time. */
export function certificateSpec(spec: TemplateMap): void {
  const issuer = spec.get('issuerRef');
  if (issuer !== undefined) {
    spec.set('issuerRef', new YamlPipeline(ISSUER), when(isSet(`${VALUE}.issuerRef.name`)), issuer);
  }
  for (const key of ['duration', 'renewBefore']) {
    const value = `${VALUE}.${key}`;
    spec.set(key, new Action(`${value} | quote`), when(isSet(value)), spec.get(key));
  }
}

/** The source's Certificates and Issuers: leaf certificates follow the values, issuers live as long as they are needed. */
export function gateCertificates(draft: Draft, { certManager }: Found): void {
  const leaves = certManager?.leaves ?? new Map();
  for (const leaf of leaves.keys()) certificateSpec(leaf.root.map('spec'));
  const gated = new Set<Document>(leaves.keys());
  for (const issuer of draft.documents.filter(({ kind }) => kind === 'Issuer')) {
    gateIssuer(draft, issuer, leaves, gated);
  }
}

/** An issuer of nothing but certificates that can be off goes with them, and with the CA certificate that it signs by. */
function gateIssuer(draft: Draft, issuer: Document, leaves: CertManager['leaves'], gated: Set<Document>): void {
  const users = referrers(draft, issuer.node!.id).filter((document) => document.kind === 'Certificate');
  const conditions = users.flatMap((user) => leaves.get(user) ?? []);
  if (users.length === 0 || conditions.length < users.length) return;
  const guards = [anyOf(conditions), MAKES_ISSUER];
  guard(draft, issuer, ...guards);
  const caSecret = stringAt(issuer.manifest!.object, 'spec', 'ca', 'secretName');
  if (caSecret === undefined) return;
  const authority = draft.documents.find(
    (document) =>
      document.kind === 'Certificate' && stringAt(document.manifest?.object, 'spec', 'secretName') === caSecret,
  );
  if (authority === undefined || gated.has(authority)) return;
  gated.add(authority);
  guard(draft, authority, ...guards);
  for (const root of targets(draft, [authority], 'Issuer')) {
    const only = referrers(draft, root.node!.id).filter((document) => document.kind === 'Certificate');
    if (root !== issuer && only.every((user) => user === authority)) guard(draft, root, ...guards);
  }
}

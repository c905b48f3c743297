import { append } from '../../core/append.ts';
import { stringAt } from '../../kubernetes/identity.ts';
import type { Document, Draft } from '../draft.ts';
import { Action, allOf, anyOf, Block, type TemplateMap, when } from '../template/nodes.ts';
import { BOOLEAN, STRING } from '../values/schema-types.ts';
import { type Scope, subScope } from '../values/values-model.ts';
import { referrers, targets } from './webhooks/find-webhooks.ts';

/** `certManager`: whether it is used, and what its Certificates say. Made by whichever feature needs it first. */
export function certManagerScope(draft: Draft, inSource: boolean): Scope {
  const scope = subScope(draft.values, 'certManager', 'Certificates by cert-manager, which has to be in the cluster.');
  if (scope.section.has('enabled')) return scope;
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
  return scope;
}

const DURATION = { type: 'string', pattern: '^$|^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$' };

/** The issuer of the values; what they leave empty is cert-manager's default, and not written. */
const ISSUER =
  'toYaml (pick .Values.certManager.issuerRef "name" (empty .Values.certManager.issuerRef.kind | ternary "name" "kind") (empty .Values.certManager.issuerRef.group | ternary "name" "group"))';

/** A Certificate's spec with what the values say of issuer and time. */
export function certificateSpec(spec: TemplateMap): void {
  const issuer = spec.get('issuerRef');
  if (issuer !== undefined) {
    spec.set('issuerRef', new Block(ISSUER), when('.Values.certManager.issuerRef.name'), issuer);
  }
  for (const key of ['duration', 'renewBefore']) {
    const value = `.Values.certManager.${key}`;
    spec.set(key, new Action(`${value} | quote`), when(value), spec.get(key));
  }
}

/** The source's Certificates and Issuers: leaf certificates follow the values, issuers live as long as they are needed. */
export function gateCertificates(draft: Draft): void {
  const leaves = draft.documents.filter(
    (document) => document.kind === 'Certificate' && document.manifest !== undefined && document.guards.length > 0,
  );
  for (const leaf of leaves) certificateSpec(leaf.root.map('spec'));
  const issuers = draft.documents.filter((document) => document.kind === 'Issuer' && document.manifest !== undefined);
  for (const issuer of issuers) gateIssuer(draft, issuer, leaves);
}

/** An issuer of nothing but certificates that can be off goes with them, and with the CA certificate that it signs by. */
function gateIssuer(draft: Draft, issuer: Document, leaves: readonly Document[]): void {
  const users = referrers(draft, issuer.node!.id).filter((document) => document.kind === 'Certificate');
  if (users.length === 0 || !users.every((user) => leaves.includes(user))) return;
  const guards = [anyOf(users.map((user) => allOf(user.guards))), 'not .Values.certManager.issuerRef.name'];
  append(issuer.guards, guards);
  const caSecret = stringAt(issuer.manifest!.object, 'spec', 'ca', 'secretName');
  if (caSecret === undefined) return;
  const authority = draft.documents.find(
    (document) =>
      document.kind === 'Certificate' && stringAt(document.manifest?.object, 'spec', 'secretName') === caSecret,
  );
  if (authority === undefined || authority.guards.length > 0) return;
  append(authority.guards, guards);
  for (const root of targets(draft, [authority], 'Issuer')) {
    const only = referrers(draft, root.node!.id).filter((document) => document.kind === 'Certificate');
    if (root !== issuer && only.every((user) => user === authority)) append(root.guards, guards);
  }
}

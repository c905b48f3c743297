import { valueAt } from '../../../kubernetes/identity.ts';
import type { Document, Draft } from '../../draft.ts';
import { isCertificateSource } from '../../find/cert-manager.ts';
import type { Webhooks } from '../../find/webhooks.ts';
import { type Guard, Literal, TemplateMap, Text, when } from '../../template/nodes.ts';

/** On a Service: the Secret into which OpenShift issues a certificate for it. */
const SERVING = 'service.beta.openshift.io/serving-cert-secret-name';
/** On what calls it: OpenShift writes its authority in (docs.redhat.com, Securing service traffic using service serving certificates). */
const INJECT = 'service.beta.openshift.io/inject-cabundle';

/** Whether the manifests themselves have OpenShift issue the certificate of their webhooks. */
export function isIssuedByServiceCa({ services }: Webhooks): boolean {
  return services.some(({ manifest }) => valueAt(manifest?.object.metadata, 'annotations', SERVING) !== undefined);
}

/** One Secret is for one Service: with several, only manifests that say so themselves can be told how. */
export function mayUseServiceCa(draft: Draft, webhooks: Webhooks): boolean {
  if (isIssuedByServiceCa(webhooks)) return true;
  return draft.rules > 1 && webhooks.services.length === 1 && webhooks.others.length === 0;
}

/**
 * The annotations by which OpenShift issues and trusts the certificate: those of the manifests, or ours, while it is the
 * source and not beside another one, which would have the Secret rewritten in turns. Before annotations become values.
 */
export function addServiceCa(draft: Draft, webhooks: Webhooks): void {
  if (!mayUseServiceCa(draft, webhooks)) return;
  const isSource = when(isCertificateSource(draft, 'webhook', 'serviceCA'));
  const bySource = isIssuedByServiceCa(webhooks);
  for (const service of webhooks.services) {
    const secret = new Text(draft.names.include('webhook.secretName'));
    annotate(draft, service, SERVING, bySource ? undefined : secret, isSource);
  }
  for (const document of [...webhooks.configurations, ...webhooks.conversions]) {
    annotate(draft, document, INJECT, bySource ? undefined : new Literal('true'), isSource);
  }
}

/** @param added undefined where nothing but what the manifests have is meant */
function annotate(
  { place }: Draft,
  { root }: Document,
  key: string,
  added: Literal | Text | undefined,
  guard: Guard,
): void {
  const metadata = root.map('metadata');
  const given = metadata.get('annotations');
  const own = given instanceof TemplateMap ? given.entry(key) : undefined;
  if (own !== undefined) own.guard = guard;
  else if (added !== undefined) metadata.map('annotations').add({ key, value: added, guard }, place);
}

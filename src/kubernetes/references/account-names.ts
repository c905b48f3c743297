import type { Found } from './dns-names.ts';
import type { NodeIndex } from './node-index.ts';
import { namespaceOfVariable, VARIABLE, type Variables } from './own-namespace.ts';

/**
 * How users and groups name service accounts (kubernetes.io/docs/reference/access-authn-authz/rbac#referring-to-subjects),
 * and how SPIFFE identities of service meshes do (istio.io/latest/docs/concepts/security).
 */
const USER = new RegExp(`(system:serviceaccounts?:)([a-z0-9][-a-z0-9]*|${VARIABLE})(?:(:)([a-z0-9][-.a-z0-9]*))?`, 'g');
const IDENTITY = new RegExp(`(/ns/)([a-z0-9][-a-z0-9]*|${VARIABLE})(/sa/)([a-z0-9][-.a-z0-9]*)`, 'g');
/** Those of other meshes end in a name of their own (docs.dapr.io/concepts/security-concept), but are in a namespace too. */
const OTHER_IDENTITY = /(spiffe:\/\/[^\s/]+\/ns\/)([a-z0-9][-a-z0-9]*)(?!\/sa\/)(?=\/)/g;

/** The namespaces and ServiceAccounts that a text names as users, groups or identities. */
export function accountSpans(text: string, own: string | undefined, index: NodeIndex, variables?: Variables): Found[] {
  const found: Found[] = [];
  const read = (pattern: RegExp) => {
    for (const match of text.matchAll(pattern)) {
      const [, before = '', namespace = '', between = '', name = ''] = match;
      const start = match.index + before.length;
      const meant = namespaceOfVariable(namespace, own, variables);
      const account = name === '' || meant === null ? undefined : index.find('ServiceAccount', meant, name);
      if (account === undefined ? index.isOwnNamespace(namespace) : index.hasNamespace(namespace)) {
        found.push({ start, end: start + namespace.length, target: { namespace } });
      }
      if (account === undefined) continue;
      const at = start + namespace.length + between.length;
      found.push({ start: at, end: at + name.length, target: { node: account.id } });
    }
  };
  if (text.includes('system:serviceaccount')) read(USER);
  if (text.includes('/sa/')) read(IDENTITY);
  if (text.includes('spiffe://')) read(OTHER_IDENTITY);
  return found;
}

import { parseAddress } from '../../objects/wiring/address.ts';
import type { MetricsChain } from '../../objects/wiring/listeners.ts';
import { grantsReviews } from '../../objects/wiring/rights.ts';
import type { AuditInput, AuditRoot } from './audit-input.ts';

/** How one manager's metrics are served, as far as manifests and sources tell it. */
export interface ServedMetrics {
  /** Undefined where only the program knows. */
  readonly state: 'off' | 'on' | undefined;
  readonly port: number | undefined;
  readonly local: boolean;
  /** Undefined where only the program knows. */
  readonly scheme: 'http' | 'https' | undefined;
  /** Whether the manager itself asks who the caller is; undefined where only the program knows. */
  readonly filter: boolean | undefined;
}

/**
 * Flags and files count; then defaults of flags in the sources. Without sources a manager whose account may create reviews
 * is taken to use the filter, and one with the filter, or with a certificate, to serve HTTPS.
 */
export function servedMetrics({ go }: AuditInput, root: AuditRoot, chain: MetricsChain): ServedMetrics {
  const { settings } = chain;
  const flag = go.known ? (go.defaults.get('metrics-bind-address') ?? go.defaults.get('metrics-addr')) : undefined;
  const text = settings.winner?.value ?? flag;
  const said = settings.winner === undefined ? parseAddress(flag) : settings.winner.address;
  const address = said?.off === false ? said : undefined;
  const secureDefault = go.known ? go.defaults.get('metrics-secure') : undefined;
  const bound = hasReviewRights(root, chain);
  let secure = settings.secure;
  if (secure === undefined && go.known) {
    if (go.secureServing === 'yes') secure = true;
    else if (go.secureServing === 'no' || go.secureServing === 'absent') secure = false;
    else if (secureDefault !== undefined) secure = secureDefault === 'true';
  }
  if (secure === undefined && !go.known && chain.proxy === undefined) {
    // The convention of scaffolds: 8443 is HTTPS, and only who checks callers needs the right to ask about them.
    if (settings.certificateDirectory !== undefined || address?.port === 8443) secure = true;
    else if (bound) secure = address?.port === 8080 ? undefined : true;
    else if (address?.port === 8080) secure = false;
  }
  if (secure === undefined && chain.proxy !== undefined) secure = chain.proxy.upstream?.scheme === 'https';
  const filter = go.known
    ? go.filter && !(go.filterIfSecure && secure === false)
    : chain.proxy === undefined && secure === true
      ? bound || undefined
      : undefined;
  return {
    state: text === '0' ? 'off' : address === undefined ? undefined : 'on',
    port: address?.port,
    local: address?.local ?? false,
    scheme: secure === undefined ? undefined : secure ? 'https' : 'http',
    filter,
  };
}

/** Whether the account of the pods may create both kinds of reviews, cluster-wide. */
export function hasReviewRights(root: AuditRoot, { workload }: Pick<MetricsChain, 'workload'>): boolean {
  return root.wiring.bindings.some(
    ({ object, role, accounts }) =>
      object.kind === 'ClusterRoleBinding' &&
      role !== undefined &&
      grantsReviews(role) &&
      accounts.some(({ workloads }) => workloads.includes(workload)),
  );
}

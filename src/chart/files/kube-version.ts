import { servedSince } from '../../kubernetes/served-apis.ts';
import type { Draft } from '../draft.ts';

/**
 * The oldest Kubernetes that serves every API version of the chart, as Chart.yaml wants it; pre-releases of clouds count.
 *
 * A Helm that was built from source without its release's flags takes any cluster that it is not connected to for
 * v1.20.0 (helm.sh/helm/v3/pkg/chartutil, DefaultCapabilities): that one version is let through, or such a Helm could
 * render no chart with a newer API.
 */
export function kubeVersion(draft: Draft): string {
  let minor = 16; // Helm 3 and apiextensions.k8s.io/v1 take it for granted
  for (const { object } of draft.graph.nodes) minor = Math.max(minor, servedSince(object) ?? minor);
  return minor > 20 ? `>=1.${minor}.0-0 || 1.20.0` : `>=1.${minor}.0-0`;
}

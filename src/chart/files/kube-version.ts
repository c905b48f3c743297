import type { Draft } from '../draft.ts';

/**
 * The release of Kubernetes from which an API version is served (kubernetes.io/docs/reference/using-api/deprecation-guide
 * and the release notes).
 */
const SINCE: Readonly<Record<string, number>> = {
  'admissionregistration.k8s.io/v1': 16,
  'apiextensions.k8s.io/v1': 16,
  'autoscaling/v2': 23,
  'batch/v1|CronJob': 21,
  'policy/v1': 21,
  'discovery.k8s.io/v1': 21,
  'networking.k8s.io/v1|Ingress': 19,
  'networking.k8s.io/v1|IngressClass': 19,
  'storage.k8s.io/v1|CSIDriver': 18,
  'node.k8s.io/v1': 20,
  'flowcontrol.apiserver.k8s.io/v1': 29,
  'admissionregistration.k8s.io/v1|ValidatingAdmissionPolicy': 30,
  'admissionregistration.k8s.io/v1|ValidatingAdmissionPolicyBinding': 30,
  'coordination.k8s.io/v1': 14,
  'events.k8s.io/v1': 19,
  'resource.k8s.io/v1': 34,
};

/**
 * The oldest Kubernetes that serves every API version of the chart, as Chart.yaml wants it; pre-releases of clouds count.
 *
 * A Helm that was built from source without its release's flags takes any cluster that it is not connected to for
 * v1.20.0 (helm.sh/helm/v3/pkg/chartutil, DefaultCapabilities): that one version is let through, or such a Helm could
 * render no chart with a newer API.
 */
export function kubeVersion(draft: Draft): string {
  let minor = 16; // Helm 3 and apiextensions.k8s.io/v1 take it for granted
  for (const { object } of draft.graph.nodes) {
    for (const key of [object.apiVersion, `${object.apiVersion}|${object.kind}`]) {
      if (Object.hasOwn(SINCE, key)) minor = Math.max(minor, SINCE[key]!);
    }
  }
  return minor > 20 ? `>=1.${minor}.0-0 || 1.20.0` : `>=1.${minor}.0-0`;
}

import type { KubernetesObject } from './object.ts';

/**
 * The minor release of Kubernetes 1 from which an API version is served, by version and where kinds differ by kind
 * (kubernetes.io/docs/reference/using-api/deprecation-guide and the release notes).
 */
const SINCE: Readonly<Record<string, number>> = {
  'admissionregistration.k8s.io/v1': 16,
  'admissionregistration.k8s.io/v1alpha1|MutatingAdmissionPolicy': 32,
  'admissionregistration.k8s.io/v1alpha1|MutatingAdmissionPolicyBinding': 32,
  'admissionregistration.k8s.io/v1beta1|MutatingAdmissionPolicy': 34,
  'admissionregistration.k8s.io/v1beta1|MutatingAdmissionPolicyBinding': 34,
  'admissionregistration.k8s.io/v1beta1|ValidatingAdmissionPolicy': 28,
  'admissionregistration.k8s.io/v1beta1|ValidatingAdmissionPolicyBinding': 28,
  'admissionregistration.k8s.io/v1|ValidatingAdmissionPolicy': 30,
  'admissionregistration.k8s.io/v1|ValidatingAdmissionPolicyBinding': 30,
  'apiextensions.k8s.io/v1': 16,
  'autoscaling/v2': 23,
  'batch/v1|CronJob': 21,
  'certificates.k8s.io/v1': 19,
  'coordination.k8s.io/v1': 14,
  'discovery.k8s.io/v1': 21,
  'events.k8s.io/v1': 19,
  'flowcontrol.apiserver.k8s.io/v1': 29,
  'networking.k8s.io/v1|IPAddress': 33,
  'networking.k8s.io/v1|Ingress': 19,
  'networking.k8s.io/v1|IngressClass': 19,
  'networking.k8s.io/v1|ServiceCIDR': 33,
  'node.k8s.io/v1': 20,
  'policy/v1': 21,
  'resource.k8s.io/v1': 34,
  'resource.k8s.io/v1beta1': 32,
  'resource.k8s.io/v1beta2': 33,
  'storage.k8s.io/v1|CSIDriver': 18,
  'storage.k8s.io/v1|CSIStorageCapacity': 24,
  'storage.k8s.io/v1|VolumeAttributesClass': 34,
};

/** The minor release from which an API version is served no more. */
const UNTIL: Readonly<Record<string, number>> = {
  'admissionregistration.k8s.io/v1beta1|MutatingWebhookConfiguration': 22,
  'admissionregistration.k8s.io/v1beta1|ValidatingWebhookConfiguration': 22,
  'apiextensions.k8s.io/v1beta1': 22,
  'apiregistration.k8s.io/v1beta1': 22,
  'apps/v1beta1': 16,
  'apps/v1beta2': 16,
  'autoscaling/v2beta1': 25,
  'autoscaling/v2beta2': 26,
  'batch/v1beta1': 25,
  'certificates.k8s.io/v1beta1|CertificateSigningRequest': 22,
  'coordination.k8s.io/v1beta1|Lease': 22,
  'discovery.k8s.io/v1beta1': 25,
  'events.k8s.io/v1beta1': 25,
  'extensions/v1beta1': 16,
  'extensions/v1beta1|Ingress': 22,
  'flowcontrol.apiserver.k8s.io/v1beta1': 26,
  'flowcontrol.apiserver.k8s.io/v1beta2': 29,
  'flowcontrol.apiserver.k8s.io/v1beta3': 32,
  'networking.k8s.io/v1beta1|Ingress': 22,
  'networking.k8s.io/v1beta1|IngressClass': 22,
  'node.k8s.io/v1beta1': 25,
  'policy/v1beta1': 25,
  'rbac.authorization.k8s.io/v1alpha1': 22,
  'rbac.authorization.k8s.io/v1beta1': 22,
  'scheduling.k8s.io/v1beta1': 22,
  'storage.k8s.io/v1beta1|CSIDriver': 22,
  'storage.k8s.io/v1beta1|CSINode': 22,
  'storage.k8s.io/v1beta1|CSIStorageCapacity': 27,
  'storage.k8s.io/v1beta1|StorageClass': 22,
  'storage.k8s.io/v1beta1|VolumeAttachment': 22,
};

/** The minor release of Kubernetes 1 that an object needs; undefined where every one in use today will do. */
export function servedSince(object: KubernetesObject): number | undefined {
  return minorOf(SINCE, object);
}

/** The minor release of Kubernetes 1 that serves an object's API no more. */
export function servedUntil(object: KubernetesObject): number | undefined {
  return minorOf(UNTIL, object);
}

function minorOf(table: Readonly<Record<string, number>>, { apiVersion, kind }: KubernetesObject): number | undefined {
  const found = [`${apiVersion}|${kind}`, apiVersion].find((key) => Object.hasOwn(table, key));
  return found === undefined ? undefined : table[found];
}

import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { field } from './oracle-references.ts';

/** Groups that a Kubernetes API serves by itself. */
export const SERVED =
  /^(|apps|autoscaling|batch|policy|(admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage)\.k8s\.io)$/;

/** Definitions without a schema for the kinds of objects that nothing in the objects, or among the known, defines. */
export function foreignCrds(
  objects: readonly KubernetesObject[],
  known: readonly KubernetesObject[],
): KubernetesObject[] {
  const defined = new Set(
    [...objects, ...known]
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map((crd) => `${field(crd, 'spec', 'group')}|${field(crd, 'spec', 'names', 'kind')}`),
  );
  const crds = new Map<string, KubernetesObject>();
  for (const { apiVersion, kind, metadata } of objects) {
    const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    const singular = kind.toLowerCase();
    const plural = `${singular}s`;
    if (SERVED.test(group) || defined.has(`${group}|${kind}`)) continue;
    crds.set(`${plural}.${group}`, {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {
        name: `${plural}.${group}`,
        // Groups below k8s.io ask for it (kubernetes.io/docs/reference/labels-annotations-taints).
        annotations: { 'api-approved.kubernetes.io': 'unapproved, a definition for tests' },
      },
      spec: {
        group,
        names: { kind, plural, singular },
        scope: metadata.namespace === undefined ? 'Cluster' : 'Namespaced',
        versions: [
          {
            name: version,
            served: true,
            storage: true,
            schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        ],
      },
    });
  }
  return [...crds.values()];
}

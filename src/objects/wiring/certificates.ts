import { groupOf, listAt, nameOf, namespaceOf, stringAt } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Path } from '../../kubernetes/paths.ts';
import type { Volume, Workload } from './workloads.ts';

/** A Certificate of cert-manager, and who mounts what it writes. */
export interface CertificateWire {
  readonly object: KubernetesObject;
  readonly namespace: string | undefined;
  readonly secret: string | undefined;
  readonly names: readonly { readonly text: string; readonly path: Path }[];
  readonly issuer: { readonly kind: string; readonly name: string; readonly isMade: boolean };
  readonly mounts: readonly { readonly workload: Workload; readonly volume: Volume }[];
}

/** @param home the namespace of objects that name none */
export function readCertificates(
  objects: readonly KubernetesObject[],
  workloads: readonly Workload[],
  home: string | undefined,
): CertificateWire[] {
  const ofCertManager = objects.filter(({ apiVersion }) => groupOf(apiVersion) === 'cert-manager.io');
  return ofCertManager
    .filter(({ kind }) => kind === 'Certificate')
    .map((object) => {
      const namespace = namespaceOf(object) ?? home;
      const secret = stringAt(object, 'spec', 'secretName');
      const kind = stringAt(object, 'spec', 'issuerRef', 'kind') ?? 'Issuer';
      const name = stringAt(object, 'spec', 'issuerRef', 'name') ?? '';
      return {
        object,
        namespace,
        secret,
        names: listAt(object, 'spec', 'dnsNames').flatMap((text, index) =>
          typeof text === 'string' ? [{ text, path: ['spec', 'dnsNames', index] }] : [],
        ),
        issuer: { kind, name, isMade: ofCertManager.some((other) => other.kind === kind && nameOf(other) === name) },
        mounts: workloads
          .filter((workload) => workload.namespace === namespace)
          .flatMap((workload) =>
            workload.volumes
              .filter(({ source }) => source?.kind === 'Secret' && source.name === secret)
              .map((volume) => ({ workload, volume })),
          ),
      };
    });
}

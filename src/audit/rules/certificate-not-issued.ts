import { nameOf, namespaceOf, objectAt } from '../../kubernetes/identity.ts';
import type { Workload } from '../../objects/wiring/workloads.ts';
import { inWiredRoots, isBundle, type Rule } from './rule.ts';

/** Where programs of controller-runtime look for certificates. */
const CERTIFICATES = /k8s-(?:webhook|metrics)-server|serving-certs?$|metrics-certs?$|webhook-certs?$/;

export const certificateNotIssued: Rule = {
  id: 'certificate-not-issued',
  family: 'wiring',
  severity: 'error',
  title: 'A pod waits for a certificate that nobody issues',
  why: `A pod does not start before every Secret that it mounts is there. Here no Certificate, Secret or annotation brings the one
with the certificate about, so that somebody has to make it by hand first. Optional Secrets, and those that a program of
the same rendering says it makes, are not judged.

Source: https://kubernetes.io/docs/concepts/configuration/secret/#restriction-secret-must-exist`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart' || isBundle(input, root)) return;
      const { workloads, certificates, objects } = root.wiring;
      for (const workload of workloads) {
        for (const { name, source, path } of workload.volumes) {
          if (source?.kind !== 'Secret' || source.optional || !holdsCertificate(workload, name)) continue;
          const secret = source.name;
          const isMade =
            certificates.some((certificate) => certificate.secret === secret) ||
            objects.some((object) => object.kind === 'Secret' && nameOf(object) === secret) ||
            objects.some((object) => Object.values(objectAt(object.metadata, 'annotations') ?? {}).includes(secret));
          if (isMade || isSpokenOf(workload, secret)) continue;
          yield {
            at: { root, object: workload.object, path },
            message: `it mounts the Secret ${secret}, which nothing here makes${namespaceOf(workload.object) === undefined ? '' : ` in ${namespaceOf(workload.object)}`}`,
            fix: 'operator-scaffold feature certManager on, or make the Secret before',
          };
        }
      }
    });
  },
};

function holdsCertificate({ containers }: Workload, volume: string): boolean {
  return containers.some(({ mounts }) =>
    mounts.some((mount) => mount.volume === volume && CERTIFICATES.test(mount.directory)),
  );
}

/** A program that makes its certificate itself is told what to call it. */
function isSpokenOf({ containers }: Workload, secret: string): boolean {
  return containers.some(
    ({ flags, environment }) =>
      flags.some(({ value }) => value === secret) || [...environment.values()].some(({ value }) => value === secret),
  );
}

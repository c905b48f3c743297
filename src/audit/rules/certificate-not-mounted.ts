import { inWiredRoots, type Rule } from './rule.ts';

export const certificateNotMounted: Rule = {
  id: 'certificate-not-mounted',
  family: 'wiring',
  severity: 'warning',
  title: 'A certificate that nobody uses',
  why: `cert-manager issues and renews it, and no pod mounts it, no webhook takes its authority and no monitor reads it: a patch that
mounts it is switched off, or names another Secret.`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      const { certificates, objects, webhooks } = root.wiring;
      for (const { object, secret, mounts } of certificates) {
        if (mounts.length > 0 || secret === undefined || object.spec === undefined) continue;
        const name = String(object.metadata.name);
        if (webhooks.some(({ injection }) => injection?.value.endsWith(`/${name}`))) continue;
        const isCa = JSON.stringify(object.spec).includes('"isCA":true');
        const others = objects.some(
          (other) => other !== object && JSON.stringify(other).includes(JSON.stringify(secret)),
        );
        // A program may be told the Secret's name in an argument.
        const isSaid = objects.some((other) => other !== object && JSON.stringify(other).includes(`=${secret}"`));
        if (isCa || others || isSaid) continue;
        yield {
          at: { root, object },
          message: `no pod mounts its Secret ${secret}`,
          fix: 'mount it in the manager, or take the certificate out of config/certmanager/kustomization.yaml',
        };
      }
    });
  },
};

import { listAt } from '../../kubernetes/identity.ts';
import { inWiredRoots, isBundle, type Rule } from './rule.ts';

export const webhookWithoutCa: Rule = {
  id: 'webhook-without-ca',
  family: 'wiring',
  severity: 'error',
  title: 'A webhook that the API server cannot verify',
  why: `The API server checks the certificate of a webhook with the bundle in its configuration. Others here get the bundle of the
Certificate that the pod serves with; this one has neither a bundle nor the annotation that asks for it, so that every call
of it fails.

Source: https://cert-manager.io/docs/concepts/ca-injector/`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart' || isBundle(input, root)) return;
      const { webhooks, certificates } = root.wiring;
      const told = new Set<unknown>();
      for (const { object, name, service, hasBundle, injection, path } of webhooks) {
        if (hasBundle || injection !== undefined || service === undefined || told.has(object)) continue;
        const mounted = certificates.find(({ mounts }) =>
          mounts.some(({ workload }) => service.workloads.includes(workload)),
        );
        const isMeant = webhooks.some((other) => other.service === service && other.injection?.kind === 'certificate');
        // Without cert-manager a program may fill the bundle in itself.
        if (mounted === undefined || !isMeant) continue;
        told.add(object);
        const from = `${mounted.namespace ?? ''}/${String(mounted.object.metadata.name)}`;
        yield {
          at: { root, object, path },
          // Of one version nothing is converted, so that nobody calls.
          ...(listAt(object, 'spec', 'versions').length === 1 ? { severity: 'warning' as const } : {}),
          message: `nothing fills in the bundle for ${name}`,
          fix: `annotate it with cert-manager.io/inject-ca-from: ${from}`,
        };
      }
    });
  },
};

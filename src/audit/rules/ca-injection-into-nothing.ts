import { listAt, stringAt } from '../../kubernetes/identity.ts';
import { injectionOf } from '../../objects/wiring/webhooks.ts';
import { inWiredRoots, isBundle, type Rule } from './rule.ts';

export const caInjectionIntoNothing: Rule = {
  id: 'ca-injection-into-nothing',
  family: 'wiring',
  severity: 'error',
  title: 'An authority is asked for in vain',
  why: `The annotation \`cert-manager.io/inject-ca-from\` names a Certificate by namespace and name. Where no such Certificate is made,
or a placeholder was never filled in, the bundle stays empty and every call fails. On a CRD that does not convert it does
nothing, which is told as a note.

Source: https://cert-manager.io/docs/concepts/ca-injector/`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart' || isBundle(input, root)) return;
      const { objects, certificates } = root.wiring;
      for (const object of objects) {
        const injection = injectionOf(object);
        if (injection?.kind !== 'certificate') continue;
        const at = { root, object, path: ['metadata', 'annotations', injection.key] };
        const converts =
          object.kind !== 'CustomResourceDefinition' ||
          stringAt(object, 'spec', 'conversion', 'strategy') === 'Webhook';
        if (!converts) {
          yield {
            at,
            severity: 'note',
            message: 'it asks for an authority, but converts nothing by webhook',
            fix: 'name the CRDs that convert in the replacement, or drop the patch',
          };
          continue;
        }
        const isPlaceholder = /CERTIFICATE_|\$\(/.test(injection.value);
        const isMade = certificates.some(
          ({ object: certificate, namespace }) =>
            injection.value === `${namespace ?? ''}/${String(certificate.metadata.name)}`,
        );
        if (isMade) continue;
        // Another namespace's certificate is made elsewhere.
        const isOurs = injection.value.startsWith(`${root.wiring.home ?? ''}/`);
        if (!isPlaceholder && !isOurs) continue;
        const versions = listAt(object, 'spec', 'versions');
        yield {
          at,
          // Of one version nothing is converted, so that nobody calls.
          ...(versions.length === 1 ? { severity: 'warning' as const } : {}),
          message: isPlaceholder
            ? `its authority is that of ${injection.value}, which is a placeholder`
            : `its authority is that of the Certificate ${injection.value}, which nothing here makes`,
          fix: isPlaceholder
            ? 'switch on the replacements that fill it in, or drop the patch'
            : 'name the Certificate that is made',
        };
      }
    });
  },
};

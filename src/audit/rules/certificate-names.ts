import { nameOf } from '../../kubernetes/identity.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const certificateNames: Rule = {
  id: 'certificate-names',
  family: 'wiring',
  severity: 'error',
  title: 'A certificate for names that nobody has',
  why: `A client checks that the certificate is for the name that it called. One for a placeholder, or for a Service of another name
or namespace, is refused: webhooks fail, and so do scrapes that verify.

Source: https://cert-manager.io/docs/usage/certificate/`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      const { certificates, services } = root.wiring;
      for (const { object, names, namespace } of certificates) {
        const wrong = names.filter(({ text }) => /SERVICE_NAME|SERVICE_NAMESPACE|\$\(\w/.test(text));
        if (wrong.length > 0) {
          yield {
            at: { root, object, path: wrong[0]!.path },
            message: `it is for ${wrong[0]!.text}, which is a placeholder`,
            fix: 'switch on the replacements that fill it in, or take the certificate out',
          };
          continue;
        }
        const hosts = names.flatMap(({ text, path }) => {
          const match = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.|$)/.exec(text);
          return match === null ? [] : [{ service: match[1]!, where: match[2]!, path, text }];
        });
        const isKnown = ({ service, where }: (typeof hosts)[number]) =>
          services.some((each) => nameOf(each.object) === service && (each.namespace ?? where) === where);
        if (hosts.length === 0 || hosts.some(isKnown)) continue;
        const { service, where, path, text } = hosts[0]!;
        // Services of other namespaces are made elsewhere.
        if (where !== namespace && !services.some((each) => nameOf(each.object) === service)) continue;
        yield {
          at: { root, object, path },
          message: `it is for ${text}, but there is no Service ${service} in ${where}`,
          fix: 'name the Service that clients call, and its namespace',
        };
      }
    });
  },
};

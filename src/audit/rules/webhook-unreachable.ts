import { nameOf, stringAt } from '../../kubernetes/identity.ts';
import { inWiredRoots, isBundle, type Rule } from './rule.ts';

export const webhookUnreachable: Rule = {
  id: 'webhook-unreachable',
  family: 'wiring',
  severity: 'error',
  title: 'A webhook without a path to its port',
  why: `The API server calls a webhook by its Service: by name, namespace and port. Where the Service is missing, or has no such port,
every write of the resources that the webhook is for fails, or goes unchecked with failurePolicy Ignore; and a CRD with such
a conversion cannot be read.

Source: https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart' || isBundle(input, root)) return;
      const { webhooks, services, home } = root.wiring;
      for (const { object, name, target, service, port, path } of webhooks) {
        if (target === undefined) continue;
        const at = { root, object, path: [...path, 'service'] };
        if (service === undefined) {
          // A Service of another namespace is made elsewhere.
          const isOurs = target.namespace === home || home === undefined || target.namespace === 'system';
          const near = services.find(
            (each) =>
              nameOf(each.object).endsWith(`-${target.name}`) || target.name.endsWith(`-${nameOf(each.object)}`),
          );
          if (!isOurs && near === undefined) continue;
          yield {
            at,
            message: `${name} is called at the Service ${target.namespace}/${target.name}, which nothing here makes`,
            fix:
              near === undefined
                ? 'add the Service, or take the webhook out'
                : `name ${near.namespace ?? ''}/${nameOf(near.object)}`,
          };
        } else if (port === undefined && stringAt(service.object, 'spec', 'type') !== 'ExternalName') {
          yield {
            at,
            message: `${name} is called at port ${target.port}, but ${target.name} has ${service.ports.map((each) => each.port).join(', ') || 'no port'}`,
            fix: `let the Service have port ${target.port}`,
          };
        }
      }
    });
  },
};

import { nameOf } from '../../kubernetes/identity.ts';
import { inWiredRoots, isBundle, type Rule } from './rule.ts';

export const serviceSelectsNothing: Rule = {
  id: 'service-selects-nothing',
  family: 'wiring',
  severity: 'error',
  title: 'A Service selects no pod',
  why: `A Service without a pod behind it answers nobody: metrics are missing, and the API server cannot call webhooks. Only
Services are judged that a webhook or a monitor goes through, or whose selector has a label key of the pods that are made
here: others may be for pods that the operator makes.

Source: https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart' || isBundle(input, root)) return;
      const { services, workloads, webhooks, monitors } = root.wiring;
      for (const service of services) {
        const { selector, object, namespace } = service;
        if (selector === undefined || Object.keys(selector).length === 0 || service.workloads.length > 0) continue;
        const isUsed =
          webhooks.some((webhook) => webhook.service === service) ||
          monitors.some((monitor) => monitor.services.includes(service));
        const near = workloads.filter(({ labels }) => Object.keys(selector).some((key) => Object.hasOwn(labels, key)));
        const manages = near.some(({ containers }) => containers.some(({ part }) => part === 'manager'));
        if (!isUsed && !manages) continue;
        const other = near.find((workload) => workload.namespace !== namespace);
        yield {
          at: { root, object, path: ['spec', 'selector'] },
          message: `no pod has the labels that it selects${other === undefined ? '' : `, or it is in another namespace than ${nameOf(other.object)}`}`,
          fix:
            near[0] === undefined
              ? 'select the labels of the pods'
              : `select the labels of the pods of ${nameOf(near[0].object)}`,
        };
      }
    });
  },
};

import { nameOf } from '../../kubernetes/identity.ts';
import { opensPort, type PolicyRule } from '../../objects/wiring/policies.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const policyBlocksWebhooks: Rule = {
  id: 'policy-blocks-webhooks',
  family: 'wiring',
  severity: 'error',
  title: 'A network policy cuts the webhooks off',
  why: `Once a policy selects a pod, only what some policy opens gets in. Policies see the port of the pod, such as 9443, not the 443
of the Service; and the API server is mostly no pod of any namespace, so that no label lets it in. Under a network that
enforces policies every admission call is dropped: with failurePolicy Fail writes fail, with Ignore nothing is checked.

Source: https://github.com/kubernetes-sigs/kubebuilder/issues/5906`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      const { policies, webhooks } = root.wiring;
      const done = new Set<string>();
      for (const { port } of webhooks) {
        for (const end of port?.ends ?? []) {
          const selecting = policies.filter(({ workloads }) => workloads.includes(end.workload));
          const key = `${nameOf(end.workload.object)}:${end.port}`;
          if (end.port === undefined || selecting.length === 0 || done.has(key)) continue;
          done.add(key);
          const open = selecting
            .flatMap(({ rules }) => rules)
            .filter((rule) => opensPort(rule, end.workload, end.port!));
          if (open.some(letsApiServerIn)) continue;
          const blamed = selecting.find(({ object }) => /webhook/.test(nameOf(object))) ?? selecting[0]!;
          const rule = blamed.rules[0];
          yield {
            at: { root, object: blamed.object, path: rule?.path ?? ['spec'] },
            message:
              open.length === 0
                ? `no policy opens port ${end.port} of ${nameOf(end.workload.object)}, on which its webhooks are served`
                : `only some pods may reach port ${end.port} of ${nameOf(end.workload.object)}, and the API server is none`,
            fix: `open port ${end.port} without from; what a webhook is for is said in its configuration`,
          };
        }
      }
    });
  },
};

/** Whether a rule is for everybody, or for addresses, which may be the API server's. */
function letsApiServerIn({ from }: PolicyRule): boolean {
  return from.length === 0 || from.some((peer) => peer.ipBlock !== undefined);
}

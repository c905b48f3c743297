import { inWiredRoots, type Rule } from './rule.ts';

/** Flags of managers that kube-rbac-proxy does not know (github.com/brancz/kube-rbac-proxy#usage). */
const FOREIGN = new Set([
  ...['metrics-bind-address', 'metrics-addr', 'metrics-secure', 'metrics-cert-path', 'webhook-cert-path'],
  ...['health-probe-bind-address', 'leader-elect', 'enable-leader-election', 'zap-log-level', 'enable-http2'],
]);

export const flagInSidecar: Rule = {
  id: 'flag-in-sidecar',
  family: 'wiring',
  severity: 'error',
  title: "The proxy gets a flag of the manager's",
  why: `kube-rbac-proxy ends at once on a flag that it does not know, and the manager goes without. A patch that counts on the
first container being the manager does that: kustomize puts a container that a patch adds in front.

Source: https://github.com/brancz/kube-rbac-proxy#usage`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      for (const { object, containers } of root.wiring.workloads) {
        for (const { part, flags, name } of containers) {
          if (part !== 'proxy') continue;
          for (const { name: flag, path, text } of flags) {
            if (!FOREIGN.has(flag)) continue;
            yield {
              at: { root, object, path },
              message: `${name} gets ${text}, which is a flag of the manager's`,
              fix: 'name the container in the patch instead of counting: a strategic merge patch with name: manager',
            };
          }
        }
      }
    });
  },
};

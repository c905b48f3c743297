import { readIndexPatches } from '../input/index-patches.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const patchHitsOtherContainer: Rule = {
  id: 'patch-hits-other-container',
  family: 'wiring',
  severity: 'error',
  title: 'A patch by index hits another container',
  why: `A JSON patch names a container by its place in the list, and kustomize puts containers that a patch adds in front. A patch
that was written for the manager then changes the proxy, or there is no container at its place and nothing builds.

Source: https://github.com/kubernetes-sigs/kustomize/issues/2767`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind !== 'kustomize') return;
      const patches = readIndexPatches(input, root);
      if (patches.length === 0) return;
      for (const { object, containers } of root.wiring.workloads) {
        if (!containers.some(({ part }) => part === 'manager')) continue;
        for (const container of containers) {
          if (container.part !== 'proxy') continue;
          const text = JSON.stringify(container.value);
          for (const { file, line, key, value } of patches) {
            // What such a patch gives a manager and no proxy has: certificates, and the ports of its servers.
            if (!/volumeMounts|ports/.test(key) || !/webhook|k8s-webhook-server|metrics-server/.test(value)) continue;
            if (!text.includes(value)) continue;
            yield {
              at: { file, line, root, object },
              message: `it counts on the manager's place in the list, and changes ${container.name}`,
              fix: 'name the container: a strategic merge patch, or a test operation on its name before',
            };
          }
        }
      }
    });
  },
};

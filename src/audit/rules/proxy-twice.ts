import { readProxy } from '../../objects/wiring/listeners.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const proxyTwice: Rule = {
  id: 'proxy-twice',
  family: 'images',
  severity: 'error',
  title: 'Two proxies before one server',
  why: `Two kube-rbac-proxy containers of one pod that lead to the same server are one too many, mostly because a patch names
the container otherwise than another does. Where both listen on one port the second one ends at once, again and again.`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      for (const { object, containers } of root.wiring.workloads) {
        const seen = new Map<string, string>();
        for (const container of containers) {
          if (container.part !== 'proxy') continue;
          const { upstream } = readProxy(container);
          if (upstream === undefined) continue;
          const key = `${upstream.host}:${upstream.port}`;
          const first = seen.get(key);
          seen.set(key, first ?? container.name);
          if (first === undefined) continue;
          yield {
            at: { root, object, path: container.path },
            message: `the containers ${first} and ${container.name} are both a proxy before ${key}`,
            fix: `give the patch that adds ${container.name} the name of the container that it means, or drop it`,
          };
        }
      }
    });
  },
};

import { nameOf } from '../../kubernetes/identity.ts';
import type { Listener } from '../../objects/wiring/listeners.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const portTakenTwice: Rule = {
  id: 'port-taken-twice',
  family: 'wiring',
  severity: 'error',
  title: 'Two programs of a pod want one port',
  why: `The containers of a pod share its network. The second that binds a port ends with "address already in use", and the pod
never gets ready: typically a proxy on 8443 beside a manager that serves metrics there itself.

Source: https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      for (const [{ object }, listeners] of root.wiring.listeners) {
        const seen = new Map<string, Listener>();
        for (const listener of listeners) {
          // A port that is declared says nothing of who binds it.
          if (listener.purpose === 'other') continue;
          const key = `${listener.protocol}:${listener.port}`;
          const first = seen.get(key);
          if (first === undefined) {
            seen.set(key, listener);
            continue;
          }
          // Two addresses that are both local are the same one; a local and an open one collide, too.
          yield {
            at: { root, object: listener.object === object ? object : listener.object, path: listener.path },
            message: `${first.container.name} (${first.purpose}) and ${listener.container.name} (${listener.purpose}) of ${nameOf(object)} both bind port ${listener.port}`,
            fix: 'let one of them listen elsewhere, or drop the proxy',
          };
        }
      }
    });
  },
};

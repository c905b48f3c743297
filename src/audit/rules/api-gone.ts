import type { KubernetesObject } from '../../kubernetes/object.ts';
import { servedUntil } from '../../kubernetes/served-apis.ts';
import type { Rule } from './rule.ts';

export const apiGone: Rule = {
  id: 'api-gone',
  family: 'age',
  severity: 'error',
  title: 'An API that no cluster serves any more',
  why: `The API server refuses objects of a version that it has dropped. Every release of Kubernetes that is still maintained has dropped
these.

Source: https://kubernetes.io/docs/reference/using-api/deprecation-guide/`,
  *check({ roots }) {
    for (const root of roots) {
      for (const object of root.objects) {
        const message = apiGoneMessage(object);
        if (message === undefined) continue;
        yield {
          at: { root, object, path: ['apiVersion'] },
          message,
          fix: 'move it to a newer version of the API',
        };
      }
    }
  },
};

/** What is wrong with an object's API; undefined where it is served. */
export function apiGoneMessage(object: KubernetesObject): string | undefined {
  const until = servedUntil(object);
  return until === undefined ? undefined : `Kubernetes serves ${object.apiVersion} no more since 1.${until}`;
}

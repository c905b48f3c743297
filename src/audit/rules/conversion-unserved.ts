import { listAt } from '../../kubernetes/identity.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const conversionUnserved: Rule = {
  id: 'conversion-unserved',
  family: 'wiring',
  severity: 'warning',
  title: 'A CRD with one version that converts',
  why: `With one version there is nothing to convert, so that the program has no endpoint for it; older scaffolds patched every CRD
whose kind has any webhook. The API server asks for the bundle all the same, and a second version would not be readable.

Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      const idle = root.wiring.webhooks.filter(
        ({ object, purpose }) => purpose === 'conversion' && listAt(object, 'spec', 'versions').length === 1,
      );
      const [first] = idle;
      if (first === undefined) return;
      const others = idle.length - 1;
      yield {
        at: { root, object: first.object, path: first.path },
        message: `it has one version, and converts by a webhook${others === 0 ? '' : `; so do ${others} other CRDs`}`,
        fix: 'take the patches webhook_in_* of CRDs with one version out of the kustomization',
      };
    });
  },
};

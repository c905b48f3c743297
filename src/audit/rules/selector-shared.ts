import { objectAt } from '../../kubernetes/identity.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const selectorShared: Rule = {
  id: 'selector-shared',
  family: 'wiring',
  severity: 'note',
  title: 'Selectors that match the pods of other operators',
  why: `Every scaffold up to 4.3.1 labels its pods \`control-plane: controller-manager\` and nothing else. Two such operators in one
namespace select each other's pods: a Deployment counts them as its own, and a Service sends requests to both. A
Deployment's selector cannot be changed in a cluster, so that the mend needs it deleted once.

Source: https://github.com/kubernetes-sigs/kubebuilder/commit/6b8b08f56`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      for (const { object } of root.wiring.workloads) {
        const labels = objectAt(object, 'spec', 'selector', 'matchLabels');
        if (labels === undefined || Object.keys(labels).length !== 1) continue;
        if (labels['control-plane'] !== 'controller-manager') continue;
        yield {
          at: { root, object, path: ['spec', 'selector', 'matchLabels'] },
          message: 'its only label, control-plane: controller-manager, is that of every operator',
          fix: 'add app.kubernetes.io/name to the selectors and the pods, and delete the Deployment once',
        };
      }
    });
  },
};

import { listAt, nameOf } from '../../kubernetes/identity.ts';
import { inWiredRoots, type Rule } from './rule.ts';

export const readerUnbound: Rule = {
  id: 'reader-unbound',
  family: 'protection',
  severity: 'note',
  title: 'Nobody may read the metrics',
  why: `The role that lets its accounts read \`/metrics\` is bound to nobody, so that every scrape is answered 403 until somebody binds
Prometheus' account to it. Scaffolds leave it so on purpose, because they do not know that account.

Source: https://book.kubebuilder.io/reference/metrics`,
  *check(input) {
    yield* inWiredRoots(input, function* (root) {
      if (root.kind === 'chart') return;
      const { objects, bindings } = root.wiring;
      for (const object of objects) {
        if (object.kind !== 'ClusterRole') continue;
        const rules = listAt(object, 'rules');
        const isReader =
          rules.length > 0 && rules.every((rule) => listAt(rule, 'nonResourceURLs').includes('/metrics'));
        if (!isReader || bindings.some(({ roleName }) => roleName === nameOf(object))) continue;
        const { file } = input.places.of(root, object);
        // A comment that tells whoever reads the file is all that a scaffold can do.
        if (input.places.lines(file).some((line) => /^\s*#.*\b[Bb]ind\b/.test(line))) continue;
        yield {
          at: { root, object },
          message: 'it is bound to nobody, so that Prometheus may not read the metrics',
          fix: `kubectl create clusterrolebinding ${nameOf(object)} --clusterrole=${nameOf(object)} --serviceaccount=NAMESPACE:ACCOUNT, with the account of Prometheus`,
        };
      }
    });
  },
};

import { objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { Rule } from './rule.ts';

export const secretInSource: Rule = {
  id: 'secret-in-source',
  family: 'security',
  severity: 'note',
  title: 'A Secret with its content',
  why: `Whoever reads the repository reads the secret, and so does every fork and every old commit. Empty Secrets, which a program fills in,
are not told, nor what is a placeholder.

Source: https://kubernetes.io/docs/concepts/security/secrets-good-practices/`,
  *check({ roots }) {
    for (const root of roots) {
      if (root.kind === 'chart') continue;
      for (const object of root.objects) {
        if (object.kind !== 'Secret' || object.apiVersion !== 'v1') continue;
        // The token of an account is made by the cluster.
        if (stringAt(object, 'type') === 'kubernetes.io/service-account-token') continue;
        const fields = ['data', 'stringData'].flatMap((key) =>
          Object.entries(objectAt(object, key) ?? {}).map(([name, value]) => ({ key, name, value })),
        );
        const told = fields.find(
          ({ value }) => typeof value === 'string' && value !== '' && !/^[<$].*[>})]$|^\*+$|changeme/i.test(value),
        );
        if (told === undefined) continue;
        yield {
          at: { root, object, path: [told.key, told.name] },
          message: `${told.name} stands in it for everybody to read`,
          fix: 'make the Secret where it is deployed, and keep the manifest without it',
        };
      }
    }
  },
};

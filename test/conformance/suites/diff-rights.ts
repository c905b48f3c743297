import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { JsonValue } from '../../../src/kubernetes/object.ts';
import { grantsBeyond, grantsOf } from '../../../src/objects/rights/grants.ts';
import { type AccessRequest, REQUESTS, type Rule, ruleFor, rules } from '../../diff/random-rules.ts';
import type { Suite } from '../suite.ts';
import type { ApiClient } from '../support/api-client.ts';
import { startKubernetesApi } from '../support/kubernetes-api.ts';

const rbac = '/apis/rbac.authorization.k8s.io/v1';
const apiVersion = 'rbac.authorization.k8s.io/v1';

/** What rules of random roles allow, as a diff counts it, against what the authorizer of a real API server decides. */
export const suite: Suite = {
  name: 'diff-rights',
  async *run(context) {
    const api = await startKubernetesApi(context.scratch);
    try {
      const roles = fc.sample(rules, { numRuns: context.all ? 200 : 20, seed: context.seed });
      for (const [index, list] of roles.entries()) {
        const user = `user-${index}`;
        await grant(api.admin, user, list);
        const grants = grantsOf(list as unknown as JsonValue[]);
        const wrong: string[] = [];
        for (const request of REQUESTS) {
          const told = grantsBeyond(grantsOf([ruleFor(request) as unknown as JsonValue]), grants).length === 0;
          if ((await allowed(api.admin, user, request)) !== told) {
            wrong.push(`${JSON.stringify(request)} is ${told ? 'refused' : 'allowed'}`);
          }
        }
        const name = `role ${index}`;
        yield wrong.length === 0 ? { name } : { name, error: [JSON.stringify(list), ...wrong].join('\n') };
      }
    } finally {
      await api.stop();
    }
  },
};

/** Binds a user to a role, and waits until the authorizer knows. */
async function grant(admin: ApiClient, user: string, list: readonly Rule[]): Promise<void> {
  const ready = { verb: 'get', url: `/ready/${user}` };
  const metadata = { name: user };
  const role = { apiVersion, kind: 'ClusterRole', metadata, rules: [...list, ruleFor(ready)] };
  const binding = {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: user },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
  };
  for (const [plural, object] of [
    ['clusterroles', role],
    ['clusterrolebindings', binding],
  ] as const) {
    const { status, ...answer } = await admin.request('POST', `${rbac}/${plural}`, object as unknown as JsonValue);
    if (status !== 201) throw new Error(JSON.stringify(answer));
  }
  for (let left = 100; !(await allowed(admin, user, ready)); left -= 1) {
    if (left === 0) throw new Error(`${user} is never bound`);
    await sleep(50);
  }
}

async function allowed(admin: ApiClient, user: string, request: AccessRequest): Promise<boolean> {
  const { verb, group, resource = '', name, url } = request;
  const [plural, subresource] = resource.split('/');
  const spec =
    url === undefined
      ? { resourceAttributes: { verb, group, resource: plural, subresource, name } }
      : { nonResourceAttributes: { verb, path: url } };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user, ...spec } };
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const answer = await admin.request('POST', path, JSON.parse(JSON.stringify(review)) as JsonValue);
  return (answer.body as unknown as { status: { allowed: boolean } }).status.allowed;
}

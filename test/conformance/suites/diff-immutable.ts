import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';
import { isImmutable } from '../../../src/objects/immutable-fields.ts';
import type { Suite } from '../suite.ts';
import { startKubernetesApi } from '../support/kubernetes-api.ts';

/** An object, where it is kept, and changes of it by JSON pointer. */
interface Subject {
  readonly path: string;
  readonly object: JsonObject & { readonly apiVersion: string; readonly kind: string };
  readonly changes: Readonly<Record<string, JsonValue>>;
}

const template = (label: string): JsonObject => ({
  // The new selector below selects these pods too, so that nothing but the change itself can be refused.
  metadata: { labels: { app: label, more: 'b' } },
  spec: { containers: [{ name: 'a', image: 'a' }], restartPolicy: 'Always' },
});
const jobTemplate = (image: string): JsonObject => ({
  spec: { containers: [{ name: 'a', image }], restartPolicy: 'Never' },
});
const claim: JsonObject = {
  metadata: { name: 'a' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};
const workload: JsonObject = { selector: { matchLabels: { app: 'a' } }, template: template('a') };
const apps = (plural: string) => `/apis/apps/v1/namespaces/default/${plural}`;
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'a' };
const selector: JsonValue = { matchLabels: { app: 'a', more: 'b' } };

const SUBJECTS: readonly Subject[] = [
  ...[
    ['Deployment', 'deployments'],
    ['DaemonSet', 'daemonsets'],
    ['ReplicaSet', 'replicasets'],
  ].map(
    ([kind, plural]): Subject => ({
      path: apps(plural!),
      object: { apiVersion: 'apps/v1', kind: kind!, spec: workload },
      changes: { '/spec/selector': selector, '/spec/template/spec/priority': 0, '/metadata/labels': { x: 'y' } },
    }),
  ),
  {
    path: apps('statefulsets'),
    object: { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { ...workload, serviceName: 'a' } },
    changes: {
      '/spec/podManagementPolicy': 'Parallel',
      '/spec/selector': selector,
      '/spec/serviceName': 'b',
      '/spec/volumeClaimTemplates': [claim],
      '/spec/replicas': 3,
    },
  },
  {
    path: '/apis/batch/v1/namespaces/default/jobs',
    object: { apiVersion: 'batch/v1', kind: 'Job', spec: { suspend: true, template: jobTemplate('a') } },
    changes: {
      // Of a suspended Job that never ran a scheduler's fields may change, the rest not.
      '/spec/completionMode': 'Indexed',
      '/spec/selector': { matchLabels: { app: 'b' } },
      '/spec/template': jobTemplate('b'),
      '/spec/parallelism': 2,
    },
  },
  {
    path: `${rbac}/clusterrolebindings`,
    object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', roleRef },
    changes: { '/roleRef': { ...roleRef, name: 'b' }, '/subjects': [] },
  },
  {
    path: `${rbac}/namespaces/default/rolebindings`,
    object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', roleRef },
    changes: { '/roleRef': { ...roleRef, name: 'b' }, '/metadata/labels': { x: 'y' } },
  },
  {
    path: '/apis/scheduling.k8s.io/v1/priorityclasses',
    object: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: 1 },
    changes: { '/value': 2, '/description': 'x' },
  },
  {
    path: '/apis/storage.k8s.io/v1/storageclasses',
    object: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'a', parameters: { a: 'b' } },
    changes: {
      '/parameters': { a: 'c' },
      '/provisioner': 'b',
      '/reclaimPolicy': 'Retain',
      '/volumeBindingMode': 'WaitForFirstConsumer',
      '/metadata/labels': { x: 'y' },
    },
  },
];

/** What a real API server refuses to change against what a diff says that it refuses. */
export const suite: Suite = {
  name: 'diff-immutable',
  async *run(context) {
    const api = await startKubernetesApi(context.scratch);
    try {
      for (const { path, object, changes } of SUBJECTS) {
        const created = await api.admin.request('POST', path, { ...object, metadata: { name: 'a' } });
        if (created.status !== 201) yield { name: object.kind, error: JSON.stringify(created) };
        for (const [pointer, value] of Object.entries(changes)) {
          const patch: JsonValue = [{ op: 'add', path: pointer, value }];
          const answer = await api.admin.request('PATCH', `${path}/a?dryRun=All`, patch, 'application/json-patch+json');
          const refused = answer.status === 422;
          const told = isImmutable({ apiVersion: object.apiVersion, kind: object.kind, name: 'a' }, pointer);
          const name = `${object.kind} ${pointer} is ${told ? 'refused' : 'accepted'}`;
          const wrong = refused !== told || (!refused && answer.status !== 200);
          yield wrong ? { name, error: JSON.stringify(answer).slice(0, 1000) } : { name };
        }
      }
    } finally {
      await api.stop();
    }
  },
};

import type { FileTree } from '../../core/file-tree.ts';
import { isObject, listAt, nameOf, namespaceOf, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, KubernetesObject } from '../../kubernetes/object.ts';
import { grantsReviews } from '../../objects/wiring/rights.ts';
import type { Workload } from '../../objects/wiring/workloads.ts';
import { editSite, type Manifest, type Manifests, POD_PATHS } from './manifests.ts';
import type { Renders } from './renders.ts';
import { bindingsOf, isReviewRole } from './rights.ts';
import type { ExitState } from './state.ts';
import { type Subject, withManifests } from './survey.ts';
import { workloadsOf } from './workload-of.ts';

const WIDE: readonly string[] = ['cluster-admin', 'system:auth-delegator'];

/**
 * The account of the pods has to be allowed to ask the API server about callers, cluster-wide: TokenReview and
 * SubjectAccessReview are of the cluster, and a RoleBinding does not give them. What the proxy had is mended where it
 * was bound otherwise; what cannot be is named.
 */
export function planReviewRights(state: ExitState, subject: Subject, suffix: string): void {
  for (const root of subject.proxied) {
    if (isPart(state, subject, root) || hasRights(state.renders, root, subject)) continue;
    const mend = mended(state, subject, root);
    if (mend === undefined) {
      state.builder.manual.push(byHand(state, subject, root));
      continue;
    }
    for (const { value } of [mend.role, mend.binding]) {
      const [kind = '', name = ''] = [stringAt(value, 'kind'), stringAt(value, 'metadata', 'name')];
      if (!kind.startsWith('Cluster')) state.intents.push({ kind, name, change: 'replaced' });
      const cluster = kind.replace(/^(?!Cluster)/, 'Cluster');
      state.intents.push({ kind: cluster, name, change: 'added' });
      state.intents.push({ kind: cluster, name, change: 'changed', fields: /^(subjects|roleRef)\b/ });
    }
    state.step(
      {
        id: `metrics/review-rights${suffix}`,
        title: 'Let the account of the pods ask who reads metrics',
        why: 'The manager asks the API server who a caller is and what it may, under the account of its pods; for that it needs a ClusterRoleBinding.',
        links: [
          'https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/metrics/filters#WithAuthenticationAndAuthorization',
        ],
      },
      mend.tree,
    );
  }
}

/** Whether a directory binds nobody to anything, and another one that has the pods takes it in. */
function isPart({ manifests, renders }: ExitState, { proxied }: Subject, root: string): boolean {
  return (
    renders.wiring(root).bindings.length === 0 &&
    proxied.some((other) => other !== root && manifests.reached(other).has(root))
  );
}

/** Accounts that are bound to nothing here may have their rights from elsewhere only where a binding says so. */
function hasRights(renders: Renders, root: string, subject: Subject): boolean {
  return withoutRights(renders, root, subject).length === 0;
}

function withoutRights(renders: Renders, root: string, subject: Subject): Workload[] {
  const { bindings } = renders.wiring(root);
  return workloadsOf(renders, root, subject).filter(
    (workload) =>
      !bindings.some(
        ({ object, role, roleName, accounts }) =>
          object.kind === 'ClusterRoleBinding' &&
          accounts.some(({ workloads }) => workloads.includes(workload)) &&
          (WIDE.includes(roleName) || (role !== undefined && grantsReviews(role))),
      ),
  );
}

/** What gives the account its rights, and the role and binding that change for it. */
interface Mend {
  readonly tree: FileTree;
  readonly role: Manifest;
  readonly binding: Manifest;
}

function mended(state: ExitState, subject: Subject, root: string): Mend | undefined {
  const { tree, manifests } = state;
  const reached = manifests.reached(root);
  const roles = manifests.all.filter(
    ({ role, value, site }) =>
      role === 'resource' &&
      reached.has(site.file) &&
      isReviewRole(value) &&
      grantsReviews(value as unknown as KubernetesObject),
  );
  for (const role of roles) {
    for (const binding of bindingsOf(manifests, role).filter(({ site }) => reached.has(site.file))) {
      const wide = clusterWide(tree, role, binding);
      for (const next of [wide, ...withAccounts(state, wide, subject, root, binding)]) {
        if (next !== tree && hasRights(state.read(next).renders, root, subject)) return { tree: next, role, binding };
      }
    }
  }
  return undefined;
}

/** A role and its binding for the whole cluster; as they are where they are that already. */
function clusterWide(tree: FileTree, role: Manifest, binding: Manifest): FileTree {
  let next = tree;
  for (const { site, value } of [role, binding]) {
    const kind = stringAt(value, 'kind') ?? '';
    if (kind.startsWith('Cluster') && stringAt(value, 'roleRef', 'kind') !== 'Role') continue;
    next = editSite(next, site, (editor, document) => {
      if (!kind.startsWith('Cluster')) editor.set(document, ['kind'], `Cluster${kind}`);
      if (editor.get(document, ['roleRef', 'kind']) === 'Role')
        editor.set(document, ['roleRef', 'kind'], 'ClusterRole');
      if (editor.get(document, ['metadata', 'namespace']) !== undefined) {
        editor.remove(document, ['metadata', 'namespace']);
      }
    });
  }
  return next;
}

/**
 * The binding with the account of the pods beside those that it has, by the names under which kustomize may know it:
 * it rewrites the namespace only of accounts that it finds.
 */
function* withAccounts(
  state: ExitState,
  tree: FileTree,
  subject: Subject,
  root: string,
  binding: Manifest,
): Iterable<FileTree> {
  const [workload] = withoutRights(state.renders, root, subject) as [Workload];
  const written = withManifests(subject, state.manifests).manifests.flatMap(({ value }) =>
    POD_PATHS.flatMap((path) => stringAt(value, ...path, 'serviceAccountName') ?? []),
  );
  const names = new Set([...written, workload.account]);
  const others = listAt(binding.value, 'subjects').map((each) => stringAt(each, 'namespace'));
  const own = isObject(binding.value) ? namespaceOfWorkload(state.manifests, subject) : undefined;
  const namespaces = new Set([own, ...others, 'system', workload.namespace]);
  for (const name of names) {
    for (const namespace of namespaces) {
      if (namespace === undefined) continue;
      yield editSite(tree, binding.site, (editor, document) => {
        editor.insert(document, ['subjects'], { kind: 'ServiceAccount', name, namespace });
      });
    }
  }
}

function namespaceOfWorkload(manifests: Manifests, { file, kind, name }: Subject): string | undefined {
  const own = manifests.all.find(
    ({ site, value }) =>
      site.file === file && isObject(value) && value.kind === kind && stringAt(value, 'metadata', 'name') === name,
  );
  return own === undefined ? undefined : stringAt(own.value as JsonObject, 'metadata', 'namespace');
}

function byHand(state: ExitState, subject: Subject, root: string) {
  const [workload] = withoutRights(state.renders, root, subject) as [Workload];
  const namespace = workload.namespace ?? namespaceOf(workload.object) ?? 'system';
  const name = `${nameOf(workload.object)}-metrics-auth`;
  return {
    path: subject.file,
    text: `The manager has to ask the API server who reads metrics, and nothing that ${root} builds lets ${workload.account}, the account of its pods, do so: bind the ClusterRole system:auth-delegator to it, which every cluster has.`,
    snippet: [
      'apiVersion: rbac.authorization.k8s.io/v1',
      'kind: ClusterRoleBinding',
      'metadata:',
      `  name: ${name}`,
      'roleRef:',
      '  apiGroup: rbac.authorization.k8s.io',
      '  kind: ClusterRole',
      '  name: system:auth-delegator',
      'subjects:',
      '- kind: ServiceAccount',
      `  name: ${workload.account}`,
      `  namespace: ${namespace}`,
    ].join('\n'),
    steps: [],
  };
}

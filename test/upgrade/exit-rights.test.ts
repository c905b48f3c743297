import { describe, expect, it } from 'vitest';
import { applyPlan, buildScaffold, type FileTree, planUpgrade, renderManifests } from '../../src/index.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { readWiring } from '../../src/objects/wiring/read-wiring.ts';
import { grantsReviews } from '../../src/objects/wiring/rights.ts';

const OLD = buildScaffold({
  preset: 'kubebuilder@3.14.0',
  projectName: 'shop',
  domain: 'example.com',
  resources: [{ group: 'shop', version: 'v1', kind: 'Order' }],
});
const PATCH = 'config/default/manager_auth_proxy_patch.yaml';
const MANAGER = 'config/manager/manager.yaml';
const ROLE = 'config/rbac/auth_proxy_role.yaml';
const BINDING = 'config/rbac/auth_proxy_role_binding.yaml';

function edited(path: string, edit: (text: string) => string, tree: FileTree = OLD): FileTree {
  const text = edit(tree.get(path)!);
  expect(text).not.toBe(tree.get(path));
  return tree.with({ [path]: text });
}

function leave(tree: FileTree, to = 'https-metrics') {
  const plan = planUpgrade(tree, { to, only: ['metrics'] });
  const next = applyPlan(tree, plan);
  expect(planUpgrade(next, { to, only: ['metrics'] }).steps).toEqual([]);
  return { plan, next, wiring: readWiring(renderManifests(next, 'config/default') as KubernetesObject[]) };
}

/** Whether the account of the manager's pods may ask about callers everywhere. */
function mayReview({ bindings, workloads }: ReturnType<typeof readWiring>): boolean {
  return bindings.some(
    ({ object, role, accounts }) =>
      object.kind === 'ClusterRoleBinding' &&
      role !== undefined &&
      grantsReviews(role) &&
      accounts.some((account) => account.workloads.includes(workloads[0]!)),
  );
}

describe('the rights of a manager that asks who reads metrics', () => {
  it('stay as they are where they are right', () => {
    const { plan, wiring } = leave(OLD);
    expect(plan.steps.map(({ id }) => id)).not.toContain('metrics/review-rights');
    expect(mayReview(wiring)).toBe(true);
  });

  it('go to the account that the pods run under', () => {
    const own = edited('config/rbac/service_account.yaml', (text) =>
      text.replace(/^ {2}name: controller-manager$/m, '  name: shopkeeper'),
    );
    const tree = edited(
      MANAGER,
      (text) => text.replace('serviceAccountName: controller-manager', 'serviceAccountName: shopkeeper'),
      own,
    );
    const { plan, next, wiring } = leave(tree);
    expect(plan.steps.map(({ id }) => id)).toContain('metrics/review-rights');
    expect(mayReview(wiring)).toBe(true);
    expect(next.get(BINDING)).toContain('name: controller-manager');
  });

  it('go to the account named default, which no manifest makes', () => {
    const { wiring } = leave(edited(MANAGER, (text) => text.replace(/\n *serviceAccountName: .*/, '')));
    expect(mayReview(wiring)).toBe(true);
  });

  it('are of the cluster, where a Role of a namespace was bound', () => {
    const role = edited(ROLE, (text) => text.replace('kind: ClusterRole', 'kind: Role'));
    const tree = edited(
      BINDING,
      (text) =>
        text
          .replace('kind: ClusterRoleBinding', 'kind: RoleBinding')
          .replace('  kind: ClusterRole\n', '  kind: Role\n'),
      role,
    );
    const { wiring } = leave(tree);
    expect(mayReview(wiring)).toBe(true);
  });

  it('are named with what to write where nothing of them is there', () => {
    const tree = edited('config/rbac/kustomization.yaml', (text) =>
      text.replace('- auth_proxy_role.yaml\n', '').replace('- auth_proxy_role_binding.yaml\n', ''),
    );
    const { plan } = leave(tree);
    const task = plan.manual.find(({ text }) => text.includes('system:auth-delegator'));
    expect(task?.snippet).toContain('name: shop-controller-manager');
    expect(task?.snippet).toContain('namespace: shop-system');
  });
});

describe('a flag that turns HTTPS off', () => {
  const BIND = /^( *)- "?--metrics-bind-address=127\.0\.0\.1:8080"?$/m;

  it.each([
    ['https-metrics', '--metrics-secure=false', '--metrics-secure=true'],
    ['https-metrics', '--metrics-secure=F', '--metrics-secure=true'],
    ['https-metrics', '--metrics-secure', '--metrics-secure'],
    ['3.15', '--metrics-secure', '--metrics-secure=false'],
    ['3.15', '--metrics-secure=0', '--metrics-secure=0'],
  ])('for %s: %s becomes %s', (to, given, wanted) => {
    const { next } = leave(
      edited(PATCH, (text) => text.replace(BIND, (line, indent) => `${line}\n${indent}- ${given} # as it was`)),
      to,
    );
    expect(next.get(PATCH)).toContain(`- ${wanted} # as it was\n`);
  });
});

describe('what apply leaves in the cluster', () => {
  it('is named where a scaffold made it and it is no longer rendered', () => {
    expect(leave(OLD, '3.15').plan.cluster.map(({ command }) => command)).toEqual([
      'kubectl delete clusterrolebinding shop-proxy-rolebinding',
      'kubectl delete clusterrole shop-metrics-reader',
      'kubectl delete clusterrole shop-proxy-role',
    ]);
  });

  it('is nothing where the rights stay', () => {
    expect(leave(OLD).plan.cluster).toEqual([]);
  });
});

it('says where the project comes from', () => {
  const { from } = leave(OLD).plan;
  expect(from.preset).toMatch(/^kubebuilder@3\.14\./);
  expect(from.confidence).toBeGreaterThan(0.5);
  expect(from.agree.length).toBeGreaterThan(0);
});

import { describe, expect, it } from 'vitest';
import { applyPlan, buildScaffold, type FileTree, planUpgrade, renderManifests } from '../../src/index.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';

const OLD = buildScaffold({
  preset: 'kubebuilder@3.14.0',
  projectName: 'shop',
  domain: 'example.com',
  resources: [{ group: 'shop', version: 'v1', kind: 'Order' }],
});
const DEFAULT = 'config/default/kustomization.yaml';

function leave(tree: FileTree, to: string) {
  const plan = planUpgrade(tree, { to, only: ['metrics'] });
  return { plan, next: applyPlan(tree, plan) };
}

describe('leaving kube-rbac-proxy, in trees that are not as scaffolded', () => {
  it('names the image in a variable, and in a file behind a ConfigMap whose name has a hash', () => {
    const image = 'gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0';
    const patch = 'config/manager/images_patch.yaml';
    const tree = OLD.with({
      [patch]: `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: controller-manager\n  namespace: system\nspec:\n  template:\n    spec:\n      containers:\n      - name: manager\n        env:\n        - name: PROXY_IMAGE\n          value: ${image}\n        envFrom:\n        - configMapRef:\n            name: images\n`,
      'config/manager/images.env': `proxy=${image}\n`,
      'config/manager/kustomization.yaml': `${OLD.get('config/manager/kustomization.yaml')!}patches:\n- path: images_patch.yaml\nconfigMapGenerator:\n- name: images\n  envs:\n  - images.env\n`,
    });
    const { plan, next } = leave(tree, 'pre-3.15');
    expect(plan.proof.rendered).toContain('config/default');
    for (const path of [patch, 'config/manager/images.env'])
      expect(next.get(path)).toBe(tree.get(path)!.replace('gcr.io/kubebuilder', 'quay.io/brancz'));
  });

  it.each(['3.15', 'https-metrics'])('follows overlays that name files of another directory: %s', (to) => {
    const overlay = 'config/testing/kustomization.yaml';
    const tree = OLD.with({
      [overlay]:
        'namespace: trial\nresources:\n- ../crd\n- ../rbac\n- ../manager\npatches:\n- path: ../default/manager_auth_proxy_patch.yaml\n',
    });
    const call = { loadRestrictor: 'LoadRestrictionsNone' } as const;
    const { plan, next } = leave(tree, to);
    expect(plan.manual.filter(({ path }) => path.startsWith('config/testing'))).toEqual([]);
    expect(plan.proof.rendered).toContain('config/testing');
    const objects = renderManifests(next, 'config/testing', call) as KubernetesObject[];
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ metadata }) => metadata.namespace)).toEqual(to === '3.15' ? ['trial'] : []);
    expect(next.get(DEFAULT)!.includes('../network-policy')).toBe(to === '3.15');
    expect(planUpgrade(next, { to, only: ['metrics'] }).files).toEqual([]);
  });
});

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

  it('takes the image of the proxy out of kustomizations, by each of its names', () => {
    const tree = OLD.with({
      [DEFAULT]: `${OLD.get(DEFAULT)}images:\n- name: gcr.io/kubebuilder/kube-rbac-proxy\n  newName: mirror/proxy\n- name: controller\n  newTag: v1\n`,
      'config/olm/kustomization.yaml': 'resources:\n- ../default\nimages:\n- name: mirror/proxy\n  newTag: v2\n',
    });
    const { next } = leave(tree, 'https-metrics');
    expect(next.get(DEFAULT)).toContain('\nimages:\n- name: controller\n  newTag: v1\n');
    expect(next.get('config/olm/kustomization.yaml')).toBe('resources:\n- ../default\n');
    expect(leave(tree, 'pre-3.15').next.get(DEFAULT)).toContain('newName: mirror/proxy\n- name: controller');
  });

  it('keeps the certificate of the proxy for a program that has no flags for one yet', () => {
    const patch = 'config/default/manager_auth_proxy_patch.yaml';
    const tree = OLD.without('go.mod', ...OLD.paths().filter((path) => path.endsWith('.go'))).with({
      [patch]: OLD.get(patch)!
        .replace(
          '- --v=0',
          '- --tls-cert-file=/certs/cert.pem\n        - --tls-private-key-file=/certs/tls.key\n        volumeMounts:\n        - name: serving\n          mountPath: /certs',
        )
        .replace(/\n*$/, '\n      volumes:\n      - name: serving\n        secret:\n          secretName: serving\n'),
    });
    const { plan, next } = leave(tree, 'https-metrics');
    const objects = renderManifests(next, 'config/default') as KubernetesObject[];
    const pod = JSON.stringify(objects.find(({ kind }) => kind === 'Deployment'));
    expect(pod).toContain('"volumeMounts":[{"mountPath":"/certs","name":"serving","readOnly":true}]');
    expect(pod).toContain('"secretName":"serving"');
    expect(pod).not.toContain('metrics-cert-path');
    expect(next.get(patch)).not.toContain('# ');
    expect(plan.manual.find(({ snippet }) => snippet?.includes('CertDir'))?.snippet).toBe(
      'CertDir: "/certs",\nCertName: "cert.pem",',
    );
  });

  it('tells of every file that speaks of the proxy, by its name or by what it made', () => {
    const tree = OLD.with({
      'docs/install.md': 'clusterrole shop-proxy-role created\n',
      'docs/long.md': 'kube-rbac-proxy\n'.repeat(500),
      'docs/z.md': 'kube-rbac-proxy\n',
      'Makefile.images': 'kube-rbac-proxy\nIMAGE_RBAC_PROXY ?= x\n',
      'cmd/oauth.go': 'package main // oauth_proxy\n',
      'hack/auth_proxy_check.sh': 'true\n',
      'config/rbac/auth_proxy_old.yaml': 'a: b\n',
      'config/rbac/kustomization.yaml': `${OLD.get('config/rbac/kustomization.yaml')}#- auth_proxy_old.yaml\n`,
    });
    const { plan } = leave(tree, '3.15');
    const told = (path: string) => plan.leftovers.filter((each) => each.path === path).map(({ line }) => line);
    expect(told('docs/install.md')).toEqual([1]);
    expect(told('docs/long.md')).toHaveLength(21);
    expect(told('docs/z.md')).toEqual([1]);
    expect(told('Makefile.images')).toEqual([1, 2]);
    expect(told('cmd/oauth.go')).toEqual([]);
    expect(told('hack/auth_proxy_check.sh')).toEqual([undefined]);
    const textOf = (path: string) => plan.leftovers.find((each) => each.path === path)?.text;
    expect(textOf('config/default/manager_auth_proxy_patch.yaml')).toContain('is in use');
    expect(textOf('config/rbac/auth_proxy_old.yaml')).toContain('whether it is still needed');
  });

  it('plans for what only an older kustomize builds, and for bases without rights of their own', () => {
    const patch = 'config/default/manager_auth_proxy_patch.yaml';
    const broken = 'namePrefix:\n- kind: Order\n  name: order\n  path: spec/secretName\n';
    const kustomization = OLD.get(DEFAULT)!;
    const tree = OLD.without(patch).with({
      'config/manager/manager_auth_proxy_patch.yaml': OLD.get(patch)!,
      'config/manager/kustomization.yaml': `${OLD.get('config/manager/kustomization.yaml')}patches:\n- path: manager_auth_proxy_patch.yaml\n`,
      'config/default/names.yaml': broken,
      [DEFAULT]: `apiVersion: kustomize.config.k8s.io/v1\nconfigurations:\n- names.yaml\n${kustomization.replace('- path: manager_auth_proxy_patch.yaml', '').replace('apiVersion: kustomize.config.k8s.io/v1beta1\n', '')}`,
    });
    const mend = (old: FileTree) =>
      old.with({
        'config/default/names.yaml': broken.replace('  name: order\n', ''),
        [DEFAULT]: old.get(DEFAULT)!.replace('config.k8s.io/v1\n', 'config.k8s.io/v1beta1\n'),
      });
    expect(() => renderManifests(tree, 'config/default')).toThrow('not the API version');
    for (const to of ['3.15', 'https-metrics']) {
      const { plan, next } = leave(tree, to);
      expect(plan.manual.filter(({ path }) => path.startsWith('config/'))).toEqual([]);
      expect(plan.proof.unrendered).toMatchObject([
        { directory: 'config/default', message: expect.stringContaining('config/default/names.yaml') },
      ]);
      expect(mend(next).equals(leave(mend(tree), to).next)).toBe(true);
      expect(next.get('config/default/names.yaml')).toBe(broken);
    }
  });

  it('plans for a directory whose patch is made on the way', () => {
    const local =
      'resources:\n- ../manager\npatches:\n- path: ../default/manager_auth_proxy_patch.yaml\n- path: made/image.yaml\n  target: {kind: Deployment}\n';
    const tree = OLD.with({ 'config/local/kustomization.yaml': local });
    const { plan, next } = leave(tree, '3.15');
    expect(plan.manual.filter(({ path }) => path.startsWith('config/'))).toEqual([]);
    expect(plan.proof.unrendered).toMatchObject([
      { directory: 'config/local', message: expect.stringContaining('config/local/made/image.yaml') },
    ]);
    expect(next.get('config/local/kustomization.yaml')).toBe(
      local.replace('../manager\n', '../manager\n- ../network-policy\n'),
    );
  });

  it('tells of variants without a proxy whose metrics are served elsewhere', () => {
    const variant = (address: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: controller-manager\n  namespace: system\nspec:\n  template:\n    spec:\n      containers:\n      - name: kube-rbac-proxy\n        $patch: delete\n      - name: manager\n        args: [--metrics-bind-address=${address}]\n`;
    const tree = (address: string) =>
      OLD.with({
        'config/dev/kustomization.yaml': 'resources:\n- ../default\npatches:\n- path: patch.yaml\n',
        'config/dev/patch.yaml': variant(address),
      });
    for (const to of ['3.15', 'https-metrics']) {
      const { plan, next } = leave(tree('127.0.0.1:8080'), to);
      const told = plan.manual.filter(({ path }) => path === 'config/dev/kustomization.yaml');
      expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('port 8080 of localhost')]);
      expect(next.get('config/dev/patch.yaml')).toContain('127.0.0.1:8080');
    }
    const served = leave(tree(':8443'), 'https-metrics').plan.manual;
    expect(served.map(({ path }) => path)).not.toContain('config/dev/kustomization.yaml');
  });
});

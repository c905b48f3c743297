import { describe, expect, it } from 'vitest';
import {
  applyPlan,
  buildScaffold,
  type FileTree,
  planUpgrade,
  renderManifests,
  type UpgradePlan,
} from '../../src/index.ts';
import { listAt, objectAt, stringAt } from '../../src/kubernetes/identity.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';

const OLD = buildScaffold({
  preset: 'kubebuilder@3.14.0',
  projectName: 'shop',
  domain: 'example.com',
  resources: [{ group: 'shop', version: 'v1', kind: 'Order' }],
});
const MANAGER = 'config/manager/manager.yaml';

function leave(tree: FileTree, to: string): { plan: UpgradePlan; next: FileTree } {
  const plan = planUpgrade(tree, { to, only: ['metrics'] });
  return { plan, next: applyPlan(tree, plan) };
}

function yaml(...objects: readonly object[]): string {
  return objects.map((each) => `${JSON.stringify(each)}\n`).join('---\n');
}

/** A pod with a proxy of its own, its account, and the rights of it. */
function guarded(name: string, container: string): string {
  const labels = { app: name };
  const proxy = {
    name: 'kube-rbac-proxy',
    image: 'quay.io/brancz/kube-rbac-proxy:v0.18.0',
    args: ['--secure-listen-address=:8443', '--upstream=http://127.0.0.1:8080/'],
  };
  const rule = (apiGroup: string, resource: string) => ({
    apiGroups: [apiGroup],
    resources: [resource],
    verbs: ['create'],
  });
  return yaml(
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'other' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { serviceAccountName: name, containers: [{ name: container, image: `example.com/${name}` }, proxy] },
        },
      },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'other' } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: `${name}-asks` },
      rules: [rule('authentication.k8s.io', 'tokenreviews'), rule('authorization.k8s.io', 'subjectaccessreviews')],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: `${name}-asks` },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `${name}-asks` },
      subjects: [{ kind: 'ServiceAccount', name, namespace: 'other' }],
    },
  );
}

describe('an exit', () => {
  it('leaves what was once released as it was, with its rights', () => {
    const frozen = new Map(
      [...OLD].flatMap(({ path, content }) =>
        path.startsWith('config/') ? [[path.replace('config/', 'deploy/v1.2.0/'), content] as const] : [],
      ),
    );
    const { plan, next } = leave(OLD.with(frozen), '3.15');
    for (const [path, content] of frozen) expect(next.get(path)).toBe(content);
    expect(next.has('config/rbac/auth_proxy_role.yaml')).toBe(false);
    expect(plan.leftovers.map(({ path }) => path)).toContain('deploy/v1.2.0/rbac/auth_proxy_role.yaml');
    expect(leave(next, '3.15').plan.steps).toEqual([]);
    // A tree of which all is of one release is no archive.
    const only = new Map([...OLD].map(({ path, content }) => [`operators/v1.2.0/${path}`, content]));
    expect(leave(OLD.without(...OLD.paths()).with(only), '3.15').plan.steps).not.toEqual([]);
  });

  it('leaves the rights of proxies that stay, wherever they are', () => {
    const tree = OLD.with({
      'config/default/kustomization.yaml': OLD.get('config/default/kustomization.yaml')!.replace(
        '- ../manager\n',
        '- ../manager\n- exporter.yaml\n',
      ),
      'config/default/exporter.yaml': guarded('exporter', 'exporter'),
      'tools/kustomization.yaml': 'resources: [probe.yaml]\n',
      'tools/probe.yaml': guarded('probe', 'probe'),
      'tools/unread.yaml': guarded('unread', 'unread'),
    });
    const { next } = leave(tree, '3.15');
    for (const path of ['config/default/exporter.yaml', 'tools/probe.yaml']) {
      expect(next.get(path)).toBe(tree.get(path));
    }
    expect(next.has('config/rbac/auth_proxy_role.yaml')).toBe(false);
  });

  it('lets the policy select pods whose selector comes from a kustomization', () => {
    const tree = OLD.with({
      [MANAGER]: OLD.get(MANAGER)!.replace(/ {2}selector:\n {4}matchLabels:\n(?: {6}.*\n)+/, ''),
      'config/manager/kustomization.yaml': `${OLD.get('config/manager/kustomization.yaml')}labels:\n- pairs: {app: shop}\n  includeSelectors: true\n`,
    });
    expect(tree.get(MANAGER)).not.toContain('matchLabels');
    const { plan, next } = leave(tree, '3.15');
    expect(plan.manual).toEqual([]);
    const objects = renderManifests(next, 'config/default') as KubernetesObject[];
    const policy = objects.find(({ kind }) => kind === 'NetworkPolicy');
    expect(objectAt(policy, 'spec', 'podSelector', 'matchLabels')).toEqual({ app: 'shop' });
    expect(listAt(policy, 'spec', 'ingress')).toHaveLength(1);
  });

  it('names files that speak of the proxy in very long lines, and those of others', () => {
    const tree = OLD.with({
      'web/all.min.js': `"${'x'.repeat(3000)} kube-rbac-proxy"`,
      'vendor/example.com/a/a.go': '// kube-rbac-proxy\n',
    });
    const { plan } = leave(tree, 'https-metrics');
    const of = (path: string) => plan.leftovers.filter((each) => each.path === path);
    expect(of('web/all.min.js')).toEqual([expect.objectContaining({ text: expect.stringContaining('long line') })]);
    expect(of('vendor/example.com/a/a.go')[0]!.text).toContain('others');
  });

  it('takes the certificate of a proxy over where it had one, and nowhere else', () => {
    const pod = (containers: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: controller-manager, namespace: system}\nspec:\n  template:\n    spec:\n      containers:\n${containers}`;
    const proxy =
      '      - name: kube-rbac-proxy\n        args: ["--secure-listen-address=:8443", "--upstream=http://127.0.0.1:8080/", --tls-cert-file=/tls/a.crt, --tls-private-key-file=/tls/tls.key]\n        volumeMounts:\n        - {name: served, mountPath: /tls}\n';
    const volume = '      volumes:\n      - {name: served, secret: {secretName: served}}\n';
    const overlay = 'resources: [../default]\npatches:\n- path: tls.yaml\n';
    const args =
      '- target: {kind: Deployment}\n  patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/0/args\n      value: [--metrics-bind-address=127.0.0.1:8080, --leader-elect]\n';
    const tree = buildScaffold({ preset: 'kubebuilder@3.14.2', projectName: 'shop', domain: 'example.com' }).with({
      'config/one/kustomization.yaml': overlay,
      'config/one/tls.yaml': pod(proxy + volume),
      'config/two/kustomization.yaml': `${overlay}${args}`,
      'config/two/tls.yaml': pod(`      - name: manager # stays the first\n${proxy}${volume}`),
    });
    const { plan, next } = leave(tree, 'https-metrics');
    expect(plan.manual.filter(({ text }) => text.includes('certificate'))).toEqual([]);
    const manager = (directory: string) => {
      const objects = renderManifests(next, directory) as KubernetesObject[];
      return listAt(
        objects.find(({ kind }) => kind === 'Deployment'),
        ...['spec', 'template', 'spec', 'containers'],
      ) as { args: string[]; volumeMounts?: object[] }[];
    };
    const flags = ['--metrics-cert-path=/tls', '--metrics-cert-name=a.crt'];
    const [plain] = manager('config/default') as [{ args: string[]; volumeMounts?: object[] }];
    expect(plain.args).not.toEqual(expect.arrayContaining(flags));
    expect(plain.volumeMounts ?? []).toEqual([]);
    for (const directory of ['config/one', 'config/two']) {
      const containers = manager(directory);
      expect(containers).toHaveLength(1);
      expect(containers[0]!.volumeMounts).toEqual([{ name: 'served', mountPath: '/tls', readOnly: true }]);
      for (const flag of [...flags, '--metrics-bind-address=:8443', '--leader-elect']) {
        expect(containers[0]!.args.filter((each) => each === flag)).toHaveLength(1);
      }
    }
    expect(next.get('config/one/tls.yaml')).not.toContain('args');
  });

  it('takes a patch away that only kept the order of containers', () => {
    const tree = OLD.with({
      'config/ci/kustomization.yaml': 'resources: [../default]\npatches:\n- path: order.yaml\n',
      'config/ci/order.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop-controller-manager}\nspec:\n  template:\n    spec:\n      containers:\n      - name: manager\n      - name: kube-rbac-proxy\n        imagePullPolicy: Always\n',
    });
    const { next } = leave(tree, '3.15');
    expect(next.has('config/ci/order.yaml')).toBe(false);
    expect(next.get('config/ci/kustomization.yaml')).toBe('resources: [../default]\n');
  });

  it('appends a flag where a JSON patch replaces the list of arguments', () => {
    const tree = buildScaffold({
      preset: 'kubebuilder@3.14.2',
      projectName: 'shop',
      domain: 'example.com',
      repo: 'example.com/shop',
    }).with({
      'config/ci/kustomization.yaml':
        'resources: [../default]\npatches:\n- target: {kind: Deployment}\n  patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/1/args\n      value: [--metrics-bind-address=127.0.0.1:8080, --leader-elect]\n',
    });
    const plan = planUpgrade(tree, { to: 'https-metrics', only: ['metrics'], features: { metricsCerts: true } });
    const next = applyPlan(tree, plan);
    for (const directory of ['config/default', 'config/ci']) {
      const text = JSON.stringify(renderManifests(next, directory));
      expect(text.match(/--metrics-cert-path=/g)).toHaveLength(1);
      expect(text.match(/--metrics-bind-address=:8443/g)).toHaveLength(1);
    }
    expect(next.get('config/ci/kustomization.yaml')).toContain('containers/0/args/-');
  });

  it('sees to the rights of each of two managers that one kustomization makes of one file', () => {
    const tree = OLD.with({
      'config/second/kustomization.yaml':
        'namePrefix: second-\nnamespace: second\nresources: [../manager]\npatches:\n- path: proxy.yaml\n',
      'config/second/proxy.yaml': OLD.get('config/default/manager_auth_proxy_patch.yaml')!,
      'config/both/kustomization.yaml': 'resources: [../default, ../second]\n',
    });
    const { plan, next } = leave(tree, 'https-metrics');
    expect(plan.steps.map(({ id }) => id)).toContain('metrics/review-rights');
    const binding = (renderManifests(next, 'config/both') as KubernetesObject[]).find(
      ({ kind, metadata }) => kind === 'ClusterRoleBinding' && metadata?.name === 'shop-proxy-rolebinding',
    );
    expect(listAt(binding, 'subjects').map((each) => stringAt(each, 'namespace'))).toEqual(['shop-system', 'second']);
  });
});

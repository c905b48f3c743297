import { describe, expect, it } from 'vitest';
import { applyPlan, buildScaffold, type FileTree, planUpgrade, renderManifests } from '../../src/index.ts';
import { listAt, nameOf, objectAt, stringAt } from '../../src/kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../src/kubernetes/object.ts';

const OLD = buildScaffold({
  preset: 'kubebuilder@3.14.0',
  projectName: 'shop',
  domain: 'example.com',
  resources: [{ group: 'shop', version: 'v1', kind: 'Order' }],
});
const PATCH = 'config/default/manager_auth_proxy_patch.yaml';
const DEFAULT = 'config/default/kustomization.yaml';
const MANAGER = 'config/manager/manager.yaml';
const SERVICE = 'config/rbac/auth_proxy_service.yaml';

function edited(tree: FileTree, path: string, edit: (text: string) => string): FileTree {
  const text = edit(tree.get(path)!);
  expect(text).not.toBe(tree.get(path));
  return tree.with({ [path]: text });
}

function leave(tree: FileTree, to = 'https-metrics') {
  const plan = planUpgrade(tree, { to, only: ['metrics'] });
  const next = applyPlan(tree, plan);
  expect(planUpgrade(next, { to, only: ['metrics'] }).steps).toEqual([]);
  return { plan, next };
}

function manager(tree: FileTree, directory: string): JsonObject {
  const objects = renderManifests(tree, directory) as KubernetesObject[];
  const pods = objects.find(({ kind }) => kind === 'Deployment');
  const containers = listAt(pods, 'spec', 'template', 'spec', 'containers');
  expect(containers).toHaveLength(1);
  return containers[0] as JsonObject;
}

const volumesOf = (tree: FileTree, directory: string): JsonValue[] => {
  const objects = renderManifests(tree, directory) as KubernetesObject[];
  return [
    ...listAt(
      objects.find(({ kind }) => kind === 'Deployment'),
      'spec',
      'template',
      'spec',
      'volumes',
    ),
  ];
};

describe('a project whose main directory does not build', () => {
  it('is planned where kustomize refuses a field that it once passed over', () => {
    const tree = edited(OLD, DEFAULT, (text) => `${text}\nconfigurations:\n- kustomizeconfig.yaml\n`).with({
      'config/default/kustomizeconfig.yaml': 'namePrefix:\n- kind: Backup\n  name: nightly\n  path: spec/store\n',
    });
    for (const to of ['3.15', 'https-metrics']) {
      const { plan, next } = leave(tree, to);
      expect(plan.steps.map(({ id }) => id)).toContain('metrics/cut-proxy');
      expect(plan.proof.unrendered).toContainEqual({
        directory: 'config/default',
        message: 'it was built without fields that kustomize refuses, in config/default/kustomizeconfig.yaml',
      });
      expect(next.get('config/default/kustomizeconfig.yaml')).toBe(tree.get('config/default/kustomizeconfig.yaml'));
      expect(next.get(PATCH)).not.toContain('kube-rbac-proxy');
    }
  });

  it('is planned where a patch is only written by make', () => {
    const tree = edited(OLD, DEFAULT, (text) => text.replace('patches:\n', 'patches:\n- path: tagged_image.yaml\n'));
    const { plan, next } = leave(tree);
    expect(plan.steps.map(({ id }) => id)).toContain('metrics/cut-proxy');
    expect(next.has('config/default/tagged_image.yaml')).toBe(false);
    expect(next.get(DEFAULT)).toContain('- path: tagged_image.yaml\n');
  });

  it('is planned where make copies a kustomization into place', () => {
    const text = OLD.get('config/manager/kustomization.yaml')!;
    const tree = OLD.without('config/manager/kustomization.yaml').with({
      'config/manager/kustomization_base.yaml': text,
    });
    const { plan, next } = leave(tree);
    expect(plan.steps.map(({ id }) => id)).toContain('metrics/cut-proxy');
    expect(next.get('config/manager/kustomization_base.yaml')).toBe(text);
    expect(next.has('config/manager/kustomization.yaml')).toBe(false);
  });
});

describe('a certificate that the proxy has in one variant only', () => {
  const tls = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: controller-manager
  namespace: system
spec:
  template:
    spec:
      containers:
      - name: kube-rbac-proxy
        args:
        - --secure-listen-address=0.0.0.0:8443
        - --upstream=http://127.0.0.1:8080/
        - --tls-cert-file=/etc/served/tls.crt
        - --tls-private-key-file=/etc/served/tls.key
        volumeMounts:
        - name: served
          mountPath: /etc/served
      volumes:
      - name: served
        secret:
          secretName: served-by-platform
`;
  const tree = OLD.with({
    'config/platform/kustomization.yaml':
      'resources:\n- ../default\npatches:\n- path: tls.yaml\n  target:\n    kind: Deployment\n    name: controller-manager\n',
    'config/platform/tls.yaml': tls,
  });
  const { plan, next } = leave(tree);

  it('is mounted and told there, and nowhere else', () => {
    expect(plan.steps.map(({ id }) => id)).toContain('metrics/certificate');
    const there = manager(next, 'config/platform');
    expect(there.args).toEqual([
      '--health-probe-bind-address=:8081',
      '--metrics-bind-address=:8443',
      '--leader-elect',
      '--metrics-cert-path=/etc/served',
    ]);
    expect(listAt(there, 'volumeMounts')).toEqual([{ name: 'served', mountPath: '/etc/served', readOnly: true }]);
    expect(volumesOf(next, 'config/platform').map((volume) => stringAt(volume, 'name'))).toEqual(['served']);
    const usual = manager(next, 'config/default');
    expect(listAt(usual, 'args')).not.toContain('--metrics-cert-path=/etc/served');
    expect(listAt(usual, 'volumeMounts')).toEqual([]);
  });

  it('goes with the proxy where metrics are plain', () => {
    const plain = leave(tree, '3.15').next;
    expect(volumesOf(plain, 'config/platform')).toEqual([]);
    expect(plain.has('config/platform/tls.yaml')).toBe(false);
  });
});

describe('labels that only kustomizations give', () => {
  it('are those that the NetworkPolicy goes by', () => {
    const bare = edited(OLD, MANAGER, (text) =>
      text
        .replace('    matchLabels:\n      control-plane: controller-manager\n', '    matchLabels: {}\n')
        .replace('      labels:\n        control-plane: controller-manager\n', ''),
    );
    const tree = edited(bare, DEFAULT, (text) => `${text}\ncommonLabels:\n  app: shop\n`);
    const { plan, next } = leave(tree, '3.15');
    expect(plan.manual).toEqual([]);
    const objects = renderManifests(next, 'config/default') as KubernetesObject[];
    const policy = objects.find(({ kind }) => kind === 'NetworkPolicy');
    const pods = objects.find(({ kind }) => kind === 'Deployment');
    expect(objectAt(policy, 'spec', 'podSelector', 'matchLabels')).toEqual(
      objectAt(pods, 'spec', 'selector', 'matchLabels'),
    );
  });
});

describe('a variant for one namespace', () => {
  const narrowed = OLD.with({
    'config/narrow/kustomization.yaml': `resources:
- ../default
patches:
- patch: |
    - op: replace
      path: /kind
      value: Role
  target:
    kind: ClusterRole
- patch: |
    - op: replace
      path: /kind
      value: RoleBinding
    - op: replace
      path: /roleRef/kind
      value: Role
  target:
    kind: ClusterRoleBinding
`,
  });

  it('loses the rights of the proxy under the kinds that it gives them', () => {
    const { next } = leave(narrowed, '3.15');
    const objects = renderManifests(next, 'config/narrow') as KubernetesObject[];
    expect(objects.filter((object) => nameOf(object).includes('proxy'))).toEqual([]);
  });
});

describe('a directory that others take in', () => {
  it('needs no rights of its own', () => {
    const patch = OLD.get(PATCH)!;
    const moved = edited(OLD.without(PATCH), DEFAULT, (text) =>
      text.replace('- path: manager_auth_proxy_patch.yaml\n', '- path: nothing.yaml\n'),
    ).with({
      'config/manager/manager_auth_proxy_patch.yaml': patch,
      'config/default/nothing.yaml':
        'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: system\n  annotations:\n    a: b\n',
    });
    const tree = edited(
      moved,
      'config/manager/kustomization.yaml',
      (text) => `${text}patches:\n- path: manager_auth_proxy_patch.yaml\n`,
    );
    expect(leave(tree).plan.manual.filter(({ text }) => text.includes('auth-delegator'))).toEqual([]);
  });
});

describe('an address that no manifest tells', () => {
  const untold = edited(OLD, PATCH, (text) => text.replace('        - --metrics-bind-address=127.0.0.1:8080\n', ''));
  const tree = edited(untold, 'cmd/main.go', (text) =>
    text
      .replace('\t"flag"\n', '\t"flag"\n\t"fmt"\n')
      .replace(/\tflag\.StringVar\(&metricsAddr.*\n.*\n/, '\tmetricsPort := readPort()\n')
      .replace('var metricsAddr, probeAddr string', 'var probeAddr string')
      .replace('BindAddress:   metricsAddr', 'BindAddress:   fmt.Sprintf("0.0.0.0:%d", metricsPort)'),
  );

  it('stays, and the Service leads there', () => {
    const { plan, next } = leave(tree);
    expect(listAt(manager(next, 'config/default'), 'ports')).toEqual([
      { containerPort: 8080, name: 'https', protocol: 'TCP' },
    ]);
    expect(next.get(SERVICE)).toContain('port: 8443');
    expect(plan.manual.map(({ text }) => text).join('\n')).toContain('it has to be port 8080 of every interface');
  });
});

describe('what is left', () => {
  it('is a task for a chart whose proxy has its arguments in values', () => {
    const tree = OLD.with({
      'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
      'charts/shop/templates/deployment.yaml':
        'spec:\n  template:\n    spec:\n      containers:\n      - args: {{- toYaml .Values.proxy.args | nindent 8 }}\n        name: kube-rbac-proxy\n      - name: manager\n',
    });
    expect(leave(tree).plan.manual).toContainEqual(
      expect.objectContaining({ path: 'charts/shop/templates/deployment.yaml', line: 6 }),
    );
  });

  it('is what a text says of the image, but for images that it names with their tag', () => {
    const text =
      'Images of gcr.io/kubebuilder/kube-rbac-proxy are gone.\n\n    docker pull gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0\n';
    const { next } = leave(OLD.with({ 'docs/metrics.md': text }), 'pre-3.15');
    expect(next.get('docs/metrics.md')).toBe(
      text.replace('gcr.io/kubebuilder/kube-rbac-proxy:', 'quay.io/brancz/kube-rbac-proxy:'),
    );
  });

  it('names files that bear the name of the proxy, and none that only sound like it', () => {
    const { plan } = leave(OLD.with({ 'pkg/oauth_proxy.go': 'package pkg\n' }));
    const paths = plan.leftovers.map(({ path }) => path);
    expect(paths).toContain(SERVICE);
    expect(paths).not.toContain('pkg/oauth_proxy.go');
  });
});

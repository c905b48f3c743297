import { describe, expect, it } from 'vitest';
import {
  applyPlan,
  auditTree,
  buildScaffold,
  type FileTree,
  planUpgrade,
  renderManifests,
  type UpgradePlan,
} from '../../src/index.ts';
import { isObject, listAt, objectAt, stringAt } from '../../src/kubernetes/identity.ts';
import type { JsonObject, KubernetesObject } from '../../src/kubernetes/object.ts';
import { readWiring } from '../../src/objects/wiring/read-wiring.ts';

const OLD = buildScaffold({
  preset: 'kubebuilder@3.14.0',
  projectName: 'shop',
  domain: 'example.com',
  resources: [{ group: 'shop', version: 'v1', kind: 'Order', webhooks: { validation: true } }],
});
/** Without webhooks nothing moves the manager forward: the proxy comes first. */
const PLAIN = buildScaffold({
  preset: 'kubebuilder@3.14.0',
  projectName: 'shop',
  domain: 'example.com',
  resources: [{ group: 'shop', version: 'v1', kind: 'Order' }],
});
const PATCH = 'config/default/manager_auth_proxy_patch.yaml';
const DEFAULT = 'config/default/kustomization.yaml';
const TARGETS = ['pre-3.15', '3.15', 'https-metrics'];

function leave(tree: FileTree, to: string): { plan: UpgradePlan; next: FileTree } {
  const plan = planUpgrade(tree, { to, only: ['metrics'] });
  return { plan, next: applyPlan(tree, plan) };
}

/** What an exit must come to, told by the wiring of what is rendered. */
function faults(tree: FileTree, directory: string, to: string): string[] {
  const objects = renderManifests(tree, directory) as KubernetesObject[];
  const wiring = readWiring(objects);
  const found: string[] = [];
  for (const workload of wiring.workloads) {
    for (const { name, image, part, flags } of workload.containers) {
      if (image === '') found.push(`${name} has no image`);
      if (part === 'proxy' && to !== 'pre-3.15') found.push('the proxy is still there');
      const names = flags.map((flag) => flag.name);
      if (new Set(names).size < names.length) found.push(`a flag stands twice: ${names}`);
    }
  }
  for (const service of wiring.services) {
    for (const port of service.ports) {
      for (const end of port.ends) if (end.port === undefined) found.push(`${port.name} leads nowhere`);
    }
  }
  for (const { settings } of to === 'pre-3.15' ? [] : wiring.metrics) {
    const { winner } = settings;
    if (winner?.address === undefined || winner.address.off || winner.address.local) {
      found.push(`metrics are served at ${winner?.value}`);
      continue;
    }
    const { port } = winner.address;
    const leads = wiring.services.some((each) => each.ports.some((own) => own.ends.some((end) => end.port === port)));
    if (!leads) found.push(`no Service leads to ${port}`);
  }
  return found;
}

describe('leaving kube-rbac-proxy', () => {
  it.each(TARGETS)('of an untouched scaffold for %s leaves every wire whole', (to) => {
    const { plan, next } = leave(OLD, to);
    expect(plan.steps.length).toBeGreaterThan(0);
    expect(faults(next, 'config/default', to)).toEqual([]);
  });

  it.each(TARGETS)('for %s has nothing to do a second time, and touches only files of the plan', (to) => {
    const { plan, next } = leave(OLD, to);
    const again = leave(next, to);
    expect(again.plan.steps).toEqual([]);
    expect(again.next.equals(next)).toBe(true);
    const named = new Set(plan.files.map(({ path }) => path));
    for (const { path, content } of OLD) if (!named.has(path)) expect(next.get(path)).toBe(content);
    for (const path of next.paths()) expect(OLD.has(path) || named.has(path)).toBe(true);
  });

  it('keeps what else the proxy patch carries, with its comments', () => {
    const { next } = leave(OLD, 'https-metrics');
    expect(next.get(PATCH)).toContain('--leader-elect');
    expect(next.get(PATCH)).not.toContain('kube-rbac-proxy');
    expect(next.get(PATCH)).toContain('--metrics-bind-address=:8443');
  });

  it('leaves a patch file out in which nothing is left, and the entries that name it', () => {
    const [head] = OLD.get(PATCH)!.split('      - name: manager');
    const tree = OLD.with({ [PATCH]: head! }).with({
      'config/manager/manager.yaml': OLD.get('config/manager/manager.yaml')!.replace(
        '- --leader-elect',
        '- --leader-elect\n          - --health-probe-bind-address=:8081\n          - --metrics-bind-address=127.0.0.1:8080',
      ),
      'config/e2e/kustomization.yaml': `namePrefix: shop-\nresources:\n- ../rbac\n- ../manager\npatches:\n- path: ../default/manager_auth_proxy_patch.yaml\n`,
    });
    const { next } = leave(tree, '3.15');
    expect(next.has(PATCH)).toBe(false);
    expect(next.get(DEFAULT)).not.toContain('manager_auth_proxy_patch');
    expect(next.get('config/e2e/kustomization.yaml')).not.toContain('manager_auth_proxy_patch');
    expect(faults(next, 'config/default', '3.15')).toEqual([]);
    expect(faults(next, 'config/e2e', '3.15')).toEqual([]);
  });

  it('opens webhooks and every other port to all behind the policy', () => {
    const { next } = leave(OLD, '3.15');
    const policy = (renderManifests(next, 'config/default') as KubernetesObject[]).find(
      ({ kind }) => kind === 'NetworkPolicy',
    );
    expect(listAt(policy, 'spec', 'ingress')).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { metrics: 'enabled' } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
      { ports: [{ port: 9443, protocol: 'TCP' }] },
    ]);
    expect(objectAt(policy, 'spec', 'podSelector', 'matchLabels')).toEqual({ 'control-plane': 'controller-manager' });
  });

  it('follows overlays that replace the list of arguments', () => {
    const tree = PLAIN.with({
      'config/dev/kustomization.yaml':
        'resources:\n- ../default\npatches:\n- path: args.yaml\n  target:\n    kind: Deployment\n',
      'config/dev/args.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: controller-manager\nspec:\n  template:\n    spec:\n      containers:\n      - name: manager\n        args: ["--leader-elect", "--metrics-bind-address=127.0.0.1:8080"]\n',
      'config/ci/kustomization.yaml':
        'resources:\n- ../default\npatches:\n- target:\n    kind: Deployment\n  patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/1/args\n      value:\n      - --metrics-bind-address=127.0.0.1:8080\n      - --zap-devel\n',
    });
    for (const to of ['3.15', 'https-metrics']) {
      const { next } = leave(tree, to);
      for (const directory of ['config/default', 'config/dev', 'config/ci'])
        expect(faults(next, directory, to)).toEqual([]);
      expect(next.get('config/ci/kustomization.yaml')).toContain('/containers/0/args');
      expect(manager(next, 'config/ci').args).toContain('--zap-devel');
    }
  });

  it('counts containers anew where patches and replacements go by place', () => {
    const tree = PLAIN.with({
      'config/debug/kustomization.yaml': `resources:
- ../default
patches:
- target: {kind: Deployment}
  patch: |-
    # the first is a shell
    - op: add
      path: /spec/template/spec/containers/0
      value: {name: shell, image: busybox}
- target: {kind: Deployment}
  path: env.yaml
replacements:
- source: {kind: Service, name: shop-controller-manager-metrics-service, fieldPath: metadata.name}
  targets:
  - select: {kind: Deployment}
    fieldPaths:
    - spec.template.spec.containers.2.env.0.value
`,
      'config/debug/env.yaml': `- op: test
  path: /spec/template/spec/containers/2/name
  value: manager
- op: add # the manager's own
  path: /spec/template/spec/containers/2/env
  value: [{name: A, value: "1"}]
- op: replace
  path: /spec/template/spec/containers/1/resources
  value: {}
`,
    });
    const before = manager(tree, 'config/debug');
    for (const to of ['3.15', 'https-metrics']) {
      const { next } = leave(tree, to);
      expect(manager(next, 'config/debug').env).toEqual(before.env);
      expect(next.get('config/debug/env.yaml')).toContain(
        "- op: add # the manager's own\n  path: /spec/template/spec/containers/1/env",
      );
      expect(next.get('config/debug/env.yaml')).not.toContain('resources');
      expect(faults(next, 'config/debug', to)).toEqual([]);
    }
  });

  it('takes second patches on the proxy away, whatever they say', () => {
    const tree = OLD.with({
      'config/tls/kustomization.yaml': 'resources:\n- ../default\npatches:\n- path: tls.yaml\n',
      'config/tls/tls.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop-controller-manager\n  namespace: shop-system\nspec:\n  template:\n    spec:\n      containers:\n      - name: kube-rbac-proxy\n        volumeMounts: [{name: tls, mountPath: /tls}]\n      volumes:\n      - name: tls\n        secret: {secretName: tls}\n',
    });
    const { next } = leave(tree, '3.15');
    expect(faults(next, 'config/tls', '3.15')).toEqual([]);
    expect(next.has('config/tls/tls.yaml')).toBe(false);
    expect(next.get('config/tls/kustomization.yaml')).toBe('resources:\n- ../default\n');
  });

  it('writes the address in the file that the manager reads, and in no other', () => {
    const config = 'kind: Config\nmetrics:\n  bindAddress: 127.0.0.1:8080 # for the proxy\n';
    const patch = OLD.get(PATCH)!.replace(/ {6}- name: manager[\s\S]*/, '');
    const tree = OLD.with({
      [PATCH]: patch,
      'config/manager/controller_manager_config.yaml': config,
      'config/manager/unused.yaml': config,
      'config/manager/kustomization.yaml': `${OLD.get('config/manager/kustomization.yaml')}configMapGenerator:\n- name: manager-config\n  files:\n  - controller_manager_config.yaml\n- name: unused\n  files:\n  - other.yaml=unused.yaml\n`,
      'config/default/config_patch.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: controller-manager\n  namespace: system\nspec:\n  template:\n    spec:\n      containers:\n      - name: manager\n        args: ["--config=/cfg/controller_manager_config.yaml"]\n        volumeMounts:\n        - {name: cfg, mountPath: /cfg}\n      volumes:\n      - name: cfg\n        configMap: {name: manager-config}\n',
      [DEFAULT]: OLD.get(DEFAULT)!.replace(
        '- path: manager_auth_proxy_patch.yaml',
        '- path: manager_auth_proxy_patch.yaml\n- path: config_patch.yaml',
      ),
    });
    // The same text twice would leave it open which file is meant: the key of the ConfigMap says it.
    const { next } = leave(tree, 'https-metrics');
    expect(next.get('config/manager/controller_manager_config.yaml')).toBe(config.replace('127.0.0.1:8080', ':8443'));
    expect(next.get('config/manager/unused.yaml')).toBe(config);
    expect(faults(next, 'config/default', 'https-metrics')).toEqual([]);
  });

  it('names the image that can be pulled everywhere but in what was once released', () => {
    const tree = OLD.with({
      'charts/shop/values.yaml':
        'proxy:\n  registry: gcr.io\n  repository: kubebuilder/kube-rbac-proxy\n  tag: v0.16.0\n',
      'charts/shop/templates/deployment.yaml': 'image: gcr.io/kubebuilder/kube-rbac-proxy:{{ .Values.tag }}\n',
      'releases/v0.1.0/install.yaml': 'image: gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0\n',
      'CHANGELOG.md': 'gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0\n',
      'old.yaml': 'image: k8s.gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0\n',
      'mirror.yaml': 'image: mirror.gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0\n',
      'hub.yaml':
        'image: docker.io/bitnami/kube-rbac-proxy:0.14.1-debian-11-r3\nimage: "bitnami/kube-rbac-proxy:0.18.0"\nimage: gcr.io/kubebuilder/kube-rbac-proxy:0.13.1\nrepository: bitnami/kube-rbac-proxy\n',
    });
    const { plan, next } = leave(tree, 'pre-3.15');
    // Tags of the project itself begin with a v.
    expect(next.get('hub.yaml')).toBe(
      'image: quay.io/brancz/kube-rbac-proxy:v0.14.1\nimage: "quay.io/brancz/kube-rbac-proxy:v0.18.0"\nimage: quay.io/brancz/kube-rbac-proxy:v0.13.1\nrepository: bitnami/kube-rbac-proxy\n',
    );
    expect(plan.manual).toMatchObject([{ path: 'hub.yaml', line: 4 }]);
    expect(next.get(PATCH)).toContain('image: quay.io/brancz/kube-rbac-proxy:v0.15.0');
    expect(next.get('charts/shop/values.yaml')).toBe(
      'proxy:\n  registry: quay.io\n  repository: brancz/kube-rbac-proxy\n  tag: v0.16.0\n',
    );
    expect(next.get('charts/shop/templates/deployment.yaml')).toBe(
      'image: quay.io/brancz/kube-rbac-proxy:{{ .Values.tag }}\n',
    );
    for (const path of ['releases/v0.1.0/install.yaml', 'CHANGELOG.md', 'old.yaml', 'mirror.yaml'])
      expect(next.get(path)).toBe(tree.get(path));
  });

  it('takes the patches of a role away with the role', () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: proxy-role\n';
    const tree = PLAIN.with({
      'config/olm/kustomization.yaml':
        'resources:\n- ../default\npatches:\n- path: role_patch.yaml\n- target: {kind: ClusterRole, name: shop-metrics-reader}\n  patch: |\n    - op: add\n      path: /metadata/annotations\n      value: {a: b}\n- target: {kind: Deployment}\n  patch: |\n    - op: add\n      path: /metadata/annotations\n      value: {a: b}\n',
      'config/olm/role_patch.yaml': `${role.replace('proxy-role', 'shop-proxy-role')}  labels: {a: b}\n`,
    });
    expect(renderManifests(tree, 'config/olm')).not.toEqual([]);
    const { next } = leave(tree, '3.15');
    expect(next.get('config/olm/kustomization.yaml')).toBe(
      'resources:\n- ../default\npatches:\n- target: {kind: Deployment}\n  patch: |\n    - op: add\n      path: /metadata/annotations\n      value: {a: b}\n',
    );
    expect(next.has('config/olm/role_patch.yaml')).toBe(false);
    expect(faults(next, 'config/olm', '3.15')).toEqual([]);
  });

  it('plans for what a clean checkout lacks, and tells of it', () => {
    const tree = OLD.with({
      [DEFAULT]: OLD.get(DEFAULT)!.replace(
        '- ../manager',
        '- ../manager\n- ../generated\n- extra/a.example.com_bees.yaml',
      ),
    });
    expect(() => renderManifests(tree)).toThrow();
    const { plan, next } = leave(tree, 'https-metrics');
    const { next: whole } = leave(OLD, 'https-metrics');
    expect(next.with({ [DEFAULT]: whole.get(DEFAULT)! }).equals(whole)).toBe(true);
    expect(next.get(DEFAULT)).toContain('- ../generated\n- extra/a.example.com_bees.yaml\n');
    expect(plan.proof.unrendered).toEqual([
      {
        directory: 'config/default',
        message: expect.stringContaining('config/generated, config/default/extra/a.example.com_bees.yaml'),
      },
    ]);
  });

  it('takes the certificate of cert-manager, where it is asked for', () => {
    const tree = buildScaffold({
      preset: 'kubebuilder@3.14.2',
      projectName: 'shop',
      domain: 'example.com',
      repo: 'example.com/shop',
      features: { prometheus: true },
    });
    const request = { to: 'https-metrics', only: ['metrics'], features: { metricsCerts: true } } as const;
    const plan = planUpgrade(tree, request);
    const next = applyPlan(tree, plan);
    expect(faults(next, 'config/default', 'https-metrics')).toEqual([]);
    const objects = renderManifests(next, 'config/default') as KubernetesObject[];
    const of = (kind: string) => objects.find((each) => each.kind === kind);
    expect(of('Certificate')).toMatchObject({
      spec: {
        dnsNames: [
          'shop-controller-manager-metrics-service.shop-system.svc',
          'shop-controller-manager-metrics-service.shop-system.svc.cluster.local',
        ],
        issuerRef: { name: of('Issuer')!.metadata?.name },
        secretName: 'metrics-server-cert',
      },
    });
    expect(JSON.stringify(of('Deployment'))).toContain('--metrics-cert-path=/tmp/k8s-metrics-server/metrics-certs');
    expect(of('ServiceMonitor')).toMatchObject({
      spec: { endpoints: [{ tlsConfig: { serverName: 'shop-controller-manager-metrics-service.shop-system.svc' } }] },
    });
    expect(next.get('cmd/main.go')).toContain('"metrics-cert-path"');
    const rules = (audited: FileTree) => new Set(auditTree(audited).findings.map(({ rule }) => rule));
    expect([...rules(next)].filter((rule) => !rules(leave(tree, 'https-metrics').next).has(rule))).toEqual([]);
    expect(planUpgrade(next, request).steps).toEqual([]);
  });

  it('leaves proxies alone that stand beside something else', () => {
    const exporter =
      'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: node-exporter}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n      containers:\n      - name: node-exporter\n        image: prom/node-exporter\n        args: [--web.listen-address=127.0.0.1:9100]\n      - name: kube-rbac-proxy\n        image: quay.io/brancz/kube-rbac-proxy:v0.18.0\n        args: ["--secure-listen-address=:9100", "--upstream=http://127.0.0.1:9100/"]\n';
    const tree = OLD.with({
      'monitoring/kustomization.yaml': 'resources:\n- exporter.yaml\n',
      'monitoring/exporter.yaml': exporter,
    });
    const { next } = leave(tree, '3.15');
    expect(next.get('monitoring/exporter.yaml')).toBe(exporter);
  });
});

describe('a plan', () => {
  const { plan, next } = leave(OLD, '3.15');

  it('is the same as JSON', () => {
    expect(applyPlan(OLD, JSON.parse(JSON.stringify(plan))).equals(next)).toBe(true);
  });

  it('leaves steps out with those that need them', () => {
    const rest = applyPlan(OLD, plan, { without: ['metrics/network-policy'] });
    expect(rest.paths().filter((path) => path.includes('network-policy'))).toEqual(
      OLD.paths().filter((path) => path.includes('network-policy')),
    );
    expect(rest.get(PATCH)).toBe(next.get(PATCH));
    expect(applyPlan(OLD, plan, { without: ['metrics/cut-proxy'] }).equals(OLD)).toBe(true);
    const skipped = { ...plan, steps: plan.steps.map((step) => ({ ...step, state: 'skipped' as const })) };
    expect(applyPlan(OLD, skipped).equals(OLD)).toBe(true);
  });

  it('is applied as it was edited', () => {
    const text = JSON.stringify(plan).replaceAll('--metrics-bind-address=:8080', '--metrics-bind-address=:8081');
    expect(applyPlan(OLD, JSON.parse(text)).get(PATCH)).toContain('--metrics-bind-address=:8081');
  });

  it('is refused for another tree, and for what it does not have', () => {
    const other = OLD.with({ [PATCH]: `${OLD.get(PATCH)}# mine\n` });
    expect(() => applyPlan(other, plan)).toThrow(expect.objectContaining({ code: 'plan-mismatch' }));
    expect(() => applyPlan(OLD, plan, { without: ['x'] })).toThrow(expect.objectContaining({ code: 'plan-mismatch' }));
    expect(() => applyPlan(OLD, { version: 2 } as never)).toThrow(expect.objectContaining({ code: 'invalid-type' }));
  });
});

function manager(tree: FileTree, directory: string): JsonObject {
  const deployment = (renderManifests(tree, directory) as KubernetesObject[]).find(({ kind }) => kind === 'Deployment');
  return listAt(deployment, 'spec', 'template', 'spec', 'containers').find(
    (each): each is JsonObject => isObject(each) && stringAt(each, 'name') === 'manager',
  )!;
}

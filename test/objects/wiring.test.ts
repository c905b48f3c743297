import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { sharedSource } from '../../src/kustomize/read/source.ts';
import { readKustomizations } from '../../src/objects/kustomizations/read-kustomizations.ts';
import { Places } from '../../src/objects/places/places.ts';
import { renderRoot } from '../../src/objects/places/render-root.ts';
import { parseAddress, parseUpstream } from '../../src/objects/wiring/address.ts';
import { opensPort } from '../../src/objects/wiring/policies.ts';
import { readWiring } from '../../src/objects/wiring/read-wiring.ts';
import { isProxyImage } from '../../src/objects/wiring/workloads.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { parseYaml } from '../../src/yaml/parse.ts';

function wiringOf(yaml: string) {
  return readWiring(parseYaml(yaml, 'manifests.yaml') as KubernetesObject[]);
}

const deployment = (containers: string, volumes = '[]') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: manager, namespace: demo-system}
spec:
  template:
    metadata: {labels: {app: demo}}
    spec:
      serviceAccountName: runner
      volumes: ${volumes}
      containers: ${containers}
`;

describe('addresses', () => {
  it.each([
    [':8443', { off: false, host: '', port: 8443, local: false }],
    ['127.0.0.1:8080', { off: false, host: '127.0.0.1', port: 8080, local: true }],
    ['localhost:1', { off: false, host: 'localhost', port: 1, local: true }],
    ['[::1]:80', { off: false, host: '::1', port: 80, local: true }],
    ['[::]:80', { off: false, host: '::', port: 80, local: false }],
    ['0', { off: true }],
    ['8080', undefined],
    [':http', undefined],
  ])('%s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  it('of a proxy are URLs', () => {
    expect(parseUpstream('http://127.0.0.1:8080/')).toEqual({
      scheme: 'http',
      host: '127.0.0.1',
      port: 8080,
      local: true,
    });
    expect(parseUpstream('https://[::1]')).toEqual({ scheme: 'https', host: '::1', port: 443, local: true });
    expect(parseUpstream('127.0.0.1:8080')).toBeUndefined();
  });
});

describe('images of the proxy', () => {
  it.each([
    ['gcr.io/kubebuilder/kube-rbac-proxy:v0.16.0', true],
    ['quay.io/brancz/kube-rbac-proxy@sha256:0', true],
    ['registry.redhat.io/openshift4/ose-kube-rbac-proxy-rhel9:v4.17', true],
    ['kube-rbac-proxy', true],
    ['example.org/kube-rbac-proxy/manager:v1', false],
    ['example.org/mykube-rbac-proxy:v1', false],
  ])('%s: %s', (image, is) => {
    expect(isProxyImage(image)).toBe(is);
  });
});

describe('containers', () => {
  it('are told apart by image, flags, command and name', () => {
    const { workloads } = wiringOf(
      deployment(`[
        {name: p, image: 'quay.io/brancz/kube-rbac-proxy:v1'},
        {name: helper, image: busybox:1},
        {name: operator, image: x:1, args: [--leader-elect]}]`),
    );
    expect(workloads[0]?.containers.map(({ part }) => part)).toEqual(['proxy', 'other', 'manager']);
    expect(workloads[0]?.account).toBe('runner');
  });

  it('are managers where one alone is beside a proxy', () => {
    const { workloads } = wiringOf(
      deployment(`[{name: kube-rbac-proxy}, {name: operator, image: x:1, args: [--v=1]}]`),
    );
    expect(workloads[0]?.containers.map(({ part }) => part)).toEqual(['proxy', 'manager']);
  });

  it('say each flag once more than counts', () => {
    const { metrics } = wiringOf(
      deployment(
        `[{name: manager, image: x:1, command: [/manager, --metrics-bind-address, ':1'], args: [-metrics-bind-address=:2]}]`,
      ),
    );
    expect(metrics[0]?.settings.winner?.value).toBe(':2');
    expect(metrics[0]?.settings.shadowed.map(({ value }) => value)).toEqual([':1']);
  });

  it('take variables into arguments', () => {
    const { metrics } = wiringOf(
      deployment(
        `[{name: manager, image: x:1, env: [{name: PORT, value: '9'}], args: ['--metrics-bind-address=:$(PORT)', '--x=$$(PORT)$(NO)']}]`,
      ),
    );
    expect(metrics[0]?.settings.winner?.value).toBe(':9');
    expect(metrics[0]?.manager.flags.at(-1)?.value).toBe('$(PORT)$(NO)');
  });
});

describe('where metrics are served', () => {
  const config = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: config, namespace: demo-system}
data: {c.yaml: "metrics: {bindAddress: ':7'}"}
`;
  const mounted = (rest: string) =>
    wiringOf(
      deployment(
        `[{name: manager, image: x:1, ${rest}, volumeMounts: [{name: c, mountPath: /c.yaml, subPath: c.yaml}]}]`,
        '[{name: c, configMap: {name: config}}]',
      ) + config,
    ).metrics[0]?.settings;

  it('stands in a file that is mounted', () => {
    expect(mounted('args: [--config=/c.yaml]')?.winner).toMatchObject({ source: 'config-file', value: ':7' });
  });

  it('is not told by a file that nobody reads', () => {
    expect(mounted('args: [--leader-elect]')?.winner).toBeUndefined();
  });

  it('is told by a variable before the file, and by a flag before both', () => {
    const env = `env: [{name: OPERATOR_METRICS_BIND_ADDRESS, value: ':6'}]`;
    expect(mounted(`args: [--config=/c.yaml], ${env}`)?.winner).toMatchObject({ source: 'environment', value: ':6' });
    const all = mounted(`args: [--config=/c.yaml, --metrics-addr=:5], ${env}`);
    expect([all?.winner, ...(all?.shadowed ?? [])].map((setting) => setting?.value)).toEqual([':5', ':6', ':7']);
  });
});

describe('policies', () => {
  it('open ports by number, range, name, or all', () => {
    const { policies, workloads } = wiringOf(`${deployment(
      `[{name: manager, image: x:1, ports: [{name: hook, containerPort: 9443}]}]`,
    )}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: demo-system}
spec:
  podSelector: {}
  ingress:
    - ports: [{port: 443}]
    - ports: [{port: 9000, endPort: 10000}]
    - ports: [{port: hook}]
    - ports: [{port: 9443, protocol: UDP}]
    - {}
`);
    const opened = policies[0]?.rules.map((rule) => opensPort(rule, workloads[0]!, 9443));
    expect(opened).toEqual([false, true, true, false, true]);
  });
});

describe.each([
  ['pre-3.15', 'config/default/manager_auth_proxy_patch.yaml'],
  ['https-metrics', 'config/default/manager_metrics_patch.yaml'],
])('the scaffold of %s', (preset, patch) => {
  const tree = buildScaffold({
    projectName: 'demo',
    preset,
    resources: [{ group: 'shop', version: 'v1', kind: 'Widget', webhooks: { defaulting: true } }],
    features: { prometheus: true },
  });
  const root = renderRoot(sharedSource(tree), 'config/default', readKustomizations(tree));
  const wiring = readWiring(root.objects);
  const places = new Places(tree);

  it('has every end joined', () => {
    for (const service of wiring.services) {
      expect(service.workloads).toHaveLength(1);
      for (const { ends } of service.ports) expect(ends[0]?.listener).toBeDefined();
    }
    expect(wiring.monitors.flatMap(({ endpoints }) => endpoints.map(({ targets }) => targets.length))).toEqual([1]);
    expect(wiring.webhooks.map(({ port }) => port?.ends[0]?.port)).toEqual([9443]);
    for (const { role, accounts } of wiring.bindings) {
      expect(role).toBeDefined();
      for (const account of accounts) expect(account.workloads).toHaveLength(1);
    }
    expect(wiring.certificates.map(({ mounts }) => mounts.length)).toEqual([1]);
  });

  it('tells the line of each flag', () => {
    const [chain] = wiring.metrics;
    const { winner } = chain!.settings;
    const place = places.of(root, winner!.object, winner!.path);
    expect(place.file).toBe(patch);
    expect(places.lines(place.file)[place.line! - 1]).toContain(winner!.value);
    for (const flag of chain!.manager.flags) {
      const at = places.of(root, chain!.workload.object, flag.path);
      expect(places.lines(at.file)[at.line! - 1], flag.text).toContain(flag.text);
    }
  });

  it('tells a line of the right file for whatever is asked', () => {
    for (const object of root.objects) {
      const { file, line } = places.of(root, object, ['metadata', 'name']);
      expect(tree.has(file)).toBe(true);
      expect(places.lines(file)[line! - 1]).toContain('name');
    }
  });
});

describe('kustomizations', () => {
  it('are read with what they name, whether or not it is there', () => {
    const tree = FileTree.from({
      'a/kustomization.yaml': `resources:
- ../b
- x.yaml
- gone.yaml
- https://example.org/x.yaml
- ../../out
patches:
- path: p.yaml
- patch: '{}'
  target: {kind: Deployment}
configMapGenerator:
- name: c
  files: [k=x.yaml]
unknown: 1
`,
      'a/x.yaml': '',
      'b/Kustomization': 'kind: Component\n',
      'c/kustomization.yml': 'resources: [\n',
    });
    const found = readKustomizations(tree);
    expect(found.get('a')?.entries.map(({ field, text, line, target }) => [field, text, line, target.kind])).toEqual([
      ['resources', '../b', 2, 'directory'],
      ['resources', 'x.yaml', 3, 'file'],
      ['resources', 'gone.yaml', 4, 'missing'],
      ['resources', 'https://example.org/x.yaml', 5, 'remote'],
      ['resources', '../../out', 6, 'outside'],
      ['patches', 'p.yaml', 8, 'missing'],
      ['configMapGenerator', 'x.yaml', 13, 'file'],
    ]);
    expect(found.get('b')?.isComponent).toBe(true);
    expect(found.get('c')?.problem).toBeDefined();
  });
});

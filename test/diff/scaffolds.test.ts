import { describe, expect, it } from 'vitest';
import { diffScaffolds } from '../../src/diff/diff-scaffolds.ts';
import type { ObjectChange, ScaffoldDiff } from '../../src/diff/model.ts';
import { reverseDiff } from '../../src/diff/reverse-diff.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import { applyObjectChanges } from '../../src/objects/compare/apply-object-changes.ts';
import { canonicalJson } from '../../src/objects/compare/json.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { differingPaths, namedPaths, unexplained } from './check-diff.ts';
import { RESOURCES, shop } from './pairs.ts';

/** Neighbours, long jumps both ways, and the named presets among each other; the conformance suite has every pair. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['kubebuilder@3.13.0', 'kubebuilder@4.16.0'],
  ['kubebuilder@3.14.2', 'kubebuilder@3.15.0'],
  ['kubebuilder@3.15.0', 'kubebuilder@3.15.1'],
  ['kubebuilder@3.14.2', 'kubebuilder@4.1.0'],
  ['kubebuilder@4.3.1', 'kubebuilder@4.4.0'],
  ['kubebuilder@4.16.0', 'kubebuilder@4.2.0'],
  ['pre-3.15', 'https-metrics'],
  ['3.15', 'pre-3.15'],
  ['kubebuilder@3.14.2', 'pre-3.15'],
  ['https-metrics', 'kubebuilder@4.6.0'],
];

const sorted = (objects: readonly KubernetesObject[]) => objects.map(canonicalJson).sort();
const named = (diff: ScaffoldDiff, kind: ObjectChange['kind']) =>
  diff.objects
    .filter((change) => change.kind === kind)
    .map(({ from, to }) => `${(to ?? from)!.kind} ${(to ?? from)!.name}`);

describe.each(PAIRS)('from %s to %s', (from, to) => {
  const diff = diffScaffolds(shop(from), shop(to));

  it('names the files that differ, and explains every change', () => {
    expect(namedPaths(diff)).toEqual(differingPaths(buildScaffold(shop(from)), buildScaffold(shop(to))));
    expect(unexplained(diff)).toEqual([]);
  });

  it('has the changes that turn the old objects into the new ones', () => {
    const objects = applyObjectChanges(renderManifests(buildScaffold(shop(from))), diff.objects);
    expect(sorted(objects)).toEqual(sorted(renderManifests(buildScaffold(shop(to)))));
  });

  it('is the mirror of the way back', () => {
    expect(diffScaffolds(shop(to), shop(from))).toEqual(reverseDiff(diff));
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(diff))).toEqual(diff);
  });
});

describe('the end of the sidecar', () => {
  const diff = diffScaffolds(shop('kubebuilder@3.14.2'), shop('kubebuilder@4.1.0'));

  it('follows the files of the proxy to what took their place', () => {
    const renames = Object.fromEntries(
      diff.files.flatMap(({ oldPath, path }) => (oldPath === undefined ? [] : [[oldPath, path]])),
    );
    expect(renames).toMatchObject({
      'config/default/manager_auth_proxy_patch.yaml': 'config/default/manager_metrics_patch.yaml',
      'config/rbac/auth_proxy_client_clusterrole.yaml': 'config/rbac/metrics_reader_role.yaml',
      'config/rbac/auth_proxy_role.yaml': 'config/rbac/metrics_auth_role.yaml',
      'config/rbac/auth_proxy_role_binding.yaml': 'config/rbac/metrics_auth_role_binding.yaml',
      'config/rbac/auth_proxy_service.yaml': 'config/default/metrics_service.yaml',
    });
  });

  it('knows the roles of the proxy again under their new names', () => {
    expect(named(diff, 'replaced')).toEqual([
      'ClusterRole shop-metrics-auth-role',
      'ClusterRoleBinding shop-metrics-auth-rolebinding',
    ]);
    expect(named(diff, 'added')).toEqual([]);
    expect(named(diff, 'removed')).toEqual([]);
  });

  it('compares containers by name and arguments by flag', () => {
    const deployment = diff.objects.find(({ to }) => to?.kind === 'Deployment')!;
    const container = 'spec.template.spec.containers[kube-rbac-proxy]';
    const argument = 'spec.template.spec.containers[manager].args[--metrics-bind-address]';
    expect(deployment.fields.find(({ path }) => path === container)).toMatchObject({ kind: 'removed' });
    expect(deployment.fields.find(({ path }) => path === argument)).toMatchObject({
      kind: 'changed',
      from: '--metrics-bind-address=127.0.0.1:8080',
      to: '--metrics-bind-address=:8443',
    });
    expect(deployment.fields.find(({ path }) => path === argument)?.reasons).toContain('4.1.0/metrics-filter');
  });

  it('tells how the endpoint is protected on both sides', () => {
    expect(diff.metrics).toEqual({
      from: { port: 8443, scheme: 'https', protection: ['sidecar'] },
      to: { port: 8443, scheme: 'https', protection: ['authentication'] },
    });
  });
});

describe('the selector of 4.4.0', () => {
  it('is a field that cannot be changed in place', () => {
    const diff = diffScaffolds(shop('kubebuilder@4.3.1'), shop('kubebuilder@4.4.0'));
    const deployment = diff.objects.find(({ to }) => to?.kind === 'Deployment')!;
    const fields = deployment.fields.filter((field) => field.immutable);
    expect(fields.map(({ path, reasons }) => [path, reasons])).toEqual([
      ['spec.selector.matchLabels["app.kubernetes.io/name"]', ['4.4.0/selectors']],
    ]);
  });
});

describe('options', () => {
  const base = shop('kubebuilder@4.15.0');
  const diffTo = (more: object) => diffScaffolds(base, { ...base, ...more });

  it.each([
    ['a feature switched on', { features: { prometheus: true } }, ['option:features.prometheus']],
    ['a network policy', { features: { networkPolicy: true } }, ['option:features.networkPolicy']],
    [
      'two features',
      { features: { prometheus: true, networkPolicy: true } },
      ['option:features.prometheus', 'option:features.networkPolicy'],
    ],
    ['another name', { projectName: 'store' }, ['option:projectName']],
    ['another domain', { domain: 'example.org' }, ['option:domain']],
    [
      'one more kind',
      { resources: [...RESOURCES, { group: 'store', version: 'v1', kind: 'Cart' }] },
      ['option:resources[store/v1/Cart]'],
    ],
    ['a kind less', { resources: RESOURCES.slice(0, 1) }, ['option:resources[store/v1/Item]']],
    [
      'one webhook less',
      { resources: [{ ...RESOURCES[0], webhooks: { defaulting: true } }, RESOURCES[1]] },
      ['option:resources[store/v1/Order].webhooks.validation'],
    ],
    ['kinds in another order', { resources: [...RESOURCES].reverse() }, ['option:resources']],
    ['a namespaced manager', { namespaced: true }, ['option:namespaced']],
  ])('%s is explained by the option', (_, more, reasons) => {
    const diff = diffTo(more);
    expect(diff.files.length).toBeGreaterThan(0);
    expect(unexplained(diff)).toEqual([]);
    expect(diff.reasons.map((reason) => reason.id)).toEqual(reasons);
  });

  it('that say what the default is change nothing', () => {
    expect(diffTo({ repo: 'example.com/shop', image: 'controller:latest', features: {} })).toMatchObject({
      files: [],
      objects: [],
      reasons: [],
    });
  });

  it('and releases together have reasons of both sorts', () => {
    const diff = diffScaffolds(
      shop('kubebuilder@4.3.1'),
      shop('kubebuilder@4.4.0', { projectName: 'store', features: { prometheus: true } }),
    );
    expect(unexplained(diff)).toEqual([]);
    expect(new Set(diff.reasons.map((reason) => reason.kind))).toEqual(new Set(['history', 'option']));
  });

  it('have the objects that they rename, and no entry of the history that only speaks of the same lines', () => {
    const diff = diffScaffolds(shop('kubebuilder@4.3.1'), shop('kubebuilder@4.15.0', { projectName: 'store' }));
    const deployment = diff.objects.find(({ to }) => to?.kind === 'Deployment')!;
    const name = deployment.fields.find(({ path }) => path === 'metadata.name')!;
    expect(name).toMatchObject({ from: 'shop-controller-manager', reasons: ['option:projectName'] });
  });

  it('lead over states whose Go files have no place', () => {
    const core = { group: 'networking', version: 'v1', kind: 'Ingress', core: true, webhooks: { validation: true } };
    for (const format of ['kustomize', 'helm'] as const) {
      const diff = diffScaffolds(shop('3.15', { resources: [core] }), shop('kubebuilder@4.1.1', { format }));
      expect(unexplained(diff)).toEqual([]);
    }
  });

  it('that take a kind away are the reason for all that goes with it, whatever else changes', () => {
    const less = { projectName: 'store', resources: RESOURCES.slice(0, 1) };
    const diff = diffScaffolds(shop('kubebuilder@4.8.0'), shop('kubebuilder@4.13.0', less));
    const gone = diff.objects.filter(({ kind }) => kind === 'removed');
    expect(gone.map(({ from, reasons }) => [from?.name, reasons])).toEqual(
      ['shop-item-admin-role', 'shop-item-editor-role', 'shop-item-viewer-role', 'items.store.example.com'].map(
        (name) => [name, ['option:resources[store/v1/Item]']],
      ),
    );
  });

  it('have the entry that made an object, where an option only gives it another scope', () => {
    const [from, to] = [shop('pre-3.15'), shop('kubebuilder@4.15.0', { namespaced: true })];
    const role = diffScaffolds(from, to).objects.find(({ to: ref }) => ref?.name === 'shop-order-admin-role')!;
    expect([role.kind, role.to?.kind, role.reasons]).toEqual(['added', 'Role', ['4.4.0/admin-role']]);
  });

  it('have the entries that make an object, where options only take it away and bring it back', () => {
    const kind = (name: string) => ({ ...RESOURCES[0]!, kind: name });
    const diff = diffScaffolds(
      shop('kubebuilder@4.6.0', { resources: [kind('Order')] }),
      shop('kubebuilder@4.10.1', { resources: [kind('Cart')] }),
    );
    const issuer = diff.objects.find(({ to }) => to?.kind === 'Issuer')!;
    expect([issuer.kind, issuer.reasons]).toEqual([
      'added',
      expect.arrayContaining(['4.7.0/certificates-with-webhooks']),
    ]);
  });

  it('in another order give the same diff', () => {
    const turned = Object.fromEntries(Object.entries(shop('kubebuilder@4.4.0')).reverse()) as unknown as typeof base;
    expect(diffScaffolds(turned, base)).toEqual(diffScaffolds(shop('kubebuilder@4.4.0'), base));
  });

  it('a project under another name keeps every object in its part', () => {
    const diff = diffTo({ projectName: 'store' });
    expect(new Set(diff.objects.map((change) => change.kind).filter((kind) => kind !== 'changed'))).toEqual(
      new Set(['replaced']),
    );
    for (const { kind, from, to } of diff.objects) {
      if (kind === 'replaced') expect(to?.name).toBe(from?.name.replace(/^shop/, 'store'));
    }
  });
});

describe('charts', () => {
  it('are compared file by file, and by the objects that they are made of', () => {
    const [from, to] = [shop('kubebuilder@4.6.0', { format: 'helm' }), shop('kubebuilder@4.7.0', { format: 'helm' })];
    const diff = diffScaffolds(from, to);
    expect(namedPaths(diff)).toEqual(differingPaths(buildScaffold(from), buildScaffold(to)));
    expect(unexplained(diff)).toEqual([]);
    expect(diff.notes.map((note) => note.code)).toEqual(['chart-of-objects', 'chart-of-objects']);
    expect(diff.objects.length).toBeGreaterThan(0);
  });

  it.each([
    ['kustomize', 'helm'],
    ['helm', 'kustomize'],
  ] as const)('differ by the format: %s to %s', (from, to) => {
    const sides = [shop('https-metrics', { format: from }), shop('https-metrics', { format: to })] as const;
    const diff = diffScaffolds(...sides);
    expect(diff.reasons.map((reason) => reason.id)).toEqual(['option:format']);
    expect(diff.objects).toEqual([]);
    expect(unexplained(diff)).toEqual([]);
    expect(namedPaths(diff)).toEqual(differingPaths(buildScaffold(sides[0]), buildScaffold(sides[1])));
  });

  it('are compared where a state between them does not build', () => {
    // Certificates come with the first webhook: the feature alone, which is switched on before, has none.
    const from = shop('kubebuilder@4.10.1', { resources: [RESOURCES[1]!] });
    const to = shop('kubebuilder@4.11.0', { format: 'helm', features: { metricsCerts: true } });
    const diff = diffScaffolds(from, to);
    expect(unexplained(diff)).toEqual([]);
    expect(namedPaths(diff)).toEqual(differingPaths(buildScaffold(from), buildScaffold(to)));
  });

  it('have the reasons of a CRD for its file, and of no other step', () => {
    const sides = ['kubebuilder@4.7.0', 'kubebuilder@4.12.0'].map((preset) => shop(preset, { format: 'helm' }));
    const diff = diffScaffolds(sides[0]!, sides[1]!);
    const crd = diff.objects.find(({ to }) => to?.name === 'orders.store.example.com')!;
    const file = diff.files.find(({ path }) => path.endsWith('/crds/orders.store.example.com.yaml'))!;
    expect(file.reasons).toEqual(crd.reasons);
    expect(crd.reasons).toContain('4.8.0/conditions');
  });
});

describe('a field that a patch changes', () => {
  const fieldOf = (diff: ScaffoldDiff, kind: string, end: string) =>
    diff.objects
      .filter(({ to }) => to?.kind === kind)
      .flatMap(({ fields }) => fields.filter(({ path }) => path.endsWith(end)));

  it('has the entry that brings the patch, also where no entry touches the object itself', () => {
    const pod = {
      group: 'core',
      version: 'v1',
      kind: 'Pod',
      core: true,
      controller: false,
      webhooks: { defaulting: true },
    };
    const more = { multigroup: true, resources: [pod] };
    const diff = diffScaffolds(shop('kubebuilder@4.11.0', more), shop('https-metrics', more));
    const [selector] = fieldOf(diff, 'MutatingWebhookConfiguration', 'namespaceSelector');
    expect(selector?.reasons).toEqual(['https-metrics/own-namespace']);
  });

  it('has the entry whose replacement sets it, and none whose replacement sets it in another kind', () => {
    const more = { features: { certManager: true } };
    const diff = diffScaffolds(shop('kubebuilder@4.0.0', more), shop('kubebuilder@4.11.1', more));
    const annotations = fieldOf(diff, 'CustomResourceDefinition', '["cert-manager.io/inject-ca-from"]');
    expect(annotations.map(({ reasons }) => reasons)).toEqual([['4.3.0/webhook-ca'], ['4.3.0/webhook-ca']]);
  });
});

describe('what only changes its order', () => {
  it('has the entry that orders it as the reason', () => {
    const kinds = [
      { group: 'a', version: 'v1', kind: 'Zebra', webhooks: { validation: true } },
      { group: 'b', version: 'v1', kind: 'Ant', webhooks: { validation: true } },
    ];
    const more = { multigroup: true, resources: kinds };
    const diff = diffScaffolds(shop('kubebuilder@4.10.1', more), shop('kubebuilder@4.11.0', more));
    const orders = diff.objects.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'reordered'));
    expect(orders.map(({ path, reasons }) => [path, reasons])).toEqual([['webhooks', ['4.11.0/webhook-order']]]);
  });
});

describe('bad options', () => {
  it('are reported for both sides at once', () => {
    expect(() => diffScaffolds(shop('kubebuilder@9.9.9'), { ...shop('3.15'), projectName: 'No' })).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({ code: 'preset-too-new', path: 'from.preset' }),
          expect.objectContaining({ code: 'invalid-value', path: 'to.projectName' }),
        ],
      }),
    );
  });
});

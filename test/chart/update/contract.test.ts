import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildChart } from '../../../src/chart/build-chart.ts';
import { compareValues } from '../../../src/chart/update/compare-values.ts';
import { STATE_PATH } from '../../../src/chart/update/state.ts';
import { updateChart } from '../../../src/chart/update/update-chart.ts';
import type { FileTree } from '../../../src/core/file-tree.ts';

const base = (name: string, more: { app?: string; image?: string; selector?: string } = {}) => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: acme-system}
spec:
  selector: {matchLabels: {app: ${more.app ?? 'acme'}${more.selector ?? ''}}}
  template:
    metadata: {labels: {app: ${more.app ?? 'acme'}${more.selector ?? ''}}}
    spec: {containers: [{name: manager, image: 'example.com/${more.image ?? 'acme:v1'}'}]}
`;
const account = '---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: acme-manager, namespace: acme-system}\n';
const role = (resources: string) => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: acme-manager-role}
rules: [{apiGroups: [acme.example.com], resources: [${resources}], verbs: [get, list, watch, create]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: acme-manager-rolebinding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: acme-manager-role}
subjects: [{kind: ServiceAccount, name: acme-manager, namespace: acme-system}]
`;
const service =
  '---\napiVersion: v1\nkind: Service\nmetadata: {name: acme-metrics, namespace: acme-system}\nspec: {ports: [{name: https, port: 8443}], selector: {app: acme}}\n';
const crd = `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gears.acme.example.com}
spec:
  group: acme.example.com
  names: {kind: Gear, plural: gears}
  scope: Namespaced
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`;
const gear =
  '---\napiVersion: acme.example.com/v1\nkind: Gear\nmetadata: {name: acme-defaults, namespace: acme-system}\n';
const operator = account + base('acme-manager') + role('gears');

const metadata = (tree: FileTree) => parse(tree.get('Chart.yaml')!) as Record<string, string>;
const values = (tree: FileTree) => parse(tree.get('values.yaml')!);
const decided = (tree: FileTree) => parse(tree.get(STATE_PATH)!).chart;
const names = (tree: FileTree) =>
  [...tree].flatMap(({ path, content }) =>
    path.startsWith('templates/') ? [...content.matchAll(/^ {2}name: (.*)$/gm)].map((match) => match[1]) : [],
  );

describe('a chart that stands', () => {
  it('is what it was where the manifests are', () => {
    const chart = buildChart(operator + crd + gear);
    const update = updateChart(chart, operator + crd + gear);
    expect(update.tree.toRecord()).toEqual(chart.toRecord());
    expect([update.changes, update.decisions, update.upgrade]).toEqual([[], [], []]);
  });

  it('keeps its name, prefix and the names of its objects when an object comes', () => {
    const chart = buildChart(operator);
    const update = updateChart(chart, operator + service);
    expect(metadata(update.tree).name).toBe(metadata(chart).name);
    expect(decided(update.tree).prefix).toBe('acme-manager');
    for (const name of names(chart)) expect(names(update.tree)).toContain(name);
    expect(update.changes.filter(({ action }) => action === 'removed')).toEqual([]);
    expect(update.upgrade.filter(({ breaking }) => breaking)).toEqual([]);
    expect(
      update.changes.map(({ path }) => path).filter((path) => /templates\/rbac\/(?!.*metrics)/.test(path)),
    ).toEqual([]);
  });

  it('changes nothing of the others when an object comes that has nothing to do with them', () => {
    const extra =
      '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: other-words, namespace: acme-system}\ndata: {a: b}\n';
    const update = updateChart(buildChart(operator), operator + extra);
    expect(update.changes.map(({ path, action }) => `${action} ${path}`)).toEqual([
      'updated README.md',
      'added templates/_later-values.tpl',
      'added templates/config/other-words-config-map.yaml',
      'updated values.schema.json',
      'updated values.yaml',
    ]);
  });

  it('keeps what was given once', () => {
    const given = {
      name: 'gearbox',
      version: '1.2.3',
      appVersion: '9.9.9',
      home: 'https://example.com',
      maintainers: [{ name: 'Jane' }],
      crds: 'crds',
    } as const;
    const chart = buildChart(operator + crd, given);
    const { tree } = updateChart(chart, operator + crd + service);
    expect(metadata(tree)).toMatchObject({
      name: 'gearbox',
      version: '1.2.3',
      appVersion: '9.9.9',
      home: 'https://example.com',
      maintainers: [{ name: 'Jane' }],
    });
    expect(tree.paths().filter((path) => path.startsWith('crds/'))).toHaveLength(1);
  });

  it('follows the image with an appVersion that nobody gave', () => {
    const update = updateChart(buildChart(operator), operator.replace('acme:v1', 'acme:v2'));
    expect(metadata(update.tree).appVersion).toBe('v2');
    expect(update.decisions).toEqual([{ what: 'appVersion', from: 'v1', to: 'v2', by: 'derived' }]);
  });

  it('keeps its primary workload, and the keys of the others', () => {
    const first = base('acme-operator') + service;
    const chart = buildChart(first);
    const second = first + base('acme-csi-controller-manager', { app: 'csi', image: 'csi:v7' });
    const update = updateChart(chart, second);
    expect(values(update.tree).image.repository).toContain('acme');
    expect(values(update.tree).csiControllerManager.image.repository).toContain('csi');
    expect(metadata(update.tree).appVersion).toBe('v1');
    // A third that would have had the key first.
    const third = base('acme-csi-controller-Manager'.toLowerCase().replace('csi-controller', 'csi.controller'), {
      app: 'x',
    });
    const more = updateChart(update.tree, third + second);
    expect(values(more.tree).csiControllerManager.image.repository).toContain('csi');
    const other = updateChart(chart, second, { primary: 'Deployment/acme-csi-controller-manager' });
    expect(values(other.tree).image.repository).toContain('csi');
    expect(other.decisions).toContainEqual(expect.objectContaining({ what: 'primary', by: 'given' }));
    expect(other.upgrade).toContainEqual(expect.objectContaining({ code: 'primary-changed', breaking: true }));
  });

  it.each([
    ['goes', crd + gear, crd],
    ['comes', crd, crd + gear],
  ])('keeps its definitions where they are when a custom resource %s', (_, before, after) => {
    const chart = buildChart(base('acme-operator') + before);
    const update = updateChart(chart, base('acme-operator') + after);
    const places = (tree: FileTree) => tree.paths().filter((path) => path.endsWith('gears.acme.example.com.yaml'));
    expect(places(update.tree)).toEqual(places(chart));
    expect(update.upgrade.filter(({ code }) => code === 'crd-owner')).toEqual([]);
  });

  it('tells definitions that an upgrade does not bring, and resources that come before theirs', () => {
    const chart = buildChart(operator, { crds: 'crds' });
    expect(updateChart(chart, operator + crd).upgrade).toContainEqual(
      expect.objectContaining({ code: 'crd-added', breaking: true }),
    );
    const templates = updateChart(buildChart(operator, { crds: 'templates' }), operator + crd + gear);
    expect(decided(templates.tree).crds).toBe('templates');
    expect(templates.upgrade).toContainEqual(
      expect.objectContaining({ code: 'custom-resource-early', subject: 'Gear acme-system/acme-defaults' }),
    );
  });

  it('tells how definitions that move are taken over', () => {
    const chart = buildChart(operator + crd, { crds: 'crds' });
    const there = updateChart(chart, operator + crd, { crds: 'templates' });
    expect(there.upgrade).toContainEqual(
      expect.objectContaining({
        code: 'crd-owner',
        breaking: true,
        action: expect.stringContaining('--take-ownership'),
      }),
    );
    const back = updateChart(there.tree, operator + crd, { crds: 'crds' });
    expect(back.upgrade).toContainEqual(
      expect.objectContaining({ code: 'crd-owner', action: expect.stringContaining('helm.sh/resource-policy=keep') }),
    );
  });

  it('puts what is given now before its state and before edits, and names it', () => {
    const chart = buildChart(operator, { version: '1.0.0' });
    const edited = chart.with({
      'Chart.yaml': chart.get('Chart.yaml')!.replace('version: 1.0.0', 'version: 1.0.7 # by hand'),
    });
    const kept = updateChart(edited, operator);
    expect(metadata(kept.tree).version).toBe('1.0.7');
    expect(kept.tree.get('README.md')).toContain('Version 1.0.7');
    const given = updateChart(edited, operator, { version: '1.1.0' });
    expect([given.conflicts, metadata(given.tree).version]).toEqual([[], '1.1.0']);
    expect(given.overridden).toEqual([
      { path: 'Chart.yaml', where: 'version', yours: expect.stringContaining('1.0.7'), given: '1.1.0' },
    ]);
    expect(updateChart(given.tree, operator).tree.toRecord()).toEqual(given.tree.toRecord());
  });

  it('has a README of what is in it', () => {
    const chart = buildChart(operator);
    const edited = chart.with({
      'values.yaml': chart.get('values.yaml')!.replace(/^replicaCount: .*$/m, 'replicaCount: 7'),
    });
    const { tree, prose } = updateChart(edited, operator);
    expect(tree.get('README.md')).toMatch(/^\| replicaCount \| integer \| `7` \|/m);
    expect(prose).toEqual([]);
    expect(updateChart(tree, operator).tree.toRecord()).toEqual(tree.toRecord());
  });

  it('leaves README.md to helm-docs, or has none', () => {
    const docs = buildChart(operator, { readme: 'helm-docs' });
    expect(docs.get('README.md.gotmpl')).toContain('{{ template "chart.valuesTable" . }}');
    expect(docs.has('README.md')).toBe(false);
    const { tree, conflicts } = updateChart(docs.with({ 'README.md': 'by helm-docs\n' }), operator + service);
    expect([tree.get('README.md'), conflicts]).toEqual(['by helm-docs\n', []]);
    expect(
      buildChart(operator, { readme: 'none' })
        .paths()
        .filter((path) => /README/.test(path)),
    ).toEqual([]);
  });

  it('tells a selector that changed, and writes it down by version', () => {
    const chart = buildChart(base('acme-operator'), { version: '1.0.0' });
    const changed = base('acme-operator', { selector: ', app.kubernetes.io/component: manager' });
    const update = updateChart(chart, changed);
    expect(update.upgrade).toEqual([
      expect.objectContaining({
        code: 'immutable-field',
        breaking: true,
        subject: 'Deployment acme-system/acme-operator',
        action: expect.stringContaining('kubectl delete deployment acme-operator --namespace acme-system'),
      }),
    ]);
    expect(update.tree.get('UPGRADING.md')).toMatch(
      /After 1\.0\.0, not released yet\n[\s\S]*Deployment acme-system\/acme-operator/,
    );
    expect(metadata(update.tree).annotations).toMatchObject({
      'artifacthub.io/changes': expect.stringContaining('Breaking: Deployment acme-system/acme-operator'),
    });
    const again = updateChart(update.tree, changed);
    expect(again.tree.toRecord()).toEqual(update.tree.toRecord());
    const released = updateChart(update.tree, changed, { version: '2.0.0' });
    expect(released.tree.get('UPGRADING.md')).toContain('## 1.0.0 to 2.0.0');
    const next = updateChart(released.tree, changed, { version: '2.0.1' });
    expect(metadata(next.tree).annotations?.['artifacthub.io/changes' as never]).toBeUndefined();
    expect(next.tree.get('UPGRADING.md')).toContain('## 1.0.0 to 2.0.0');
  });

  it('tells values that are gone or are called otherwise', () => {
    const agent = (name: string) => base(name, { app: 'agent', image: 'agent:v1' });
    const chart = buildChart(base('acme-operator') + agent('acme-agent'));
    const renamed = updateChart(chart, base('acme-operator') + agent('acme-node'));
    expect(renamed.upgrade).toContainEqual(
      expect.objectContaining({
        code: 'value-removed',
        subject: 'agent',
        message: expect.stringContaining('called node now'),
      }),
    );
    const gone = updateChart(chart, base('acme-operator'));
    expect(gone.upgrade).toContainEqual(expect.objectContaining({ code: 'value-removed', subject: 'agent' }));
    const come = updateChart(gone.tree, base('acme-operator') + agent('acme-agent'));
    // It has gone from the state by then, and comes back as something new.
    expect(come.upgrade).toEqual([]);
    expect(decided(come.tree).later).toEqual(['agent']);
  });

  it('fills in values that came later, for releases that keep those of the last', () => {
    const words = (name: string) =>
      `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: acme-system}\ndata: {a: b}\n`;
    const before = operator + words('acme-first');
    const after = before + words('acme-second') + base('acme-agent', { app: 'agent', image: 'agent:v1' });
    const update = updateChart(buildChart(before), after);
    const { later } = decided(update.tree) as { later: string[] };
    expect(later).toEqual(['agent', expect.stringMatching(/^configMaps\.\w*[sS]econd$/)]);
    const schema = JSON.parse(update.tree.get('values.schema.json')!);
    expect(schema.required).not.toContain('agent');
    const calls = [...update.tree].flatMap(({ path, content }) =>
      path.endsWith('.yaml') && /^\{\{- include "[^"]+\.laterValues" \. \}\}\n/.test(content) ? [path] : [],
    );
    expect(calls).toEqual(expect.arrayContaining([expect.stringMatching(/second-config-map\.yaml$/)]));
    expect(calls).toEqual(expect.arrayContaining([expect.stringMatching(/agent-deployment\.yaml$/)]));
    expect(calls.filter((path) => /first-config-map|manager-deployment|cluster-role/.test(path))).toEqual([]);
    // What came once stays what it is.
    const next = updateChart(update.tree, after + words('acme-third'));
    expect((decided(next.tree) as { later: string[] }).later).toEqual([
      ...later,
      expect.stringMatching(/^configMaps\.\w*[tT]hird$/),
    ]);
  });

  it('keeps the keys of ConfigMaps whose names are alike', () => {
    const words = (name: string) =>
      `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: acme-system}\ndata: {a: ${name}}\n`;
    const first = buildChart(operator + words('acme-b.c'));
    const key = Object.keys(values(first).configMaps)[0]!;
    const update = updateChart(first, operator + words('acme-b-c') + words('acme-b.c'));
    expect(values(update.tree).configMaps[key]).toEqual({ a: 'acme-b.c' });
    expect(Object.keys(values(update.tree).configMaps)).toHaveLength(2);
  });

  it('tells a value that wants another type', () => {
    const withType = (type: string) => ({ properties: { a: { type: 'object', properties: { b: { type } } } } });
    expect(compareValues(withType('string'), withType('integer'))).toEqual([
      expect.objectContaining({ code: 'value-retyped', subject: 'a.b', breaking: true }),
    ]);
    expect(compareValues(withType('integer'), withType('number'))).toEqual([]);
  });

  it('says which of its decisions somebody has made unreadable', () => {
    const chart = buildChart(operator);
    const broken = chart.with({ [STATE_PATH]: chart.get(STATE_PATH)!.replace(/^ {2}prefix: .*$/m, '  prefix: [a]') });
    expect(() => updateChart(broken, operator)).toThrow(/chart\.prefix/);
    const edited = chart.with({ [STATE_PATH]: chart.get(STATE_PATH)!.replace(/^ {2}prefix: .*$/m, '  prefix: acme') });
    expect(updateChart(edited, operator).decisions).toEqual([]);
    expect(updateChart(edited, operator).tree.get('templates/rbac/manager-cluster-role.yaml')).toContain(
      '"manager-role"',
    );
  });

  it('asks for names that are there', () => {
    expect(() => buildChart(operator, { primary: 'Deployment/nobody', keepNames: ['Service/nobody'] })).toThrow(
      /primary:[\s\S]*Deployment\/acme-manager[\s\S]*keepNames\[0\]/,
    );
  });
});

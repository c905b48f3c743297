import { describe, expect, it } from 'vitest';
import { auditTree } from '../../src/audit/audit-tree.ts';
import { ScaffoldError } from '../../src/core/errors.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import type { FeatureName } from '../../src/options/generated/types.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { readFeatures } from '../../src/switches/read-features.ts';
import { setFeature } from '../../src/switches/set-feature.ts';

const DEFAULT = 'config/default/kustomization.yaml';
const options = {
  projectName: 'demo',
  domain: 'example.com',
  resources: [{ group: 'web', version: 'v1', kind: 'Shop', webhooks: { validation: true, defaulting: true } }],
};

function project(preset: string): FileTree {
  return buildScaffold({ ...options, preset });
}

/** On, and off again: gives the tree that was on. */
function thereAndBack(tree: FileTree, feature: FeatureName, preset: string): FileTree {
  const on = setFeature(tree, feature, true, { preset });
  expect(readFeatures(on, { preset })[feature]).toBe('on');
  expect(setFeature(on, feature, false, { preset }).toRecord()).toEqual(tree.toRecord());
  expect(setFeature(on, feature, true, { preset }).equals(on)).toBe(true);
  renderManifests(on);
  return on;
}

function edited(tree: FileTree, path: string, edit: (text: string) => string): FileTree {
  const text = tree.get(path)!;
  expect(edit(text)).not.toBe(text);
  return tree.with({ [path]: edit(text) });
}

describe('a feature in a project that was edited', () => {
  const preset = 'kubebuilder@4.4.0';

  it('is switched where comments were taken out and entries moved', () => {
    const tree = edited(project(preset), DEFAULT, (text) =>
      text
        .split('\n')
        .filter((line) => !/^# /.test(line))
        .join('\n')
        .replace('- ../manager\n', '')
        .replace('- ../rbac\n', '- ../rbac\n# the manager comes last\n- ../manager # ours\n'),
    );
    const on = thereAndBack(tree, 'prometheus', preset);
    expect(on.get(DEFAULT)).toContain('- ../manager # ours');
  });

  it('is inserted where its line is gone, and taken out again', () => {
    const tree = edited(project(preset), DEFAULT, (text) => text.replace('#- ../prometheus\n', ''));
    expect(readFeatures(tree, { preset }).prometheus).toBe('absent');
    expect(thereAndBack(tree, 'prometheus', preset).get(DEFAULT)).toContain(
      '- ../prometheus # operator-scaffold: feature prometheus',
    );
  });

  it('is inserted beside a comment in another style, which stays', () => {
    const tree = edited(project(preset), DEFAULT, (text) => text.replace('#- ../prometheus\n', '# - ../prometheus\n'));
    expect(thereAndBack(tree, 'prometheus', preset).get(DEFAULT)).toContain('# - ../prometheus\n');
  });

  it('is switched in lists that are indented, with Windows line ends, and without a last line end', () => {
    const indented = edited(project(preset), DEFAULT, (text) =>
      text.replace(/^(#?)- (\.\.|metrics_service)/gm, '$1  - $2').replace(/\n$/, ''),
    );
    thereAndBack(indented, 'networkPolicy', preset);
    const windows = edited(project(preset), DEFAULT, (text) => text.replaceAll('\n', '\r\n'));
    const on = thereAndBack(windows, 'metricsCerts', preset);
    expect(
      on
        .get(DEFAULT)!
        .split('\n')
        .every((line) => line === '' || line.endsWith('\r')),
    ).toBe(true);
  });

  it('goes off and on again with what the project added to its lists', () => {
    const tree = edited(project('https-metrics'), DEFAULT, (text) =>
      text.replace('- metrics_service.yaml\n', '- metrics_service.yaml\n- extra.yaml\n'),
    ).with({ 'config/default/extra.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n' });
    const off = setFeature(tree, 'metrics', false, { preset: 'https-metrics' });
    expect(renderManifests(off).some(({ metadata }) => metadata.name === 'demo-extra')).toBe(true);
    expect(setFeature(off, 'metrics', true, { preset: 'https-metrics' }).toRecord()).toEqual(tree.toRecord());
  });

  it('keeps what was switched on by hand with another file name for the kustomization', () => {
    const moved = project(preset).get('config/prometheus/kustomization.yaml')!;
    const tree = project(preset)
      .without('config/prometheus/kustomization.yaml')
      .with({ 'config/prometheus/kustomization.yml': moved });
    thereAndBack(tree, 'prometheus', preset);
  });
});

describe('what an older release lacks', () => {
  it('is a directory with a kustomization of its own, which goes as it came', () => {
    const preset = 'https-metrics';
    const start = buildScaffold({ projectName: 'demo', preset });
    expect(start.has('config/certmanager/kustomization.yaml')).toBe(false);
    const on = thereAndBack(start, 'metricsCerts', preset);
    expect(on.has('config/certmanager/kustomization.yaml')).toBe(true);
  });

  it('is a file that somebody deleted, too', () => {
    const preset = 'kubebuilder@4.4.0';
    const on = thereAndBack(project(preset).without('config/prometheus/monitor.yaml'), 'prometheus', preset);
    expect(renderManifests(on).some(({ kind }) => kind === 'ServiceMonitor')).toBe(true);
  });

  it('is brought along in its words, and goes again', () => {
    const preset = 'kubebuilder@4.1.0';
    const tree = project(preset);
    const on = thereAndBack(tree, 'networkPolicy', preset);
    const policies = renderManifests(on).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ metadata }) => metadata.name)).toEqual([
      'demo-allow-metrics-traffic',
      'demo-allow-webhook-traffic',
    ]);
    expect(JSON.stringify(policies)).toContain('9443');
  });

  it('stays where its files were changed after they were brought', () => {
    const preset = 'kubebuilder@4.1.0';
    const path = 'config/network-policy/allow-metrics-traffic.yaml';
    const changed = edited(setFeature(project(preset), 'networkPolicy', true, { preset }), path, (text) =>
      text.replace('metrics: enabled', 'metrics: allowed'),
    );
    expect(setFeature(changed, 'networkPolicy', false, { preset }).get(path)).toBe(changed.get(path));
  });

  it('selects the pods by the labels that the project gives them', () => {
    const preset = 'kubebuilder@4.1.0';
    const tree = edited(project(preset), 'config/manager/manager.yaml', (text) =>
      text.replaceAll('control-plane: controller-manager', 'control-plane: shop'),
    );
    const on = thereAndBack(tree, 'networkPolicy', preset);
    expect(on.get('config/network-policy/allow-metrics-traffic.yaml')).toContain('control-plane: "shop"');
  });
});

describe('what cannot be switched', () => {
  const refusal = (tree: FileTree, feature: FeatureName, enabled: boolean, preset: string) => {
    try {
      setFeature(tree, feature, enabled, { preset });
    } catch (error) {
      if (error instanceof ScaffoldError) return `${error.code}: ${error.issues[0]!.message}`;
      throw error;
    }
    return 'switched';
  };

  it('says what must be switched first', () => {
    const tree = project('https-metrics');
    const off = setFeature(tree, 'metrics', false, { preset: 'https-metrics' });
    expect(refusal(off, 'metricsCerts', true, 'https-metrics')).toBe(
      'feature-needs-feature: metricsCerts needs metrics: switch metrics on first',
    );
    expect(refusal(tree, 'webhooks', false, 'https-metrics')).toBe(
      'feature-needs-feature: certManager needs webhooks: switch certManager off first',
    );
  });

  it('says what the release does not have', () => {
    expect(refusal(project('kubebuilder@4.1.0'), 'metricsCerts', true, 'kubebuilder@4.1.0')).toMatch(
      /^feature-not-in-tree: the main\.go of this release has no flags/,
    );
    expect(refusal(project('kubebuilder@3.14.0'), 'metrics', false, 'kubebuilder@3.14.0')).toMatch(
      /^feature-not-in-tree/,
    );
    expect(refusal(FileTree.from({ 'README.md': '' }), 'metrics', true, 'https-metrics')).toMatch(
      /^feature-not-in-tree/,
    );
    expect(refusal(project('https-metrics'), 'metric' as FeatureName, true, 'https-metrics')).toMatch(/^invalid-value/);
  });

  it('is refused where the result would not build, and the tree is what it was', () => {
    const tree = edited(project('kubebuilder@4.4.0'), 'config/prometheus/kustomization.yaml', (text) =>
      text.replace('- monitor.yaml\n', '- monitor.yaml\n- rules.yaml\n'),
    );
    expect(refusal(tree, 'prometheus', true, 'kubebuilder@4.4.0')).toMatch(/^feature-breaks-build/);
  });

  it.each(['kubebuilder@4.4.0', 'kubebuilder@4.16.0'])(
    'brings the certificates of %s along without webhooks',
    (release) => {
      const resources = [{ group: 'web', version: 'v1', kind: 'Shop' }];
      const tree = buildScaffold({ ...options, resources, preset: release });
      const on = thereAndBack(tree, 'metricsCerts', release);
      expect(on.has('config/certmanager/kustomization.yaml')).toBe(true);
      expect(auditTree(on).findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { RELEASES } from '../../src/presets/releases.ts';
import { resolvePreset } from '../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { leaderElectionId } from '../../src/scaffold/go/leader-election-id.ts';
import { validateOptions } from '../../src/scaffold/read-options.ts';
import { PROJECT } from './projects.ts';

const presets = ['https-metrics', '3.15', 'pre-3.15', ...RELEASES.map(({ version }) => `kubebuilder@${version}`)];

interface Container {
  readonly name: string;
  readonly args?: readonly string[];
}

function managerFlags(options: ScaffoldOptions): string[] {
  const deployment = renderManifests(buildScaffold(options)).find(({ kind }) => kind === 'Deployment') as unknown as {
    spec: { template: { spec: { containers: Container[] } } };
  };
  const manager = deployment.spec.template.spec.containers.find(({ name }) => name === 'manager');
  return (manager?.args ?? []).map((argument) => argument.replace(/^--/, '').replace(/=.*/s, ''));
}

describe('cmd/main.go', () => {
  it.each(presets)('declares every flag that the manifests pass: %s', (preset) => {
    const main = buildScaffold({ ...PROJECT, preset }).get('cmd/main.go') ?? '';
    const known = [...main.matchAll(/flag\.\w+Var\(&\w+, "([^"]+)"/g)].map((match) => match[1]);
    const { metricsCertsSection } = resolvePreset(preset).profile;
    const variants: ScaffoldOptions[] = [
      { ...PROJECT, preset },
      { ...PROJECT, preset, features: { metrics: true } },
      ...(metricsCertsSection === 'absent'
        ? []
        : [{ ...PROJECT, preset, features: { certManager: true, metricsCerts: true } }]),
    ];
    const used = variants.filter((options) => validateOptions(options).length === 0).flatMap(managerFlags);
    expect(used).toContain('leader-elect');
    expect(used.filter((flag) => !known.includes(flag))).toEqual([]);
  });

  it('names the lease as kubebuilder does', () => {
    expect(leaderElectionId('sigs.k8s.io/kubebuilder/testdata/project-v4', 'testproject.org', false)).toBe(
      'da1d9c86.testproject.org',
    );
    expect(leaderElectionId('example.com/demo', '', false)).toMatch(/^[0-9a-f]{8}$/);
    expect(leaderElectionId('example.com/demo', '', true)).toMatch(/^[0-9a-f]{8}\.$/);
  });

  it('protects metrics unless asked otherwise', () => {
    const main = (preset: string) => buildScaffold({ ...PROJECT, preset }).get('cmd/main.go') ?? '';
    expect(main('https-metrics')).toContain('filters.WithAuthenticationAndAuthorization');
    expect(main('https-metrics')).toContain('"metrics-secure", true');
    expect(main('kubebuilder@4.0.0')).not.toContain('WithAuthenticationAndAuthorization');
    expect(main('kubebuilder@4.1.0')).not.toContain('if secureMetrics {');
    expect(main('kubebuilder@4.7.1')).toContain('mgr.Add(watcher)');
    expect(main('kubebuilder@4.8.0')).not.toContain('certwatcher');
  });
});

describe('the licence header', () => {
  const header = (options: Partial<ScaffoldOptions>) =>
    buildScaffold({ projectName: 'demo', ...options })
      .get('cmd/main.go')
      ?.split('package main')[0];

  it('names year and owner where they are given', () => {
    expect(header({ owner: 'The Authors', year: 2026 })).toContain('Copyright 2026 The Authors.\n');
    expect(header({ year: 2026 })).toContain('Copyright 2026.\n');
    expect(header({ owner: 'Example Inc.' })).toContain('Copyright Example Inc.\n');
    expect(header({})).not.toContain('Copyright');
  });

  it('is left out, with its file, where none is wanted', () => {
    expect(header({ license: 'none' })).toBe('');
    const tree = buildScaffold({ projectName: 'demo', license: 'none' });
    expect(tree.has('hack/boilerplate.go.txt')).toBe(false);
    expect(tree.get('Makefile')).not.toContain('headerFile');
  });

  it('cannot be left by what an owner is called', () => {
    for (const owner of ['*/ package evil', 'two\nlines']) {
      const issues = validateOptions({ projectName: 'demo', owner });
      expect(issues.map(({ path }) => path)).toEqual(['owner']);
    }
  });
});

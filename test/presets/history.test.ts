import { compare } from 'semver';
import { describe, expect, it } from 'vitest';
import { toProject } from '../../src/options/to-project.ts';
import { DEFECTS } from '../../src/presets/defects/defects.ts';
import { defectsOf } from '../../src/presets/defects/defects-of.ts';
import type { Facts } from '../../src/presets/facts/facts.ts';
import { foldEntries } from '../../src/presets/fold.ts';
import { listPresets } from '../../src/presets/list-presets.ts';
import { NAMED_PRESETS } from '../../src/presets/named/named-presets.ts';
import type { Release } from '../../src/presets/release.ts';
import { entriesUpTo, releasePreset } from '../../src/presets/release-preset.ts';
import { RELEASES } from '../../src/presets/releases.ts';
import { configFiles } from '../../src/scaffold/config-files.ts';
import { contextOf } from '../../src/scaffold/context.ts';

const VERSIONS = RELEASES.map((release) => release.version);
const ORIGIN = Object.keys(foldEntries(entriesUpTo('3.13.0'))).sort();

describe('the history', () => {
  it('holds the 31 releases from 3.13.0 to 4.16.0 in their order', () => {
    expect(VERSIONS).toHaveLength(31);
    expect([VERSIONS[0], VERSIONS.at(-1)]).toEqual(['3.13.0', '4.16.0']);
    expect([...VERSIONS].sort(compare)).toEqual(VERSIONS);
    const dates = RELEASES.map((release) => release.date);
    expect([...dates].sort()).toEqual(dates);
  });

  it('names each entry once, by its own release', () => {
    const all = [...RELEASES, ...NAMED_PRESETS].flatMap((part) =>
      part.entries.map((entry) => ({ entry, owner: 'version' in part ? part.version : part.name })),
    );
    const ids = all.map(({ entry }) => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { entry, owner } of all) {
      expect(entry.release).toBe(owner);
      expect(entry.id.startsWith(`${owner}/`)).toBe(true);
      expect(entry.title).toMatch(/\.$/);
      expect(entry.why).toMatch(/\.$/);
      // Readers of a diff do not know the numbers of defects.
      expect([entry.title, entry.why, entry.byHand, entry.breaks].join(' ')).not.toMatch(/\bD\d+/);
    }
  });

  it('sets every fact at its start, and later only facts that exist, to other values', () => {
    for (const part of [...RELEASES.slice(1).map((it) => [it.version, it.entries] as const), ...namedEntries()]) {
      const [name, entries] = part;
      let before: Facts = foldEntries(historyBefore(name));
      for (const entry of entries) {
        for (const [fact, value] of Object.entries(entry.sets)) {
          expect(ORIGIN, `${entry.id} sets ${fact}`).toContain(fact);
          expect(value, `${entry.id} sets ${fact} to what it is`).not.toEqual(before[fact as keyof Facts]);
        }
        before = foldEntries([{ ...entry, sets: before }, entry]);
      }
    }
  });

  it('takes an invented release with one changed fact as one entry', () => {
    const invented: Release = {
      version: '99.0.0',
      date: '2099-01-01',
      entries: [
        {
          id: '99.0.0/probe',
          release: '99.0.0',
          topic: 'manager',
          title: 'The manager binds another address.',
          why: 'An invention.',
          links: [],
          sets: { metricsBindAddress: ':9999' },
        },
      ],
    };
    const releases = [...RELEASES, invented];
    const project = toProject({ projectName: 'demo' });
    const files = (version: string) =>
      new Map([...configFiles(contextOf(project, releasePreset(version, releases).profile))]);
    const [before, after] = [files('4.16.0'), files('99.0.0')];
    const changed = [...after].filter(([path, content]) => before.get(path) !== content).map(([path]) => path);
    expect(changed).toEqual(['config/default/manager_metrics_patch.yaml']);
    expect(after.get('config/default/manager_metrics_patch.yaml')).toContain('--metrics-bind-address=:9999');
  });
});

describe('defects', () => {
  it('speak of known releases, in spans that run forward', () => {
    for (const defect of DEFECTS) {
      for (const [first, last] of defect.releases) {
        expect(VERSIONS).toContain(first);
        expect(VERSIONS.indexOf(last)).toBeGreaterThanOrEqual(VERSIONS.indexOf(first));
      }
    }
    expect(new Set(DEFECTS.map((defect) => defect.id)).size).toBe(DEFECTS.length);
  });

  it('end where an entry of the release that mended them says so', () => {
    const mended = new Map(
      RELEASES.flatMap(({ version, entries }) => entries.flatMap(({ mends = [] }) => mends.map((id) => [id, version]))),
    );
    for (const defect of DEFECTS.filter(({ mendedIn }) => mendedIn !== undefined && VERSIONS.includes(mendedIn))) {
      const last = defect.releases.at(-1)?.[1] ?? '';
      expect(VERSIONS.indexOf(defect.mendedIn ?? ''), defect.id).toBe(VERSIONS.indexOf(last) + 1);
      if (defect.in === 'scaffold') expect(mended.get(defect.id), defect.id).toBe(defect.mendedIn);
    }
  });

  it('are known by id in every entry that mends them', () => {
    const ids = new Set(DEFECTS.map((defect) => defect.id));
    const mends = [...RELEASES, ...NAMED_PRESETS].flatMap((part) => part.entries.flatMap((entry) => entry.mends ?? []));
    expect(mends.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('of a release are those whose span holds it', () => {
    expect(defectsOf('3.15.0').map((defect) => defect.id)).toContain('D8');
    expect(defectsOf('3.15.1').map((defect) => defect.id)).not.toContain('D8');
    expect(defectsOf('4.0.0').map((defect) => defect.id)).not.toContain('D11');
    expect(defectsOf('1.0.0')).toEqual([]);
  });
});

describe('listPresets', () => {
  it('shows the named presets first, then each release with all that is known of it', () => {
    const presets = listPresets();
    expect(presets.map((preset) => preset.name).slice(0, 4)).toEqual([
      'pre-3.15',
      '3.15',
      'https-metrics',
      'kubebuilder@3.13.0',
    ]);
    expect(presets).toHaveLength(34);
    expect(presets.find((preset) => preset.name === 'kubebuilder@3.14.2')).toMatchObject({
      date: '2024-04-27',
      endOfSupport: '2024-05-15',
      metrics: { protection: 'sidecar', on: true, scheme: 'https', port: 8443 },
      versions: { go: '1.21', controllerRuntime: 'v0.17.3', controllerTools: 'v0.14.0', kustomize: 'v5.3.0' },
    });
    expect(presets.at(-1)).toMatchObject({ endOfSupport: undefined, metrics: { protection: 'authentication' } });
    expect(presets.map((preset) => preset.metrics.protection)).toEqual(
      expect.arrayContaining(['sidecar', 'none', 'network-policy', 'authentication']),
    );
  });
});

function namedEntries(): (readonly [string, Release['entries']])[] {
  return NAMED_PRESETS.map((preset) => [preset.name, preset.entries] as const);
}

function historyBefore(name: string): Release['entries'] {
  const named = NAMED_PRESETS.find((preset) => preset.name === name);
  if (named !== undefined) return entriesUpTo(named.base);
  return entriesUpTo(VERSIONS[VERSIONS.indexOf(name) - 1] ?? '');
}

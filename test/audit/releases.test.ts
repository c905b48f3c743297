import { describe, expect, it } from 'vitest';
import { auditTree } from '../../src/audit/audit-tree.ts';
import type { FeatureName, ResourceOptions, ScaffoldOptions } from '../../src/options/generated/types.ts';
import { NAMED_PRESETS } from '../../src/presets/named/named-presets.ts';
import { RELEASES } from '../../src/presets/releases.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { validateOptions } from '../../src/scaffold/read-options.ts';
import { expectedRules } from './expected-rules.ts';

const PROJECTS: Readonly<Record<string, readonly ResourceOptions[]>> = {
  'no kind': [],
  'one kind': [{ group: 'shop', version: 'v1', kind: 'Widget' }],
  'webhooks of two types': [
    { group: 'shop', version: 'v1', kind: 'Widget', webhooks: { defaulting: true, validation: true } },
  ],
  'kinds that convert, and one that does not': ['Fish', 'Leaf'].flatMap((kind): ResourceOptions[] => [
    {
      group: 'shop',
      version: 'v1',
      kind,
      webhooks: { validation: true, defaulting: true, conversion: true, spoke: ['v2'] },
    },
    { group: 'shop', version: 'v2', kind },
    ...(kind === 'Leaf' ? [{ group: 'shop', version: 'v1', kind: 'Box' }] : []),
  ]),
};

const FEATURES: readonly (Partial<Record<FeatureName, boolean>> | undefined)[] = [
  undefined,
  { metrics: true, prometheus: true },
  { metrics: true, networkPolicy: true, prometheus: true, certManager: true },
  { metrics: true, networkPolicy: true, prometheus: true, certManager: true, metricsCerts: true },
];

/** Some of all, others for each preset; AUDIT_ALL=1 takes all. */
function cases(preset: string, turn: number): ScaffoldOptions[] {
  const all = Object.values(PROJECTS)
    .flatMap((resources) =>
      FEATURES.map((features) => ({
        projectName: 'demo',
        preset,
        resources: [...resources],
        ...(features === undefined ? {} : { features }),
      })),
    )
    .filter((options) => validateOptions(options).length === 0);
  return process.env.AUDIT_ALL === '1' ? all : all.filter((_, index) => (index + turn) % 4 === 0);
}

function rulesOf(options: ScaffoldOptions): string[] {
  return [...new Set(auditTree(buildScaffold(options)).findings.map(({ rule }) => rule))].sort();
}

describe.each(RELEASES.map(({ version }, turn) => [version, turn] as const))(
  'an untouched scaffold of %s',
  (version, turn) => {
    it('has what is known of its release, and nothing else', () => {
      const all = cases(`kubebuilder@${version}`, turn);
      expect(all.length).toBeGreaterThan(1);
      for (const options of all) {
        expect(rulesOf(options), JSON.stringify(options)).toEqual(expectedRules(version, options));
      }
    });
  },
);

describe.each(NAMED_PRESETS.map(({ name }) => name))('an untouched scaffold of %s', (preset) => {
  it('has nothing', () => {
    const all = cases(preset, 0);
    expect(all.length).toBeGreaterThan(1);
    for (const options of all) expect(rulesOf(options), JSON.stringify(options)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { auditTree } from '../../src/audit/audit-tree.ts';
import type { RuleId } from '../../src/audit/rules/rule-ids.ts';
import type { FeatureName, ResourceOptions, ScaffoldOptions } from '../../src/options/generated/types.ts';
import { toProject } from '../../src/options/to-project.ts';
import { defectsOf } from '../../src/presets/defects/defects-of.ts';
import { NAMED_PRESETS } from '../../src/presets/named/named-presets.ts';
import { RELEASES } from '../../src/presets/releases.ts';
import { resolvePreset } from '../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { featuresOf } from '../../src/scaffold/features.ts';
import { validateOptions } from '../../src/scaffold/read-options.ts';

interface Options {
  readonly version: string;
  readonly resources: readonly ResourceOptions[];
  readonly has: (feature: FeatureName) => boolean;
}

const hooked = ({ resources }: Options) => resources.some(({ webhooks }) => webhooks !== undefined);
const kinds = ({ resources }: Options) => [...new Set(resources.map(({ kind }) => kind))];
const asked = ({ resources }: Options) =>
  resources.filter(({ webhooks }) => webhooks?.conversion).map(({ kind }) => kind);
const has = ({ version }: Options, id: string) => defectsOf(version).some((defect) => defect.id === id);
/** Whether the CRD of a kind is made to convert, for which any webhook was enough. */
const converts = (options: Options, kind: string) =>
  has(options, 'D24')
    ? options.resources.some((each) => each.kind === kind && each.webhooks !== undefined)
    : asked(options).includes(kind);
const isSingle = ({ resources }: Options, kind: string) => resources.filter((each) => each.kind === kind).length === 1;
const when = (holds: boolean, ...rules: readonly RuleId[]) => (holds ? rules : []);

/** What a defect shows of itself in manifests, by the options; the others lie elsewhere. */
const VISIBLE: Readonly<Record<string, (options: Options) => readonly RuleId[]>> = {
  D1: (options) => when(hooked(options) && options.has('networkPolicy'), 'policy-blocks-webhooks'),
  D2: (options) =>
    when(options.has('certManager') && !options.has('metricsCerts'), 'certificate-names', 'certificate-not-mounted'),
  D4: (options) => when(asked(options).length > 1 && options.has('certManager'), 'webhook-without-ca'),
  D8: (options) => when(!options.has('metrics'), 'service-port-leads-nowhere'),
  D24: (options) => {
    const idle = kinds(options).some((kind) => converts(options, kind) && isSingle(options, kind));
    // From 4.3.0 on the authority of CRDs is a section of its own, for those that asked to convert.
    const unasked =
      !has(options, 'D23') && options.has('certManager') && asked(options).length === 0 && hooked(options);
    return [...when(idle, 'conversion-unserved'), ...when(unasked, 'webhook-without-ca')];
  },
  D25: (options) => {
    const isOn = options.has('certManager') && (has(options, 'D23') || asked(options).length > 0);
    return when(isOn && kinds(options).some((kind) => !converts(options, kind)), 'ca-injection-into-nothing');
  },
  D26: (options) => when(hooked(options) && !options.has('certManager'), 'certificate-not-issued'),
  D27: (options) => when(options.has('metricsCerts') && options.has('prometheus'), 'monitor-port-unknown'),
  D30: () => ['proxy-image-gone'],
  D31: () => ['selector-shared'],
  D32: () => ['pod-not-restricted'],
  D44: ({ resources }) => when(resources.length > 0, 'kustomize-file-unused'),
  D46: (options) => when(options.has('metrics'), 'metrics-open'),
};

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
      const { profile } = resolvePreset(`kubebuilder@${version}`);
      const all = cases(`kubebuilder@${version}`, turn);
      expect(all.length).toBeGreaterThan(1);
      for (const options of all) {
        const resources = options.resources ?? [];
        const on = featuresOf(toProject(options), profile);
        const about: Options = { version, resources, has: (feature) => on[feature] };
        const expected = defectsOf(version).flatMap(({ id }) => VISIBLE[id]?.(about) ?? []);
        expect(rulesOf(options), JSON.stringify(options)).toEqual([...new Set(expected)].sort());
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

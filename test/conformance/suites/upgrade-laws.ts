import { isDeepStrictEqual } from 'node:util';
import { compare } from 'semver';
import { mixtures, type Scenario, scenarios } from '../../../scripts/fingerprints/scenarios.ts';
import type { FileTree } from '../../../src/core/file-tree.ts';
import type { FeatureOptions, ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { NAMED_PRESETS } from '../../../src/presets/named/named-presets.ts';
import { RELEASES } from '../../../src/presets/releases.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';
import { applyPlan } from '../../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../../src/upgrade/plan-upgrade.ts';
import { Random } from '../kustomize/random.ts';
import type { Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';

const PRESETS = [...RELEASES.map(({ version }) => `kubebuilder@${version}`), ...NAMED_PRESETS.map(({ name }) => name)];

/** Sections that people switch, alone and together. What a preset refuses is left out. */
const FEATURES: readonly FeatureOptions[] = [
  {},
  { prometheus: true },
  { metrics: true, prometheus: true, networkPolicy: true },
  { metricsCerts: true },
  { metrics: true, prometheus: true, certManager: true, metricsCerts: true, networkPolicy: true },
  { certManager: true },
  { certManager: false },
  { networkPolicy: true },
  { networkPolicy: false },
  { metrics: false },
  { webhooks: false },
];

/**
 * Scaffolds of ours that nobody has edited. Upgraded they are what the newer preset scaffolds, byte for byte, without a
 * conflict or a task, and a second run has nothing to do; by way of a third preset they are the same.
 *
 * Takes pairs and triples by chance; --all takes all pairs of presets with every sort of kinds and features, which is
 * best done in portions: --match takes a part of `SCENARIO {FEATURES} FROM to TO`.
 */
export const suite: Suite = {
  name: 'upgrade-laws',
  async *run({ seed, all, match }: Context) {
    const random = new Random(seed);
    const cases = projects();
    const takes = (name: string) => match === undefined || name.includes(match);
    if (all) {
      for (const project of cases) {
        for (const [from, to] of pairs()) {
          const name = nameOf(project, from, to);
          if (!takes(name) || !isBuilt(project, from) || !isBuilt(project, to)) continue;
          yield await attempt(name, () => upgraded(project, from, to));
        }
      }
    } else {
      for (const { project, way } of drawn(cases, 60, 2, random)) {
        const [from, to] = way as [string, string];
        const name = nameOf(project, from, to);
        if (takes(name)) yield await attempt(name, () => upgraded(project, from, to));
      }
    }
    for (const { project, way } of drawn(cases, all ? 400 : 10, 3, random)) {
      const [from, between, to] = way as [string, string, string];
      const name = nameOf(project, from, `${between} to ${to}`);
      if (takes(name)) yield await attempt(name, () => twoWays(project, from, between, to));
    }
  },
};

/** Every sort of kinds as presets have the features; those with most in them with other features too. */
function projects(): Scenario[] {
  return [...scenarios(), ...mixtures()].flatMap(({ name, options }) =>
    FEATURES.filter((features) => Object.keys(features).length === 0 || SWITCHED.has(name)).map((features) => ({
      name: `${name} ${JSON.stringify(features)}`,
      options: Object.keys(features).length === 0 ? options : { ...options, features },
    })),
  );
}

const SWITCHED = new Set(['init', 'admission', 'admission-conversion', 'groups-every', 'namespaced-api']);

function nameOf({ name }: Scenario, from: string, to: string): string {
  return `${name} ${from} to ${to}`;
}

/** Older and newer, by the release that each builds on; a release does not go to another preset of the same one. */
function isUpgrade(from: string, to: string): boolean {
  if (from === to) return false;
  const order = compare(resolvePreset(from).release, resolvePreset(to).release);
  return order < 0 || (order === 0 && resolvePreset(from).exact && !resolvePreset(to).exact);
}

function pairs(): (readonly [string, string])[] {
  return PRESETS.flatMap((from) => PRESETS.filter((to) => isUpgrade(from, to)).map((to) => [from, to] as const));
}

function drawn(
  from: readonly Scenario[],
  count: number,
  presets: number,
  random: Random,
): { project: Scenario; way: string[] }[] {
  const found: { project: Scenario; way: string[] }[] = [];
  while (found.length < count) {
    const project = random.pick(from);
    const way = Array.from({ length: presets }, () => random.pick(PRESETS)).sort((a, b) => (isUpgrade(a, b) ? -1 : 1));
    const isWay = way.every((preset, index) => index === 0 || isUpgrade(way[index - 1]!, preset));
    if (isWay && way.every((preset) => isBuilt(project, preset))) found.push({ project, way });
  }
  return found;
}

function isBuilt({ options }: Scenario, preset: string): boolean {
  return validateOptions({ ...options, preset }).length === 0;
}

function upgraded({ options }: Scenario, from: string, to: string): string[] {
  const tree = buildScaffold({ ...options, preset: from });
  const told = toldBy(tree, { ...options, preset: from });
  if (validateOptions({ ...told, preset: to }).length > 0) return [];
  const plan = planUpgrade(tree, { to });
  const next = applyPlan(tree, plan);
  const again = planUpgrade(next, { to });
  return [
    ...(plan.from.preset === from ? [] : [`the base is said to be ${plan.from.preset}`]),
    ...[...plan.conflicts, ...plan.manual].map((each) => `told to a person: ${JSON.stringify(each)}`),
    ...differentFiles(next, buildScaffold({ ...told, preset: to })),
    ...again.files.map(({ path }) => `a second run changes ${path}`),
    ...[...again.conflicts, ...again.manual].map((each) => `told at a second run: ${JSON.stringify(each)}`),
  ];
}

function twoWays({ options }: Scenario, from: string, between: string, to: string): string[] {
  const tree = buildScaffold({ ...options, preset: from });
  const told = toldBy(tree, { ...options, preset: from });
  // What the preset between cannot have is gone afterwards.
  if ([between, to].some((preset) => validateOptions({ ...told, preset }).length > 0)) return [];
  const step = buildScaffold({ ...told, preset: between });
  const after = toldBy(step, { ...told, preset: between });
  if (!isDeepStrictEqual([after.features, after.resources], [told.features, told.resources])) return [];
  const first = applyPlan(tree, planUpgrade(tree, { to: between }));
  const second = applyPlan(first, planUpgrade(first, { to }));
  return differentFiles(second, applyPlan(tree, planUpgrade(tree, { to })));
}

/** The options that a tree tells: what a preset has so by itself, or does not write down, nobody can read from it. */
function toldBy(tree: FileTree, options: ScaffoldOptions): ScaffoldOptions {
  const features: FeatureOptions = { ...options.features };
  for (const name of Object.keys(features) as (keyof FeatureOptions)[]) {
    const { [name]: asked, ...rest } = features;
    const without = { ...options, features: rest };
    if (asked === undefined || validateOptions(without).length > 0) continue;
    if (buildScaffold(without).equals(tree)) delete features[name];
  }
  const spokeless = (options.resources ?? []).map(({ webhooks: { spoke, ...webhooks } = {}, ...resource }) =>
    Object.keys(webhooks).length === 0 ? resource : { ...resource, webhooks },
  );
  const less = { ...options, features, resources: spokeless };
  return buildScaffold(less).equals(tree) ? less : { ...options, features };
}

function differentFiles(received: FileTree, expected: FileTree): string[] {
  const paths = new Set([...received.paths(), ...expected.paths()]);
  return [...paths].flatMap((path) => {
    const [have, want] = [received.get(path), expected.get(path)];
    if (have === want) return [];
    if (have === undefined) return [`${path} is missing`];
    if (want === undefined) return [`${path} should not be there`];
    const [left, right] = [have.split('\n'), want.split('\n')];
    const at = left.findIndex((line, index) => line !== right[index]);
    return [`${path}:${at + 1}\n  expected ${right[at]}\n  received ${left[at]}`];
  });
}

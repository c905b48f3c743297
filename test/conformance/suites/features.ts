import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import { ScaffoldError } from '../../../src/core/errors.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import type { FeatureName } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { FEATURE_NAMES } from '../../../src/switches/feature-names.ts';
import { readFeatures } from '../../../src/switches/read-features.ts';
import { setFeature } from '../../../src/switches/set-feature.ts';
import { printYaml } from '../../../src/yaml/print.ts';
import { type RecordedCase, recordedCases } from '../../presets/recorded.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

/**
 * Features switched in projects that the releases' own programs wrote, with their comments: each set of features renders
 * to what was recorded of the real scaffold with its sections uncommented by hand, and goes back to the same bytes.
 *
 * Of releases whose sections are the same, one is drawn; --all takes each of them, and every scenario.
 */
export const suite: Suite = {
  name: 'features',
  async *run({ all, match, scratch, seed }) {
    const cases = recordedCases().filter(
      ({ release, switches }) => release in KUBEBUILDER_RELEASES && switches.size > 0,
    );
    for (const recorded of all ? cases : drawn(cases, new Random(seed))) {
      const name = `${recorded.release} ${recorded.scenario}`;
      if (match !== undefined && !name.includes(match)) continue;
      yield await compare(name, recorded, join(scratch, recorded.release));
    }
  },
};

const SCENARIOS = new Set(['webhookAll', 'webhookDefaulting']);

/** One case of each group that has the same sections in the same order; what is recorded for them differs with those. */
function drawn(cases: readonly RecordedCase[], random: Random): RecordedCase[] {
  const groups = new Map<string, RecordedCase[]>();
  for (const recorded of cases) {
    if (!SCENARIOS.has(recorded.scenario)) continue;
    const sections = buildScaffold(recorded.options)
      .filter(({ path }) => /^config\/.*kustomization\.yaml$/.test(path))
      .toRecord();
    const key = JSON.stringify([recorded.scenario, sections, [...recorded.switches.keys()]]);
    groups.set(key, [...(groups.get(key) ?? []), recorded]);
  }
  return [...groups.values()].map((group) => group[Math.floor(random.next() * group.length)]!);
}

async function compare(name: string, recorded: RecordedCase, directory: string): Promise<CaseResult> {
  const { release, options, generated, switches } = recorded;
  const { profile } = resolvePreset(options.preset!);
  const start = FileTree.from(await runKubebuilder(release, toProject(options), profile, directory)).with(
    Object.entries(generated).map(([path, documents]): [string, string] => [
      path,
      documents.map((value) => printYaml(value)).join('---\n'),
    ]),
  );
  const switcher = new Switcher(start);
  for (const [names, expected] of switches) {
    const tree = switcher.treeWith(names);
    if (tree instanceof ScaffoldError) {
      if (expected !== undefined || tree.code !== 'feature-breaks-build')
        switcher.wrong.add(`${names}: ${tree.message}`);
    } else if (expected === undefined) switcher.wrong.add(`${names}: the release does not build, and nothing says so`);
    else if (!isDeepStrictEqual(renderManifests(tree), expected))
      switcher.wrong.add(`${names}: renders to something else`);
  }
  switcher.offAndOn();
  return switcher.wrong.size === 0 ? { name } : { name, error: [...switcher.wrong].join('\n') };
}

/** Switches features on one by one. Sets that begin alike share the way, whose laws are then checked once. */
class Switcher {
  readonly wrong = new Set<string>();
  readonly #start: FileTree;
  readonly #trees = new Map<string, FileTree | ScaffoldError>();

  constructor(start: FileTree) {
    this.#start = start;
  }

  /** @param names feature names joined with `+` */
  treeWith(names: string): FileTree | ScaffoldError {
    let tree = this.#trees.get(names);
    if (tree === undefined) {
      tree = this.#switched(names);
      this.#trees.set(names, tree);
    }
    return tree;
  }

  /** What the release switches on by itself goes off and on again. */
  offAndOn(): void {
    const states = readFeatures(this.#start);
    for (const feature of FEATURE_NAMES.filter((each) => states[each] === 'on')) {
      try {
        const off = setFeature(this.#start, feature, false);
        if (!setFeature(off, feature, true).equals(this.#start)) this.wrong.add(`${feature} off and on differs`);
      } catch (error) {
        const refusals = ['feature-needs-feature', 'feature-not-in-tree', 'feature-breaks-build'];
        if (!(error instanceof ScaffoldError) || !refusals.includes(error.code)) throw error;
      }
    }
  }

  #switched(names: string): FileTree | ScaffoldError {
    const at = names.lastIndexOf('+');
    const feature = names.slice(at + 1) as FeatureName;
    const before = at === -1 ? this.#start : this.treeWith(names.slice(0, at));
    if (before instanceof ScaffoldError) return before;
    try {
      const tree = setFeature(before, feature, true);
      if (!setFeature(tree, feature, false).equals(before)) this.wrong.add(`${names}: ${feature} on and off differs`);
      if (!setFeature(tree, feature, true).equals(tree)) this.wrong.add(`${names}: ${feature} twice differs`);
      const state = readFeatures(tree)[feature];
      if (state !== 'on') this.wrong.add(`${names}: ${feature} is ${state}`);
      return tree;
    } catch (error) {
      if (error instanceof ScaffoldError) return error;
      throw error;
    }
  }
}

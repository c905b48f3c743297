import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import { ScaffoldError } from '../../../src/core/errors.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import type { FeatureName } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { readFeatures } from '../../../src/switches/read-features.ts';
import { setFeature } from '../../../src/switches/set-feature.ts';
import { printYaml } from '../../../src/yaml/print.ts';
import { type RecordedCase, recordedCases } from '../../presets/recorded.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

/**
 * Features switched in projects that the releases' own programs wrote, with their comments: each set of features renders
 * to what was recorded of the real scaffold with its sections uncommented by hand, and goes back to the same bytes.
 */
export const suite: Suite = {
  name: 'features',
  async *run(context) {
    const cases = recordedCases().filter(
      ({ release, switches }) => release in KUBEBUILDER_RELEASES && switches.size > 0,
    );
    const scenarios = context.all ? undefined : new Set(['webhookAll', 'webhookDefaulting']);
    for (const recorded of cases) {
      if (scenarios !== undefined && !scenarios.has(recorded.scenario)) continue;
      const name = `${recorded.release} ${recorded.scenario}`;
      if (context.match !== undefined && !name.includes(context.match)) continue;
      yield await compare(name, recorded, join(context.scratch, recorded.release));
    }
  },
};

async function compare(name: string, recorded: RecordedCase, directory: string): Promise<CaseResult> {
  const { release, options, generated, switches } = recorded;
  const { profile } = resolvePreset(options.preset!);
  const start = FileTree.from(await runKubebuilder(release, toProject(options), profile, directory)).with(
    Object.entries(generated).map(([path, documents]): [string, string] => [
      path,
      documents.map((value) => printYaml(value)).join('---\n'),
    ]),
  );
  const wrong: string[] = [];
  for (const [names, expected] of switches) {
    const features = names.split('+') as FeatureName[];
    try {
      let tree = start;
      for (const feature of features) {
        const before = tree;
        tree = setFeature(tree, feature, true);
        if (!setFeature(tree, feature, false).equals(before)) wrong.push(`${names}: ${feature} on and off differs`);
        if (!setFeature(tree, feature, true).equals(tree)) wrong.push(`${names}: ${feature} twice differs`);
        const state = readFeatures(tree)[feature];
        if (state !== 'on') wrong.push(`${names}: ${feature} is ${state}`);
      }
      if (expected === undefined) wrong.push(`${names}: the release does not build, and nothing says so`);
      else if (!isDeepStrictEqual(renderManifests(tree), expected)) wrong.push(`${names}: renders to something else`);
    } catch (error) {
      if (!(error instanceof ScaffoldError)) throw error;
      if (expected !== undefined || error.code !== 'feature-breaks-build') wrong.push(`${names}: ${error.message}`);
    }
  }
  return wrong.length === 0 ? { name } : { name, error: wrong.join('\n') };
}

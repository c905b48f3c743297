import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import type { FeatureName } from '../../src/options/generated/types.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { FEATURE_NAMES } from '../../src/switches/feature-names.ts';
import { readFeatures } from '../../src/switches/read-features.ts';
import { setFeature } from '../../src/switches/set-feature.ts';
import { printYaml } from '../../src/yaml/print.ts';
import { recordedCases } from '../presets/recorded.ts';

/**
 * One with every kind of webhook, and one that real releases up to 4.2.0 cannot build. Conformance has the others, and
 * every set of features.
 */
const SCENARIOS = ['webhookAll', 'webhookDefaulting'];
const MOST = 'certManager+metricsCerts+prometheus+networkPolicy';

it('renders to what each real release renders to with the same sections uncommented, and goes back to the same bytes', () => {
  const wrong: string[] = [];
  let count = 0;
  const seen = new Set<string>();
  for (const { release, scenario, options, generated, switches } of recordedCases()) {
    if (!SCENARIOS.includes(scenario)) continue;
    const texts = Object.entries(generated).map(([path, documents]): [string, string] => [
      path,
      documents.map((value) => printYaml(value)).join('---\n'),
    ]);
    const start = buildScaffold(options).with(texts);
    // From release to release most scaffolds stay as they are; the rest is the same question again.
    const config = JSON.stringify(start.filter(({ path }) => /^config\/(?!samples|crd\/bases)/.test(path)));
    for (const [names, expected] of switches) {
      if (names.includes('+') && names !== MOST) continue;
      if (seen.has(`${names} ${config}`)) continue;
      seen.add(`${names} ${config}`);
      count += 1;
      const where = `${release} ${scenario} ${names}`;
      const features = names.split('+') as FeatureName[];
      const preset = `kubebuilder@${release}`;
      try {
        let tree = start;
        for (const feature of features) {
          const before = tree;
          tree = setFeature(tree, feature, true, { preset });
          // Of several features the last one, as each of them stands alone in another set.
          if (feature !== features.at(-1)) continue;
          const back = setFeature(tree, feature, false, { preset });
          if (!back.equals(before)) wrong.push(`${where}: ${feature} on and off is not the same`);
          const state = readFeatures(tree, { preset })[feature];
          if (state !== 'on') wrong.push(`${where}: ${feature} reads ${state}`);
        }
        if (expected === undefined) wrong.push(`${where}: should be refused`);
        else if (!isDeepStrictEqual(renderManifests(tree), expected)) wrong.push(`${where}: renders to something else`);
      } catch (error) {
        if (!(error instanceof ScaffoldError)) throw error;
        if (expected !== undefined || error.code !== 'feature-breaks-build') wrong.push(`${where}: ${error.message}`);
      }
    }
  }
  expect(wrong.slice(0, 30).join('\n')).toBe('');
  expect(count).toBeGreaterThan(60);
});

it('goes off and on again where the release has it on, to the same bytes', () => {
  const wrong: string[] = [];
  const seen = new Set<string>();
  let count = 0;
  for (const { release, scenario, options } of recordedCases()) {
    if (scenario !== 'webhookAll') continue;
    const preset = `kubebuilder@${release}`;
    const start = buildScaffold(options);
    const config = start.filter(({ path }) => /^config\/.*kustomization\.yaml$/.test(path)).toRecord();
    const key = JSON.stringify([scenario, config]);
    if (seen.has(key)) continue;
    seen.add(key);
    const states = readFeatures(start, { preset });
    for (const feature of FEATURE_NAMES.filter((each) => states[each] === 'on')) {
      try {
        const off = setFeature(start, feature, false, { preset });
        count += 1;
        if (!setFeature(off, feature, true, { preset }).equals(start)) wrong.push(`${release} ${scenario} ${feature}`);
        if (off.equals(start)) wrong.push(`${release} ${scenario} ${feature}: nothing is off`);
      } catch (error) {
        if (!(error instanceof ScaffoldError)) throw error;
        // Metrics of old releases cannot be switched, and webhooks go after their certificates.
        if (!['feature-needs-feature', 'feature-not-in-tree'].includes(error.code))
          wrong.push(`${release}: ${error.message}`);
      }
    }
  }
  expect(wrong.join('\n')).toBe('');
  expect(count).toBeGreaterThan(8);
});

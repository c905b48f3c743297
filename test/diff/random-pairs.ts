import fc from 'fast-check';
import type { FeatureName, ScaffoldOptions } from '../../src/options/generated/types.ts';
import { validateOptions } from '../../src/scaffold/read-options.ts';
import { randomOptions } from '../presets/random-options.ts';
import { ALL_PRESETS } from './pairs.ts';

export const FEATURES: readonly FeatureName[] = [
  'metrics',
  'networkPolicy',
  'prometheus',
  'certManager',
  'metricsCerts',
];

const preset = fc.constantFrom(...ALL_PRESETS);

/** Whatever a preset builds: odd names, many kinds and versions in any order, types of others, charts. */
const anyOptions: fc.Arbitrary<ScaffoldOptions> = preset
  .chain((spec) =>
    fc.record({
      base: randomOptions(spec),
      format: fc.constantFrom('kustomize', 'kustomize', 'kustomize', 'helm'),
      features: fc.dictionary(fc.constantFrom(...FEATURES), fc.boolean(), { maxKeys: 3 }),
    }),
  )
  .map(({ base, format, features }): ScaffoldOptions => ({ ...base, format, features }))
  .filter((record) => validateOptions(record).length === 0);

/** Another preset for the same options, or other options altogether. */
export const anyPair = fc
  .tuple(anyOptions, anyOptions, preset, fc.boolean())
  .map(([from, other, spec, same]) => [from, same ? { ...from, preset: spec } : other] as const)
  .filter(([, to]) => validateOptions(to).length === 0);

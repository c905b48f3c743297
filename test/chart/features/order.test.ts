import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generateFrom } from '../../../src/chart/build-chart.ts';
import type { GeneratedChart } from '../../../src/chart/chart-tree.ts';
import type { Decisions } from '../../../src/chart/decisions.ts';
import { FEATURES } from '../../../src/chart/features/add-features.ts';
import { type Feature, PLACES } from '../../../src/chart/features/feature.ts';
import { readManifests } from '../../../src/chart/read-manifests.ts';

const TESTS = join(import.meta.dirname, '..', '..');
const FILES = [
  'golden/charts/orchard.yaml',
  ...readdirSync(join(TESTS, 'conformance', 'inputs')).map((file) => `conformance/inputs/${file}`),
];

/** Files in which values stand one after the other, as what they are without their order. */
const WITHOUT_ORDER: Readonly<Record<string, (text: string) => unknown>> = {
  'values.yaml': (text) => parse(text),
  'values-hardened.yaml': (text) => parse(text),
  'values.schema.json': (text) => {
    // The definitions are the same in all charts.
    const { definitions: _, ...schema } = JSON.parse(text);
    return JSON.parse(JSON.stringify(schema), (key, value) => (key === 'required' ? [...value].sort() : value));
  },
  'README.md': (text) => text.split('\n').sort(),
};

function withoutOrder(chart: GeneratedChart): unknown {
  const { crds, warnings, ...report } = chart.report;
  return {
    files: Object.fromEntries([...chart].map(({ path, content }) => [path, WITHOUT_ORDER[path]?.(content) ?? content])),
    // How well values.yaml is compressed is a matter of its order.
    report: { ...report, crds: { ...crds, recordBytes: undefined } },
    warnings: warnings.map(({ code, object, message }) => `${code} ${object}: ${message}`).sort(),
    decisions: chart.origin.decisions,
    footprint: chart.origin.footprint,
  };
}

/** Fisher and Yates' shuffle with Marsaglia's xorshift. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const out = [...list];
  let state = seed * 2_654_435_761 || 1;
  for (let at = out.length - 1; at > 0; at -= 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (at + 1);
    [out[at], out[other]] = [out[other]!, out[at]!];
  }
  return out;
}

describe('the order of features', () => {
  it.each(FILES)('decides the order of values and nothing else: %s', (file) => {
    const read = readManifests(readFileSync(join(TESTS, file), 'utf8'));
    const build = (features: readonly Feature[], before?: Decisions) =>
      generateFrom(read, {}, before, undefined, features);
    const { decisions } = build(FEATURES).origin;
    for (const before of [undefined, { ...decisions, rules: 1 } as const]) {
      const expected = withoutOrder(build(FEATURES, before));
      expect(withoutOrder(build([...FEATURES].reverse(), before))).toEqual(expected);
      const seed = FILES.indexOf(file) + 1;
      const features = shuffled(FEATURES, seed);
      const names = features.map(({ name }) => name).join(' ');
      expect(withoutOrder(build(features, before)), `seed ${seed}: ${names}`).toEqual(expected);
    }
  });

  it('is that of values.yaml', () => {
    const read = readManifests(readFileSync(join(TESTS, FILES[0]!), 'utf8'));
    const keys = (features: readonly Feature[]) =>
      Object.keys(parse(generateFrom(read, {}, undefined, undefined, features).get('values.yaml')!) as object);
    const listed = ['rbac', 'webhook', 'configMaps', 'crds'];
    const inOrder = (each: string) => listed.includes(each);
    expect(keys(FEATURES).filter(inOrder)).toEqual(listed);
    expect(keys([...FEATURES].reverse()).filter(inOrder)).toEqual([...listed].reverse());
  });

  it('names every feature once, as the order of texts does', () => {
    expect(FEATURES.map(({ name }) => name).sort()).toEqual([...PLACES].sort());
  });
});

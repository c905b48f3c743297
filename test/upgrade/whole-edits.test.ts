import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { shop } from '../diff/pairs.ts';
import { ALL_EDITS } from './edits/all-edits.ts';
import { faultsOf } from './edits/check-edit.ts';

/** From the proxy to now, and from one release that serves metrics itself to the recommended scaffold. */
const WAYS = [
  ['kubebuilder@3.14.2', 'kubebuilder@4.16.0'],
  ['kubebuilder@4.5.1', 'https-metrics'],
] as const;

describe('what people edit', () => {
  it('is at least 120 things', () => {
    expect(new Set(ALL_EDITS.map(({ name, path }) => `${name} ${path}`)).size).toBeGreaterThanOrEqual(120);
  });

  it.each(WAYS.slice(0, 1))('is there afterwards, or is named, one by one: %s to %s', (from, to) => {
    const tree = buildScaffold(shop(from));
    for (const edit of fc.sample(fc.constantFrom(...ALL_EDITS), { numRuns: 7, seed: from.length })) {
      expect([edit.name, faultsOf([edit], tree, to) ?? []]).toEqual([edit.name, []]);
    }
  });

  it.each(WAYS)('is there afterwards, or is named, all at once: %s to %s', (from, to) => {
    expect(faultsOf(ALL_EDITS, buildScaffold(shop(from)), to)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { diffScaffolds } from '../../src/diff/diff-scaffolds.ts';
import { type Part, WrittenParts, writtenParts } from '../../src/diff/explain/written-parts.ts';
import { toProject } from '../../src/options/to-project.ts';
import type { Profile } from '../../src/presets/facts/facts.ts';
import { resolvePreset } from '../../src/presets/resolve-preset.ts';
import { shop } from './pairs.ts';

const { profile } = resolvePreset('https-metrics');

function part(content: string, facts: Partial<Profile>): Part {
  const names = Object.keys(facts) as (keyof Profile)[];
  return { files: new Map([['file', content]]), facts: names, values: names.map((fact) => facts[fact]!) };
}

describe('what emitters wrote before', () => {
  it('is found where every fact that was read is the same, and for the same emitter', () => {
    const parts = new WrittenParts();
    const newer = part('newer', { controllerTools: profile.controllerTools });
    parts.add(0, part('older', { controllerTools: 'v0.0.1' }));
    parts.add(0, newer);
    expect(parts.find(0, profile)).toBe(newer);
    expect(parts.find(0, { ...profile, controllerTools: 'v0.0.2' })).toBeUndefined();
    expect(parts.find(1, profile)).toBeUndefined();
  });

  it('is found in any order', () => {
    const parts = new WrittenParts();
    const versions = ['v0.0.1', 'v0.0.2', 'v0.0.3'];
    for (const version of versions) parts.add(0, part(version, { controllerTools: version }));
    for (const version of ['v0.0.3', 'v0.0.1', 'v0.0.1', 'v0.0.2', 'v0.0.3', 'v0.0.2']) {
      expect(parts.find(0, { ...profile, controllerTools: version })?.files.get('file')).toBe(version);
    }
  });

  it('is kept up to a bound', () => {
    const parts = new WrittenParts();
    const large = part('x'.repeat(15 * 1024 * 1024), { controllerTools: profile.controllerTools });
    parts.add(0, large);
    parts.add(1, large);
    expect(parts.find(0, profile)).toBe(large);
    expect(parts.find(1, profile)).toBeUndefined();
  });

  it('is kept for one project', () => {
    const parts = writtenParts(toProject({ projectName: 'one' }));
    expect(writtenParts(toProject({ projectName: 'one', preset: '3.15' }))).toBe(parts);
    expect(writtenParts(toProject({ projectName: 'two' }))).not.toBe(parts);
    expect(writtenParts(toProject({ projectName: 'one' }))).not.toBe(parts);
  });

  it('changes no diff', () => {
    const between = (from: string, to: string) => diffScaffolds(shop(from), shop(to));
    const diffs = (pairs: readonly (readonly [string, string])[]) => pairs.map(([from, to]) => between(from, to));
    const pairs = [
      ['kubebuilder@3.14.2', 'kubebuilder@4.15.0'],
      ['kubebuilder@4.5.2', 'https-metrics'],
      ['pre-3.15', '3.15'],
      ['kubebuilder@4.16.0', 'kubebuilder@3.13.0'],
    ] as const;
    const alone = pairs.map(([from, to]) => {
      diffScaffolds({ projectName: 'another' }, { projectName: 'another', preset: '3.15' });
      return between(from, to);
    });
    expect(diffs(pairs)).toEqual(alone);
    expect(diffs([...pairs].reverse())).toEqual([...alone].reverse());
  });
});

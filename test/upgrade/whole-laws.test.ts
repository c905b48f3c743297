import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { RELEASES } from '../../src/presets/releases.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { applyPlan } from '../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../src/upgrade/plan-upgrade.ts';
import { shop } from '../diff/pairs.ts';

const PRESETS = RELEASES.map(({ version }) => `kubebuilder@${version}`);

/** Two or three releases, oldest first. */
function releases(count: number): fc.Arbitrary<string[]> {
  const places = fc.uniqueArray(fc.nat(PRESETS.length - 1), { minLength: count, maxLength: count });
  return places.map((list) => list.sort((a, b) => a - b).map((place) => PRESETS[place]!));
}

const options = fc.constantFrom<Partial<ScaffoldOptions>>(
  {},
  { features: { prometheus: true }, license: 'none' },
  { features: { certManager: true }, owner: 'The Shop', year: 2021 },
  { features: { webhooks: false }, multigroup: true, image: 'example.com/shop:v1' },
);

describe('the whole upgrade of an untouched scaffold', () => {
  it('is the scaffold of the release, byte for byte, and once is enough', () => {
    fc.assert(
      fc.property(releases(2), options, ([from, to], some) => {
        const tree = buildScaffold(shop(from!, some));
        const plan = planUpgrade(tree, { to: to! });
        const next = applyPlan(tree, plan);
        expect(next.toRecord()).toEqual(buildScaffold(shop(to!, some)).toRecord());
        expect([plan.conflicts, plan.manual]).toEqual([[], []]);
        expect(planUpgrade(next, { to: to! })).toMatchObject({ steps: [], conflicts: [], manual: [], files: [] });
      }),
      { numRuns: 6, seed: 1 },
    );
  });

  it('is the same by way of another release', () => {
    fc.assert(
      fc.property(releases(3), ([from, middle, to]) => {
        const tree = buildScaffold(shop(from!));
        const between = applyPlan(tree, planUpgrade(tree, { to: middle! }));
        const next = applyPlan(between, planUpgrade(between, { to: to! }));
        expect(next.equals(applyPlan(tree, planUpgrade(tree, { to: to! })))).toBe(true);
      }),
      { numRuns: 2, seed: 1 },
    );
  });

  it('is not for an operator of another language, which leaves the proxy all the same', () => {
    const tree = buildScaffold({ projectName: 'shop', preset: 'kubebuilder@3.14.2' });
    const layout = (key: string) => [['PROJECT', tree.get('PROJECT')!.replace('go.kubebuilder.io/v4', key)]] as const;
    const roles = tree.with(layout('ansible.sdk.operatorframework.io/v1')).without('go.mod', 'cmd/main.go');
    expect(() => planUpgrade(roles, { to: 'https-metrics' })).toThrow(/not written in Go/);
    expect(planUpgrade(roles, { to: '3.15', only: ['metrics'] }).steps).not.toEqual([]);
    // A plugin of somebody's own may scaffold Go as well.
    expect(planUpgrade(tree.with(layout('own.example.com/v1')), { to: 'https-metrics' }).steps).not.toEqual([]);
  });

  it('does not go back', () => {
    const tree = buildScaffold(shop('kubebuilder@4.4.0'));
    expect(() => planUpgrade(tree, { to: 'kubebuilder@4.1.0' })).toThrow(/does not go back/);
  });
});

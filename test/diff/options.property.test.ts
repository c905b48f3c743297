import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffScaffolds } from '../../src/diff/diff-scaffolds.ts';
import { historySteps } from '../../src/diff/explain/history-steps.ts';
import type { ScaffoldDiff } from '../../src/diff/model.ts';
import { reverseDiff } from '../../src/diff/reverse-diff.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import { applyObjectChanges } from '../../src/objects/compare/apply-object-changes.ts';
import { canonicalJson } from '../../src/objects/compare/json.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import type { Facts } from '../../src/presets/facts/facts.ts';
import { resolvePreset } from '../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { validateOptions } from '../../src/scaffold/read-options.ts';
import { differingPaths, namedPaths, unexplained } from './check-diff.ts';
import { ALL_PRESETS, RESOURCES, shop } from './pairs.ts';
import { anyPair, FEATURES } from './random-pairs.ts';
import { wrongReasons } from './reason-laws.ts';

/** One diff takes long enough: a failure shows the first pair, with the seed that finds it again. */
const SMALL = { endOnFailure: true };

/** A preset gives its objects the scope of the cluster, and an option that of a namespace. */
const SCOPES: readonly [ScaffoldOptions, ScaffoldOptions] = [
  { projectName: 'demo', preset: 'kubebuilder@4.7.1' },
  {
    projectName: 'demo',
    preset: 'pre-3.15',
    namespaced: true,
    resources: [
      { group: 'shop', version: 'v1', kind: 'Widget', api: { namespaced: false } },
      { group: 'apps', version: 'v1', kind: 'Deployment', core: true },
    ],
  },
];

const preset = fc.constantFrom(...ALL_PRESETS);

/** Options of one project as its maintainer may set them, as far as the preset has what they ask for. */
const options: fc.Arbitrary<ScaffoldOptions> = fc
  .record({
    preset,
    projectName: fc.constantFrom('shop', 'store', 'a'),
    domain: fc.constantFrom('example.com', 'x.io'),
    multigroup: fc.boolean(),
    namespaced: fc.boolean(),
    resources: fc.shuffledSubarray([
      ...RESOURCES,
      { group: 'crew', version: 'v1alpha1', kind: 'Captain', webhooks: { validation: true } },
    ]),
    features: fc.dictionary(fc.constantFrom(...FEATURES), fc.boolean(), { maxKeys: 3 }),
  })
  .map((record) => ({ ...record, multigroup: true }))
  .filter((record) => validateOptions(record).length === 0);

const sorted = (objects: readonly KubernetesObject[]) => objects.map(canonicalJson).sort();
const ids = (diff: ScaffoldDiff) =>
  diff.reasons.flatMap((reason) => (reason.kind === 'history' ? [`${reason.direction} ${reason.id}`] : []));

describe('diffScaffolds of random options', () => {
  it('names and explains everything, turns the objects into each other, and is the mirror of the way back', () => {
    fc.assert(
      fc.property(options, options, (from, to) => {
        const diff = diffScaffolds(from, to);
        const trees = [buildScaffold(from), buildScaffold(to)] as const;
        expect(namedPaths(diff)).toEqual(differingPaths(...trees));
        expect(unexplained(diff)).toEqual([]);
        expect(diff.notes).toEqual([]);
        const objects = applyObjectChanges(renderManifests(trees[0]), diff.objects);
        expect(sorted(objects)).toEqual(sorted(renderManifests(trees[1])));
        expect(diffScaffolds(to, from)).toEqual(reverseDiff(diff));
      }),
      { ...SMALL, numRuns: 6 },
    );
  });

  it('explains everything, whatever the options are', () => {
    fc.assert(
      fc.property(anyPair, ([from, to]) => {
        const diff = diffScaffolds(from, to);
        expect(namedPaths(diff)).toEqual(differingPaths(buildScaffold(from), buildScaffold(to)));
        expect(unexplained(diff)).toEqual([]);
      }),
      { ...SMALL, numRuns: 3 },
    );
  });

  it('tells all that changed something, and nothing else', () => {
    // The conformance suite has many pairs: to build every state on the way from nothing takes its time.
    fc.assert(
      fc.property(anyPair, ([from, to]) => {
        expect(wrongReasons(diffScaffolds(from, to), from, to)).toEqual([]);
      }),
      { ...SMALL, numRuns: 2, examples: [[SCOPES]] },
    );
  });

  it('is empty between options and themselves', () => {
    fc.assert(
      fc.property(options, (same) => {
        expect(diffScaffolds(same, structuredClone(same))).toMatchObject({
          files: [],
          objects: [],
          reasons: [],
          notes: [],
        });
      }),
      { ...SMALL, numRuns: 6 },
    );
  });
});

describe('the reasons of two diffs in a row', () => {
  it('are those of the whole way, less what cancels out', () => {
    fc.assert(
      fc.property(preset, preset, preset, (a, b, c) => {
        const [first, second, whole] = [
          diffScaffolds(shop(a), shop(b)),
          diffScaffolds(shop(b), shop(c)),
          diffScaffolds(shop(a), shop(c)),
        ];
        const steps = new Set([...ids(first), ...ids(second)]);
        const [start, middle, end] = [a, b, c].map((spec) => resolvePreset(spec).profile) as [Facts, Facts, Facts];
        // Between two values that a fact has at the points lead two ways: on by one entry, or back by another. Where two of
        // the points agree, one leg takes none of them, and the others need not take the same: applied 4.1.1/x on the
        // whole way is reverted 4.4.0/y on a leg that comes from beyond. Both are true, so no choice makes them one.
        const recurs = (id: string) => agree(id, start, middle) || agree(id, middle, end) || agree(id, start, end);
        expect(ids(whole).filter((id) => !steps.has(id) && !recurs(id))).toEqual([]);
        const left = [...steps].filter((id) => !steps.has(opposite(id)) && !ids(whole).includes(id));
        expect(left.filter((id) => !recurs(id))).toEqual([]);
      }),
      { ...SMALL, numRuns: 6 },
    );
  });
});

describe('the entries of two ways in a row', () => {
  it('are, from release to later release, those of the whole way and what cancels out, without exception', () => {
    const releases = ALL_PRESETS.filter((spec) => spec.startsWith('kubebuilder@')).map((name) => resolvePreset(name));
    const ways = releases.map((from) =>
      releases.map((to) => new Set(historySteps(from, to).map(({ reason }) => `applied ${reason.id}`))),
    );
    const problems: string[] = [];
    for (const [a, from] of releases.entries()) {
      for (let c = a + 2; c < releases.length; c += 1) {
        const [to, whole] = [releases[c]!, ways[a]![c]!];
        for (let b = a + 1; b < c; b += 1) {
          const legs = new Set([...ways[a]![b]!, ...ways[b]![c]!]);
          const more = [...whole].filter((id) => !legs.has(id));
          const lost = [...legs].filter((id) => !whole.has(id) && !agree(id, from.profile, to.profile));
          if (more.length + lost.length > 0) problems.push(`${from.name} over ${b} to ${to.name}: +${more} -${lost}`);
        }
      }
    }
    expect(problems).toEqual([]);
  });
});

function opposite(id: string): string {
  return id.startsWith('applied') ? id.replace('applied', 'reverted') : id.replace('reverted', 'applied');
}

const ENTRIES = new Map(
  ALL_PRESETS.flatMap((spec) => resolvePreset(spec).entries.map((entry) => [entry.id, entry] as const)),
);

/** Whether something that an entry sets is the same at two points. */
function agree(id: string, a: Facts, b: Facts): boolean {
  const name = id.slice(id.indexOf(' ') + 1);
  const facts = Object.keys(ENTRIES.get(name)!.sets) as (keyof Facts)[];
  return facts.some((fact) => JSON.stringify(a[fact]) === JSON.stringify(b[fact]));
}

import fc from 'fast-check';
import { diffScaffolds } from '../../../src/diff/diff-scaffolds.ts';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import { applyObjectChanges } from '../../../src/objects/compare/apply-object-changes.ts';
import { canonicalJson } from '../../../src/objects/compare/json.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { differingPaths, namedPaths, unexplained } from '../../diff/check-diff.ts';
import { comparedReasons, exactReasons } from '../../diff/exact-reasons.ts';
import { ALL_PRESETS, shop } from '../../diff/pairs.ts';
import { anyPair } from '../../diff/random-pairs.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';

/**
 * Every pair of the known releases and the named presets, both ways: nothing that differs is left out or without a
 * reason, and the objects' changes turn the old ones into the new ones. Then the reasons that are told from changed
 * lines against those found by rendering every state in between, for presets and for random options.
 */
export const suite: Suite = {
  name: 'diff-pairs',
  async *run(context) {
    const sides = new Map(
      ALL_PRESETS.map((preset) => {
        const tree = buildScaffold(shop(preset));
        return [preset, { tree, objects: renderManifests(tree) }];
      }),
    );
    for (const [from, left] of sides) {
      const problems: string[] = [];
      for (const [to, right] of sides) {
        const diff = diffScaffolds(shop(from), shop(to));
        const named = namedPaths(diff);
        const differing = differingPaths(left.tree, right.tree);
        if (named.join('\n') !== differing.join('\n')) problems.push(`${to}: files ${named} are not ${differing}`);
        problems.push(...unexplained(diff).map((what) => `${to}: ${what} is not explained`));
        const applied = applyObjectChanges(left.objects, diff.objects);
        if (textOf(applied) !== textOf(right.objects)) problems.push(`${to}: the objects are others`);
      }
      yield result(`${from} to every other preset`, problems);
    }
    yield* reasons(context);
  },
};

function* reasons(context: Context): Generator<CaseResult> {
  const pairs = ALL_PRESETS.flatMap((from, index) =>
    [1, 5, 13, 29].flatMap((distance) => {
      const to = ALL_PRESETS[index + distance];
      return to === undefined ? [] : [[shop(from), shop(to)] as const];
    }),
  );
  yield agreement('reasons of objects', pairs, ALL);
  const random = fc.sample(anyPair, { numRuns: context.all ? 1000 : 100, seed: context.seed });
  yield agreement('reasons of objects, random options', random, MOST);
}

/** How much of what rendering tells the lines must tell, and how much of what they tell must be so, in percent. */
interface Share {
  readonly found: number;
  readonly right: number;
}

const ALL: Share = { found: 100, right: 100 };
/** Of few random pairs; of thousands, 99.7 and 99.4. */
const MOST: Share = { found: 99, right: 98 };

function agreement(
  name: string,
  pairs: readonly (readonly [ScaffoldOptions, ScaffoldOptions])[],
  least: Share,
): CaseResult {
  const counts = { both: 0, told: 0, exact: 0 };
  const problems = new Set<string>();
  for (const [from, to] of pairs) {
    for (const { what, told, exact } of comparedReasons(diffScaffolds(from, to), exactReasons(from, to))) {
      const both = told.filter((id) => exact.has(id)).length;
      counts.told += told.length;
      counts.exact += exact.size;
      counts.both += both;
      if (both < told.length || both < exact.size) {
        problems.add(`${from.preset} to ${to.preset}, ${what}: ${told}, not ${[...exact]}`);
      }
    }
  }
  const [found, right] = [(100 * counts.both) / counts.exact, (100 * counts.both) / counts.told];
  const numbers = `${found.toFixed(1)} % of ${counts.exact} found, ${right.toFixed(1)} % of ${counts.told} right`;
  return result(`${name}: ${numbers}`, found >= least.found && right >= least.right ? [] : [...problems]);
}

function textOf(objects: readonly KubernetesObject[]): string {
  return objects.map(canonicalJson).sort().join('\n');
}

function result(name: string, problems: readonly string[]): CaseResult {
  return problems.length === 0 ? { name } : { name, error: problems.slice(0, 20).join('\n') };
}

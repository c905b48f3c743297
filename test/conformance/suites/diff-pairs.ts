import fc from 'fast-check';
import { diffScaffolds } from '../../../src/diff/diff-scaffolds.ts';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import { applyObjectChanges } from '../../../src/objects/compare/apply-object-changes.ts';
import { canonicalJson } from '../../../src/objects/compare/json.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { differingPaths, namedPaths, unexplained } from '../../diff/check-diff.ts';
import { ALL_PRESETS, shop } from '../../diff/pairs.ts';
import { anyPair } from '../../diff/random-pairs.ts';
import { comparedReasons, describeReasons, isWrong } from '../../diff/reason-laws.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';

/**
 * Pairs of the known releases and the named presets, both ways; all with --all: nothing that differs is left out or without a
 * reason, and the objects' changes turn the old ones into the new ones. Then the reasons against those found by building
 * and rendering every state in between from nothing.
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
    for (const [index, [from, left]] of [...sides].entries()) {
      const problems: string[] = [];
      for (const to of context.all ? ALL_PRESETS : sample(ALL_PRESETS, 10, context.seed + index)) {
        const right = sides.get(to)!;
        const diff = diffScaffolds(shop(from), shop(to));
        const named = namedPaths(diff);
        const differing = differingPaths(left.tree, right.tree);
        if (named.join('\n') !== differing.join('\n')) problems.push(`${to}: files ${named} are not ${differing}`);
        problems.push(...unexplained(diff).map((what) => `${to}: ${what} is not explained`));
        const applied = applyObjectChanges(left.objects, diff.objects);
        if (textOf(applied) !== textOf(right.objects)) problems.push(`${to}: the objects are others`);
      }
      yield result(`${from} to ${context.all ? 'every other preset' : 'a sample of presets'}`, problems);
    }
    yield* reasons(context);
  },
};

function sample<T>(items: readonly T[], size: number, seed: number): readonly T[] {
  return fc.sample(fc.shuffledSubarray([...items], { minLength: size, maxLength: size }), { numRuns: 1, seed })[0]!;
}

/** Pairs of presets near and far, and of random options: a sample, or all with --all. */
function* reasons({ all, seed }: Context): Generator<CaseResult> {
  const presets = ALL_PRESETS.flatMap((from, index) =>
    [1, 5, 13, 29].flatMap((distance) => {
      const to = ALL_PRESETS[index + distance];
      return to === undefined ? [] : [[shop(from), shop(to)] as const];
    }),
  );
  yield exactness('presets', all ? presets : sample(presets, 20, seed));
  yield exactness('random options', fc.sample(anyPair, { numRuns: all ? 3000 : 60, seed }));
}

/** Every reason that a change has is told, and no other. */
function exactness(name: string, pairs: readonly (readonly [ScaffoldOptions, ScaffoldOptions])[]): CaseResult {
  const problems: string[] = [];
  let reasons = 0;
  for (const [from, to] of pairs) {
    const compared = comparedReasons(diffScaffolds(from, to), from, to);
    for (const { exact } of compared) reasons += exact.size;
    const wrong = compared.filter(isWrong).map(describeReasons);
    if (wrong.length > 0) problems.push(`${JSON.stringify([from, to])}:`, ...wrong.slice(0, 3));
  }
  return result(`all of ${reasons} reasons, and no other: ${pairs.length} pairs of ${name}`, problems);
}

function textOf(objects: readonly KubernetesObject[]): string {
  return objects.map(canonicalJson).sort().join('\n');
}

function result(name: string, problems: readonly string[]): CaseResult {
  return problems.length === 0 ? { name } : { name, error: problems.slice(0, 20).join('\n') };
}

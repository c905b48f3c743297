import { diffScaffolds } from '../../../src/diff/diff-scaffolds.ts';
import { applyObjectChanges } from '../../../src/diff/objects/apply-object-changes.ts';
import { canonicalJson } from '../../../src/diff/objects/json.ts';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { renderManifests } from '../../../src/kustomize/render-manifests.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { differingPaths, namedPaths, unexplained } from '../../diff/check-diff.ts';
import { exactReasons } from '../../diff/exact-reasons.ts';
import { ALL_PRESETS, shop } from '../../diff/pairs.ts';
import type { CaseResult, Suite } from '../suite.ts';

/**
 * Every pair of the known releases and the named presets, both ways: nothing that differs is left out or without a
 * reason, and the objects' changes turn the old ones into the new ones. Then the reasons that are told from changed
 * lines against those found by rendering every state between two presets.
 */
export const suite: Suite = {
  name: 'diff-pairs',
  async *run() {
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
    yield* reasons();
  },
};

/** What has to be found, and how much of what is found has to be right, of all reasons in a sample of pairs. */
const MIN_FOUND = 0.95;
const MIN_RIGHT = 0.95;

function* reasons(): Generator<CaseResult> {
  const counts = { both: 0, told: 0, exact: 0 };
  for (const [index, from] of ALL_PRESETS.entries()) {
    for (const distance of [1, 5, 13, 29]) {
      const to = ALL_PRESETS[index + distance];
      if (to === undefined) continue;
      const exact = exactReasons(shop(from), shop(to));
      for (const change of diffScaffolds(shop(from), shop(to)).objects) {
        const items = change.fields.map((field) => ({
          told: field.reasons,
          exact: exact.reasonsOfField(change, field),
        }));
        if (change.object !== undefined) items.push({ told: change.reasons, exact: exact.reasonsOf(change) });
        for (const item of items) {
          counts.told += item.told.length;
          counts.exact += item.exact.size;
          counts.both += item.told.filter((id) => item.exact.has(id)).length;
        }
      }
    }
  }
  const found = counts.both / counts.exact;
  const right = counts.both / counts.told;
  const numbers = `${(100 * found).toFixed(1)} % of ${counts.exact} found, ${(100 * right).toFixed(1)} % of ${counts.told} right`;
  yield result(`reasons of objects: ${numbers}`, found < MIN_FOUND || right < MIN_RIGHT ? [numbers] : []);
}

function textOf(objects: readonly KubernetesObject[]): string {
  return objects.map(canonicalJson).sort().join('\n');
}

function result(name: string, problems: readonly string[]): CaseResult {
  return problems.length === 0 ? { name } : { name, error: problems.slice(0, 20).join('\n') };
}

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

function* reasons(): Generator<CaseResult> {
  const counts = { both: 0, told: 0, exact: 0 };
  const problems = new Set<string>();
  for (const [index, from] of ALL_PRESETS.entries()) {
    for (const distance of [1, 5, 13, 29]) {
      const to = ALL_PRESETS[index + distance];
      if (to === undefined) continue;
      const exact = exactReasons(shop(from), shop(to));
      for (const change of diffScaffolds(shop(from), shop(to)).objects) {
        const items = change.fields.map((field) => ({
          what: field.path,
          told: field.reasons,
          exact: exact.reasonsOfField(change, field),
        }));
        if (change.object !== undefined) {
          items.push({ what: change.kind, told: change.reasons, exact: exact.reasonsOf(change) });
        }
        for (const item of items) {
          const both = item.told.filter((id) => item.exact.has(id)).length;
          counts.told += item.told.length;
          counts.exact += item.exact.size;
          counts.both += both;
          if (both === item.told.length && both === item.exact.size) continue;
          problems.add(
            `${from} to ${to}, ${change.to?.kind ?? change.from?.kind} ${item.what}: ${item.told}, not ${[...item.exact]}`,
          );
        }
      }
    }
  }
  const found = ((100 * counts.both) / counts.exact).toFixed(1);
  const right = ((100 * counts.both) / counts.told).toFixed(1);
  const numbers = `${found} % of ${counts.exact} found, ${right} % of ${counts.told} right`;
  yield result(`reasons of objects: ${numbers}`, [...problems]);
}

function textOf(objects: readonly KubernetesObject[]): string {
  return objects.map(canonicalJson).sort().join('\n');
}

function result(name: string, problems: readonly string[]): CaseResult {
  return problems.length === 0 ? { name } : { name, error: problems.slice(0, 20).join('\n') };
}

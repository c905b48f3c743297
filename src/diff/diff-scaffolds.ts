import { enter } from '../core/call.ts';
import { Collector, retelling } from '../core/collect.ts';
import type { CallOptions } from '../core/limits.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import type { ScaffoldOptions } from '../options/generated/types.ts';
import { DEFAULT_PRESET, type ReadOptions, readOptions } from '../scaffold/read-options.ts';
import { changesOf, type Explainer } from './diff-trees.ts';
import { type Explanation, explainScaffolds } from './explain/explain-scaffolds.ts';
import { knownRenames } from './explain/known-renames.ts';
import { diffFiles } from './files/diff-files.ts';
import { DIFF_VERSION, type DiffNote, type ScaffoldDiff, type ScaffoldSide } from './model.ts';
import { reversed } from './reverse-diff.ts';
import { compareSides, notesInOrder } from './side-order.ts';

/**
 * What changes between two scaffolds: any two presets, names, kinds, features, formats. Each change has the entries of
 * the release history, and the options, that explain it.
 *
 * @throws ScaffoldError with everything that is wrong with either side's options; paths start with `from.` or `to.`
 * @example
 * const diff = diffScaffolds({ projectName: 'shop', preset: 'pre-3.15' }, { projectName: 'shop', preset: '3.15' });
 * summarizeDiff(diff).breaks; // what fails for people who upgrade
 */
export function diffScaffolds(from: ScaffoldOptions, to: ScaffoldOptions, call?: CallOptions): ScaffoldDiff {
  return enter(call, () => {
    return compareScaffolds(from, to).diff;
  });
}

/** A diff with what the old side renders to. */
export interface ComparedScaffolds {
  readonly diff: ScaffoldDiff;
  readonly old: readonly KubernetesObject[];
}

/** As {@link diffScaffolds}, within a call. */
export function compareScaffolds(from: ScaffoldOptions, to: ScaffoldOptions): ComparedScaffolds {
  const sides = readBoth(from, to);
  // The way is always walked from the older side, so that a diff and its reverse find the same reasons.
  if (compareSides(sides.from, sides.to) <= 0) {
    const explanation = explainScaffolds(sides.from, sides.to);
    return { diff: diffForward(sides.from, sides.to, explanation), old: explanation.from.objects.objects };
  }
  const explanation = explainScaffolds(sides.to, sides.from);
  return { diff: reversed(diffForward(sides.to, sides.from, explanation)), old: explanation.to.objects.objects };
}

function diffForward(from: ReadOptions, to: ReadOptions, explanation: Explanation): ScaffoldDiff {
  const files = diffFiles(explanation.from.tree, explanation.to.tree, knownRenames(from.preset, to.preset));
  const sides = { from: explanation.from.objects, to: explanation.to.objects };
  const changes = changesOf(files, sides, explainerOf(explanation));
  const used = new Set([...changes.files, ...changes.objects].flatMap((change) => change.reasons));
  return {
    version: DIFF_VERSION,
    kind: 'scaffolds',
    from: sideOf(from),
    to: sideOf(to),
    ...changes,
    reasons: explanation.reasons.filter((reason) => used.has(reason.id)),
    notes: notesInOrder([...changes.notes, ...chartNotes('from', explanation), ...chartNotes('to', explanation)]),
  };
}

function readBoth(from: ScaffoldOptions, to: ScaffoldOptions): { from: ReadOptions; to: ReadOptions } {
  const collector = new Collector();
  const read = (side: string, options: ScaffoldOptions) =>
    collector.attempt(() =>
      retelling(
        () => readOptions(options),
        (issue) => ({
          ...issue,
          path: issue.path === '' ? side : `${side}.${issue.path}`,
          ...(issue.option === undefined ? {} : { option: [side, ...issue.option] }),
        }),
      ),
    );
  const sides = { from: read('from', from), to: read('to', to) };
  collector.throwIfAny();
  return { from: sides.from!, to: sides.to! };
}

function explainerOf({ reasons, files, objects }: Explanation): Explainer {
  const order = reasons.map((reason) => reason.id);
  const inOrder = (ids: Iterable<string>) => {
    const wanted = new Set(ids);
    return order.filter((id) => wanted.has(id));
  };
  return {
    inOrder,
    file: ({ path, oldPath }) => inOrder([...(files.get(path) ?? []), ...(files.get(oldPath ?? path) ?? [])]),
    object: (change) => inOrder(objects.ofObject(change)),
    field: (change, field) => inOrder(objects.ofField(change, field)),
  };
}

function sideOf({ options, preset }: ReadOptions): ScaffoldSide {
  return {
    preset: options.preset === undefined ? DEFAULT_PRESET : preset.name,
    ...(preset.exact ? { release: preset.release } : {}),
    format: options.format ?? 'kustomize',
    projectName: options.projectName,
  };
}

function chartNotes(side: DiffNote['side'], explanation: Explanation): DiffNote[] {
  if (!explanation[side].isChart) return [];
  const message = 'The objects are those that the chart is made of; a release of it changes their names and namespace.';
  return [{ code: 'chart-of-objects', side, path: 'Chart.yaml', message }];
}

import { FileTree } from '../../core/file-tree.ts';
import type { ReadOptions } from '../../scaffold/read-options.ts';
import { scaffoldChart } from '../../scaffold/scaffold-chart.ts';
import type { Reason } from '../model.ts';
import { type TreeObjects, treeObjects } from '../render/tree-objects.ts';
import { Emission } from './emission.ts';
import { historySteps } from './history-steps.ts';
import { ObjectEvidence } from './object-evidence.ts';
import { optionSteps } from './option-steps.ts';
import type { ScaffoldState } from './scaffold-state.ts';

/** One end of the way. */
export interface ScaffoldEnd {
  /** The scaffold's files, or the chart's. */
  readonly tree: FileTree;
  /** What the scaffold renders to; of a chart, what it is made of. */
  readonly objects: TreeObjects;
  readonly isChart: boolean;
}

/** The way from one scaffold to another, walked one reason at a time. */
export interface Explanation {
  readonly from: ScaffoldEnd;
  readonly to: ScaffoldEnd;
  /** In the order of the way. */
  readonly reasons: readonly Reason[];
  /** Which reasons changed a file on the way, by path. */
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
  readonly objects: ObjectEvidence;
}

/**
 * Walks from one scaffold to another: first the history, then the options, and notes what each step changes. Since the
 * way begins at one end and ends at the other, nothing that differs between them is without a reason.
 */
export function explainScaffolds(from: ReadOptions, to: ReadOptions): Explanation {
  const start: ScaffoldState = { options: from.options, profile: from.preset.profile };
  const steps = [
    ...historySteps(from.preset, to.preset, from.options),
    ...optionSteps(from.options, to.options, to.preset.profile),
  ];
  const emission = new Emission(start);
  const ends = { from: endOf(start, emission), to: undefined as ScaffoldEnd | undefined };
  const objects = new ObjectEvidence((path) => emission.content(path));
  const files = new Map<string, Set<string>>();
  let [state, end] = [start, ends.from];
  for (const { reason, state: next, facts } of steps) {
    const touched = emission.advance(next, facts);
    const edits = objects.record(reason.id, touched);
    let paths: Iterable<string> = touched;
    if (isChart(state) || isChart(next)) {
      const now = edits.length > 0 || facts === undefined ? endOf(next, emission) : end;
      paths = differingPaths(end.tree, now.tree);
      end = now;
    }
    for (const path of paths) files.set(path, (files.get(path) ?? new Set()).add(reason.id));
    state = next;
  }
  ends.to = isChart(state) ? end : endOf(state, emission);
  return { from: ends.from, to: ends.to, reasons: steps.map((step) => step.reason), files, objects };
}

function isChart({ options }: ScaffoldState): boolean {
  return options.format === 'helm';
}

function endOf(state: ScaffoldState, emission: Emission): ScaffoldEnd {
  const tree = FileTree.from(emission.files);
  const objects = treeObjects(tree);
  return isChart(state)
    ? { tree: scaffoldChart(tree, objects.objects, state.options.chart), objects, isChart: true }
    : { tree, objects, isChart: false };
}

function differingPaths(a: FileTree, b: FileTree): string[] {
  const paths = new Set([...a.paths(), ...b.paths()]);
  return [...paths].filter((path) => a.get(path) !== b.get(path));
}

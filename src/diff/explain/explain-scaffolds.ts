import { FileTree } from '../../core/file-tree.ts';
import type { TreeObjects } from '../../objects/render/tree-objects.ts';
import type { ReadOptions } from '../../scaffold/read-options.ts';
import type { Reason } from '../model.ts';
import { ChartWalk } from './chart-walk.ts';
import { Emission } from './emission.ts';
import { historySteps } from './history-steps.ts';
import { ObjectHistory } from './object-history.ts';
import { optionSteps } from './option-steps.ts';
import { RenderedStates } from './rendered-states.ts';
import type { ScaffoldState } from './scaffold-state.ts';

/** The way from one scaffold to another, walked one reason at a time. */
export interface Explanation {
  readonly from: ScaffoldEnd;
  readonly to: ScaffoldEnd;
  /** In the order of the way. */
  readonly reasons: readonly Reason[];
  /** Which reasons changed a file on the way, by path. */
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
  readonly objects: ObjectHistory;
}

/** One end of the way. */
export interface ScaffoldEnd {
  /** The scaffold's files, or the chart's. */
  readonly tree: FileTree;
  /** What the scaffold renders to; of a chart, what it is made of. */
  readonly objects: TreeObjects;
  readonly isChart: boolean;
}

/**
 * Walks from one scaffold to another: first the history, then the options. The files are written and rendered after each
 * step, so what a step changes is what it is a reason for. Since the way begins at one end and ends at the other, nothing
 * that differs between them is without a reason.
 */
export function explainScaffolds(from: ReadOptions, to: ReadOptions): Explanation {
  const start: ScaffoldState = { options: from.options, profile: from.preset.profile };
  const steps = [...historySteps(from.preset, to.preset), ...optionSteps(from.options, to.options)];
  const emission = new Emission(start);
  const rendered = new RenderedStates(emission);
  const hasChart = [from, to].some(({ options }) => options.format === 'helm');
  const chart = hasChart ? new ChartWalk(start, emission, rendered) : undefined;
  const end = (): ScaffoldEnd => {
    const tree = chart?.chart;
    return { tree: tree ?? FileTree.from(emission.files), objects: rendered.objects, isChart: tree !== undefined };
  };
  const first = end();
  const objects = new ObjectHistory(first.objects);
  const files = new Map<string, Set<string>>();
  for (const step of steps) {
    const { id } = step.reason;
    const touched = emission.advance(step);
    rendered.next(touched);
    objects.next(id, rendered.objects);
    const { reasons, paths } = chart?.next(step, touched) ?? { reasons: [id], paths: touched };
    for (const path of paths) {
      const known = files.get(path) ?? new Set();
      for (const reason of reasons) known.add(reason);
      files.set(path, known);
    }
  }
  return { from: first, to: end(), reasons: steps.map((step) => step.reason), files, objects };
}

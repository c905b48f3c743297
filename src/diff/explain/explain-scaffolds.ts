import type { FileTree } from '../../core/file-tree.ts';
import type { ReadOptions } from '../../scaffold/read-options.ts';
import { scaffoldChart } from '../../scaffold/scaffold-chart.ts';
import type { Reason } from '../model.ts';
import { Emission } from './emission.ts';
import { historySteps } from './history-steps.ts';
import { ObjectEvidence } from './object-evidence.ts';
import { optionSteps } from './option-steps.ts';
import type { ScaffoldState } from './scaffold-state.ts';
import { ScaffoldView } from './scaffold-view.ts';

/** The way from one scaffold to another, walked one reason at a time. */
export interface Explanation {
  readonly from: ScaffoldView;
  readonly to: ScaffoldView;
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
  const views = [new ScaffoldView(start, Emission.of(start))];
  const emitted = steps.map(({ reason, state, facts }) => {
    const { emission, touched } = views[views.length - 1]!.emission.after(state, facts);
    const before = views[views.length - 1]!;
    const after = new ScaffoldView(state, emission, [...touched].some(isRendered) ? undefined : before);
    views.push(after);
    return { reason: reason.id, before, after, touched };
  });
  const ends = { from: views[0]!, to: views[views.length - 1]! };
  const files = new Map<string, Set<string>>();
  const objects = new ObjectEvidence([...ends.from.origins(), ...ends.to.origins()]);
  for (const { reason, before, after, touched } of emitted) {
    const paths = before.isChart || after.isChart ? differingPaths(before.tree, after.tree) : touched;
    for (const path of paths) files.set(path, (files.get(path) ?? new Set()).add(reason));
    objects.record(reason, before.active, after.active);
  }
  return { ...ends, reasons: steps.map((step) => step.reason), files, objects };
}

/** Only config/ is rendered, and of it not the samples. */
function isRendered(path: string): boolean {
  return path.startsWith('config/') && !path.startsWith('config/samples/');
}

function differingPaths(a: FileTree, b: FileTree): string[] {
  const paths = new Set([...a.paths(), ...b.paths()]);
  return [...paths].filter((path) => a.get(path) !== b.get(path));
}

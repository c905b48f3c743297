import type { ReadOptions } from '../../scaffold/read-options.ts';
import type { Reason } from '../model.ts';
import { ChartWalk } from './chart-walk.ts';
import { Emission } from './emission.ts';
import { historySteps } from './history-steps.ts';
import { ObjectEvidence } from './object-evidence.ts';
import { OptionObjects } from './option-objects.ts';
import { optionSteps } from './option-steps.ts';
import { endOf, type ScaffoldEnd } from './scaffold-end.ts';
import type { ScaffoldState } from './scaffold-state.ts';

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
  const steps = [...historySteps(from.preset, to.preset), ...optionSteps(from.options, to.options)];
  const emission = new Emission(start);
  const chart = [from, to].some(({ options }) => options.format === 'helm')
    ? new ChartWalk(start, emission)
    : undefined;
  const first = chart?.end ?? endOf(emission);
  const objects = new ObjectEvidence((path) => emission.content(path));
  let options: OptionObjects | undefined;
  const files = new Map<string, Set<string>>();
  for (const step of steps) {
    const { id, kind } = step.reason;
    if (kind === 'option') options ??= new OptionObjects(emission, objects.options, first.objects);
    const touched = emission.advance(step);
    const edits = objects.record(id, touched, kind);
    options?.record(id, touched);
    const { reasons, paths } = chart?.next(step, touched, edits) ?? { reasons: [id], paths: touched };
    for (const path of paths) {
      const known = files.get(path) ?? new Set();
      for (const reason of reasons) known.add(reason);
      files.set(path, known);
    }
  }
  const last = chart?.end ?? endOf(emission);
  return { from: first, to: last, reasons: steps.map((step) => step.reason), files, objects };
}

import type { FileTree } from '../../core/file-tree.ts';
import type { ReadOptions } from '../../scaffold/read-options.ts';
import type { Reason } from '../model.ts';
import { Emission } from './emission.ts';
import { historySteps } from './history-steps.ts';
import { ObjectHistory } from './object-history.ts';
import { optionSteps } from './option-steps.ts';
import type { ScaffoldState, Step } from './scaffold-state.ts';
import { ScaffoldView } from './scaffold-view.ts';

/** The way from one scaffold to another, walked one reason at a time. */
export interface Explanation {
  readonly from: ScaffoldView;
  readonly to: ScaffoldView;
  /** In the order of the way. */
  readonly reasons: readonly Reason[];
  /** Which reasons changed a file on the way, by path. */
  readonly files: ReadonlyMap<string, ReadonlySet<string>>;
  readonly objects: ObjectHistory;
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
  const walk = new Walk(start);
  for (const step of steps) walk.take(step);
  return {
    from: walk.start,
    to: walk.end(),
    reasons: steps.map((step) => step.reason),
    files: walk.files,
    objects: walk.objects,
  };
}

class Walk {
  readonly start: ScaffoldView;
  readonly files = new Map<string, Set<string>>();
  readonly objects = new ObjectHistory();
  #emission: Emission;
  #view: ScaffoldView;
  /** The last point whose objects could be rendered, and the reasons since then. */
  #rendered: ScaffoldView;
  #since: string[] = [];

  constructor(state: ScaffoldState) {
    this.#emission = Emission.of(state);
    this.start = new ScaffoldView(state, this.#emission);
    this.#view = this.start;
    this.#rendered = this.start;
  }

  take({ reason, state, facts }: Step): void {
    const { emission, touched } = this.#emission.after(state, facts);
    this.#emission = emission;
    const before = this.#view;
    const rerender = [...touched].some(isRendered);
    this.#view = new ScaffoldView(state, emission, rerender ? undefined : before.objects);
    if (rerender) this.#compareObjects(reason.id);
    const paths = before.isChart || this.#view.isChart ? differingPaths(before.tree, this.#view.tree) : touched;
    for (const path of paths) this.#note(path, reason.id);
  }

  end(): ScaffoldView {
    return this.#view;
  }

  #note(path: string, reason: string): void {
    const reasons = this.files.get(path);
    if (reasons === undefined) this.files.set(path, new Set([reason]));
    else reasons.add(reason);
  }

  #compareObjects(reason: string): void {
    this.#since.push(reason);
    if (this.#view.objects.problem !== undefined) return;
    this.objects.record(this.#since, this.#rendered.objects.objects, this.#view.objects.objects);
    this.#rendered = this.#view;
    this.#since = [];
  }
}

/** Only config/ is rendered, and of it not the samples. */
function isRendered(path: string): boolean {
  return path.startsWith('config/') && !path.startsWith('config/samples/');
}

function differingPaths(a: FileTree, b: FileTree): string[] {
  const paths = new Set([...a.paths(), ...b.paths()]);
  return [...paths].filter((path) => a.get(path) !== b.get(path));
}

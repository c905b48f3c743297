import { generateChart } from '../../chart/build-chart.ts';
import { STATE_PATH, withState } from '../../chart/update/state.ts';
import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { ScaffoldOptions } from '../../options/generated/types.ts';
import { scaffoldChart } from '../../scaffold/scaffold-chart.ts';
import type { DocumentEdit } from './changed-documents.ts';
import type { Emission } from './emission.ts';
import { endOf, type ScaffoldEnd } from './scaffold-end.ts';
import type { ScaffoldState, Step } from './scaffold-state.ts';

/** The files that changed since the chart could be built last, and the steps that did it. */
export interface ChartStep {
  readonly reasons: readonly string[];
  readonly paths: ReadonlySet<string>;
}

/**
 * The files on a way of which at least one end is a chart. To build a chart takes as long as many steps, so it is done
 * only after a step that may change more of it than the files of some CRDs: a chart has one for each, and most releases
 * change nothing else that is rendered.
 */
export class ChartWalk {
  readonly #emission: Emission;
  #options: ScaffoldOptions;
  #built: ScaffoldEnd;
  /** The files of CRDs that changed since the chart was built. */
  readonly #outdated = new Set<string>();
  /** The steps since the chart was built of which none leads to a state that has one. */
  #since: string[] = [];

  constructor({ options }: ScaffoldState, emission: Emission) {
    this.#emission = emission;
    this.#options = options;
    this.#built = this.#build();
  }

  /** The scaffold as it is now. */
  get end(): ScaffoldEnd {
    if (this.#outdated.size > 0) this.#rebuild();
    const { tree, isChart } = this.#built;
    return isChart ? { ...this.#built, tree: withState(tree) } : this.#built;
  }

  /**
   * Notes which files a step changed, which the emission has taken. What lies between two ends need not have a chart:
   * nothing may be left that is rendered. Such steps share what differs after them.
   */
  next(step: Step, touched: ReadonlySet<string>, edits: readonly DocumentEdit[]): ChartStep {
    const before = this.#options;
    if ('options' in step) this.#options = step.options;
    const hasState = isChart(before) || isChart(this.#options);
    this.#since.push(step.reason.id);
    const files = edits.map((edit) => this.#crdFile(edit));
    const changed = new Set(files.filter((path) => path !== undefined));
    const samples = [...touched].some((path) => path.startsWith('config/samples/'));
    const pending = this.#since.length > 1;
    if (pending || 'options' in step || samples || edits.some(({ role }, i) => role !== 'resource' || !files[i])) {
      const outdated = new Set(this.#outdated);
      const rebuilt = this.#rebuildWherePossible();
      if (rebuilt === undefined) {
        // They differ from what was noted of them, by more than the steps before this one.
        for (const path of changed) this.#outdated.delete(path);
        return { reasons: [], paths: new Set() };
      }
      for (const path of rebuilt) if (!outdated.has(path)) changed.add(path);
    } else for (const path of changed) this.#outdated.add(path);
    const reasons = this.#since;
    this.#since = [];
    return { reasons, paths: changed.size > 0 && hasState ? changed.add(STATE_PATH) : changed };
  }

  /** The one file of the chart that an edit shows in, where it is one of a CRD that stays. */
  #crdFile({ kind, subject, whole }: DocumentEdit): string | undefined {
    if (kind !== 'CustomResourceDefinition' || whole || !this.#built.isChart) return undefined;
    const name = subject.slice(kind.length + 1);
    return this.#built.tree.paths().find((path) => path.endsWith(`/crds/${name}.yaml`));
  }

  #rebuildWherePossible(): string[] | undefined {
    try {
      return this.#rebuild();
    } catch (error) {
      if (error instanceof ScaffoldError) return undefined;
      throw error;
    }
  }

  /** Gives the paths whose files are others than when it was built last. */
  #rebuild(): string[] {
    const before = this.#built.tree;
    this.#built = this.#build();
    this.#outdated.clear();
    return differingPaths(before, this.#built.tree);
  }

  #build(): ScaffoldEnd {
    const end = endOf(this.#emission);
    if (!isChart(this.#options)) return end;
    const chart = scaffoldChart(end.tree, end.objects.objects, this.#options.chart, generateChart);
    return { ...end, tree: chart, isChart: true };
  }
}

function isChart(options: ScaffoldOptions): boolean {
  return options.format === 'helm';
}

function differingPaths(a: FileTree, b: FileTree): string[] {
  const paths = new Set([...a.paths(), ...b.paths()]);
  return [...paths].filter((path) => a.get(path) !== b.get(path));
}

import { generateChart } from '../../chart/build-chart.ts';
import { STATE_PATH, withState } from '../../chart/rerun/state.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { scaffoldChart } from '../../scaffold/scaffold-chart.ts';
import type { DocumentEdit } from './changed-documents.ts';
import type { Emission } from './emission.ts';
import { endOf, type ScaffoldEnd } from './scaffold-end.ts';
import type { ScaffoldState, Step } from './scaffold-state.ts';

/**
 * The files on a way of which at least one end is a chart. To build a chart takes as long as many steps, so it is done
 * only after a step that may change more of it than the files of some CRDs: a chart has one for each, and most releases
 * change nothing else that is rendered.
 */
export class ChartWalk {
  readonly #emission: Emission;
  #state: ScaffoldState;
  #built: ScaffoldEnd;
  /** The files of CRDs that changed since the chart was built. */
  readonly #outdated = new Set<string>();

  constructor(state: ScaffoldState, emission: Emission) {
    this.#emission = emission;
    this.#state = state;
    this.#built = this.#build();
  }

  /** The scaffold as it is now. */
  get end(): ScaffoldEnd {
    if (this.#outdated.size > 0) this.#rebuild();
    const { tree, isChart } = this.#built;
    return isChart ? { ...this.#built, tree: withState(tree) } : this.#built;
  }

  /** The files that a step changed, which the emission has taken. */
  next({ state, facts }: Step, touched: ReadonlySet<string>, edits: readonly DocumentEdit[]): Set<string> {
    const hasState = isChart(this.#state) || isChart(state);
    this.#state = state;
    const files = edits.map((edit) => this.#crdFile(edit));
    const changed = new Set(files.filter((path) => path !== undefined));
    const samples = [...touched].some((path) => path.startsWith('config/samples/'));
    if (facts === undefined || samples || edits.some(({ role }, index) => role !== 'resource' || !files[index])) {
      const outdated = new Set(this.#outdated);
      for (const path of this.#rebuild()) if (!outdated.has(path)) changed.add(path);
    } else for (const path of changed) this.#outdated.add(path);
    return changed.size > 0 && hasState ? changed.add(STATE_PATH) : changed;
  }

  /** The one file of the chart that an edit shows in, where it is one of a CRD that stays. */
  #crdFile({ kind, subject, whole }: DocumentEdit): string | undefined {
    if (kind !== 'CustomResourceDefinition' || whole || !this.#built.isChart) return undefined;
    const name = subject.slice(kind.length + 1);
    return this.#built.tree.paths().find((path) => path.endsWith(`/crds/${name}.yaml`));
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
    if (!isChart(this.#state)) return end;
    const chart = scaffoldChart(end.tree, end.objects.objects, this.#state.options.chart, generateChart);
    return { ...end, tree: chart, isChart: true };
  }
}

function isChart({ options }: ScaffoldState): boolean {
  return options.format === 'helm';
}

function differingPaths(a: FileTree, b: FileTree): string[] {
  const paths = new Set([...a.paths(), ...b.paths()]);
  return [...paths].filter((path) => a.get(path) !== b.get(path));
}

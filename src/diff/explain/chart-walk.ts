import { generateChart } from '../../chart/build-chart.ts';
import { STATE_PATH, withState } from '../../chart/update/state.ts';
import { ScaffoldError } from '../../core/errors.ts';
import { FileTree } from '../../core/file-tree.ts';
import type { TreeObjects } from '../../objects/render/tree-objects.ts';
import type { ScaffoldOptions } from '../../options/generated/types.ts';
import { scaffoldChart } from '../../scaffold/scaffold-chart.ts';
import { configTree, differing, type Emission, type Files } from './emission.ts';
import type { RenderedStates } from './rendered-states.ts';
import type { ScaffoldState, Step } from './scaffold-state.ts';

/** The files that changed since they were known last, and the steps that did it. */
export interface ChartStep {
  readonly reasons: readonly string[];
  readonly paths: Iterable<string>;
}

const NOTHING: ChartStep = { reasons: [], paths: [] };

/** The files on a way of which at least one end is a chart: those of the scaffold up to a step, from there the chart's. */
export class ChartWalk {
  readonly #emission: Emission;
  readonly #rendered: RenderedStates;
  #options: ScaffoldOptions;
  /** The last files that are known: there is no chart of a state that cannot be rendered, or that has no objects. */
  #files: Files;
  #isChart: boolean;
  /** What the last chart was to be made of. */
  #objects: TreeObjects;
  /** The steps since. */
  #since: string[] = [];

  constructor({ options }: ScaffoldState, emission: Emission, rendered: RenderedStates) {
    this.#emission = emission;
    this.#rendered = rendered;
    this.#options = options;
    this.#isChart = options.format === 'helm';
    this.#objects = rendered.objects;
    this.#files = this.#build();
  }

  /** The chart as it is now, if it is one. */
  get chart(): FileTree | undefined {
    return this.#isChart ? withState(FileTree.from(this.#files)) : undefined;
  }

  /** Notes what a step changes, which the emission and the rendering have taken. */
  next(step: Step, touched: ReadonlySet<string>): ChartStep {
    const isOption = 'options' in step;
    if (isOption) this.#options = step.options;
    const toChart = this.#options.format === 'helm';
    const hasSamples = [...touched].some((path) => path.startsWith('config/samples/'));
    const same = !isOption && (toChart ? this.#rendered.objects === this.#objects && !hasSamples : touched.size === 0);
    if (same) return NOTHING;
    this.#objects = this.#rendered.objects;
    this.#since.push(step.reason.id);
    const wasChart = this.#isChart;
    const before = this.#files;
    try {
      this.#isChart = toChart;
      this.#files = this.#build();
    } catch (error) {
      if (!(error instanceof ScaffoldError)) throw error;
      this.#isChart = wasChart;
      return NOTHING;
    }
    const paths = differing(before, this.#files);
    if (paths.length > 0 && (wasChart || toChart)) paths.push(STATE_PATH);
    const reasons = this.#since;
    this.#since = [];
    return { reasons, paths };
  }

  #build(): Files {
    if (!this.#isChart) return new Map(this.#emission.files);
    const { objects, problem } = this.#objects;
    if (problem !== undefined) throw new ScaffoldError({ code: 'chart-invalid-input', ...problem });
    const chart = scaffoldChart(configTree(this.#emission), objects, this.#options.chart, generateChart);
    return new Map([...chart].map(({ path, content }) => [path, content]));
  }
}

import { buildChart } from '../../chart/build-chart.ts';
import { FileTree } from '../../core/file-tree.ts';
import { type TreeObjects, treeObjects } from '../render/tree-objects.ts';
import { type ActiveFiles, activeFiles } from './active-files.ts';
import type { Emission } from './emission.ts';
import type { ScaffoldState } from './scaffold-state.ts';

/** The files and objects of a scaffold at some point on the way, made when they are asked for. */
export class ScaffoldView {
  readonly emission: Emission;
  readonly #state: ScaffoldState;
  /** A view that renders to the same objects. */
  readonly #alike: ScaffoldView | undefined;
  #objects: TreeObjects | undefined;
  #emitted: FileTree | undefined;
  #tree: FileTree | undefined;
  #active: ActiveFiles | undefined;

  constructor(state: ScaffoldState, emission: Emission, alike?: ScaffoldView) {
    this.#state = state;
    this.emission = emission;
    this.#alike = alike;
  }

  get isChart(): boolean {
    return this.#state.options.format === 'helm';
  }

  /** What the scaffold renders to; of a chart, what it is made of. */
  get objects(): TreeObjects {
    this.#objects ??= this.#alike === undefined ? treeObjects(this.#files) : this.#alike.objects;
    return this.#objects;
  }

  /** The scaffold's files, or the chart's. */
  get tree(): FileTree {
    this.#tree ??= this.isChart ? buildChart(this.objects.objects, this.#state.options.chart) : this.#files;
    return this.#tree;
  }

  /** The files that hold the objects. */
  origins(): string[] {
    return [...this.objects.origins.values()].flat();
  }

  /** The files that it is rendered from. */
  get active(): ActiveFiles {
    this.#active ??= this.#alike?.active ?? activeFiles((path) => this.emission.content(path));
    return this.#active;
  }

  get #files(): FileTree {
    this.#emitted ??= FileTree.from(this.emission.files());
    return this.#emitted;
  }
}

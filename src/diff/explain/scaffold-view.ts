import { buildChart } from '../../chart/build-chart.ts';
import type { FileInput } from '../../core/file-tree.ts';
import { FileTree } from '../../core/file-tree.ts';
import { type TreeObjects, treeObjects } from '../render/tree-objects.ts';
import type { Emission } from './emission.ts';
import type { ScaffoldState } from './scaffold-state.ts';

/** The files and objects of a scaffold at some point on the way. */
export class ScaffoldView {
  readonly #state: ScaffoldState;
  readonly #emission: Emission;
  #objects: TreeObjects | undefined;
  #tree: FileTree | undefined;

  /** @param objects where they are known already */
  constructor(state: ScaffoldState, emission: Emission, objects?: TreeObjects) {
    this.#state = state;
    this.#emission = emission;
    this.#objects = objects;
  }

  get isChart(): boolean {
    return this.#state.options.format === 'helm';
  }

  /** What the scaffold renders to; of a chart, what it is made of. */
  get objects(): TreeObjects {
    this.#objects ??= treeObjects(FileTree.from(this.#emission.files()));
    return this.#objects;
  }

  get tree(): FileTree {
    this.#tree ??= this.isChart
      ? buildChart(this.objects.objects, this.#state.options.chart)
      : FileTree.from(this.#emission.files() as [string, FileInput][]);
    return this.#tree;
  }
}

import type { TreeObjects } from '../../objects/render/tree-objects.ts';
import type { Emission } from './emission.ts';
import type { ObjectHistory } from './object-history.ts';
import { objectsOf } from './scaffold-end.ts';

/**
 * What the steps of options do to the objects, found by rendering each state: an option may change any line of any file,
 * and a way has few of them.
 */
export class OptionObjects {
  readonly #emission: Emission;
  readonly #history: ObjectHistory;
  #rendered: TreeObjects;
  /** The steps since the last state that could be rendered. */
  #since: string[] = [];

  /**
   * Before the first of these steps.
   *
   * @param first the objects where the way begins: what releases rename on the way to here has one history under both names
   */
  constructor(emission: Emission, history: ObjectHistory, first: TreeObjects) {
    this.#emission = emission;
    this.#history = history;
    this.#rendered = objectsOf(emission);
    history.record([], first.objects, this.#rendered.objects);
  }

  /** After a step. */
  record(reason: string, touched: ReadonlySet<string>): void {
    if (![...touched].some((path) => path.startsWith('config/'))) return;
    this.#since.push(reason);
    const now = objectsOf(this.#emission);
    if (now.problem !== undefined) return;
    this.#history.record(this.#since, this.#rendered.objects, now.objects);
    this.#rendered = now;
    this.#since = [];
  }
}

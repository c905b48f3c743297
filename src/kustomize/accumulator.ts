import { Refusal } from './errors/refusal.ts';
import type { Var } from './read/vars.ts';
import { ResourceMap } from './resources/resource-map.ts';
import { attachVars } from './run/references/vars.ts';
import { EMPTY_CONFIG, mergeConfigs, type TransformerConfig } from './specs/transformer-config.ts';

/** What a kustomization and those below it have brought together so far. */
export class Accumulator {
  readonly map = new ResourceMap();
  config: TransformerConfig = EMPTY_CONFIG;
  readonly #vars = new Map<string, Var>();

  /** In the order of their names. */
  get vars(): Var[] {
    return [...this.#vars.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  mergeConfig(config: TransformerConfig): void {
    this.config = mergeConfigs(this.config, config);
  }

  /** Takes over vars, and notes them at the objects that they read. */
  addVars(vars: readonly Var[]): void {
    attachVars(this.map, vars);
    this.#mergeVars(vars);
  }

  /** Takes over all that another kustomization has brought together. */
  merge(other: Accumulator): void {
    this.map.appendAll(other.map.list);
    this.mergeConfig(other.config);
    this.#mergeVars(other.vars);
  }

  #mergeVars(vars: readonly Var[]): void {
    for (const one of vars) {
      const known = this.#vars.get(one.name);
      if (known !== undefined) {
        throw new Refusal('kustomize-conflict', `var ${one.name} is there already (${known.place.path})`, {
          expected: 'each var once in a build',
          received: one.name,
        });
      }
      this.#vars.set(one.name, one);
    }
  }
}

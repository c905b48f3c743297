import type { FileTree } from '../../core/file-tree.ts';
import type { PlanBuilder, StepHead } from '../plan/plan-builder.ts';
import type { Intent } from './intents.ts';
import { Manifests } from './manifests.ts';
import { lenientRenders } from './refused-fields.ts';
import { Renders } from './renders.ts';

/** `image`: the proxy stays; `http`: served in plain behind a NetworkPolicy; `https`: served by the manager itself. */
export type ExitTarget = 'image' | 'http' | 'https';

/** The tree while steps are planned, with what is read of it; everything is read anew after a change. */
export class ExitState {
  readonly target: ExitTarget;
  readonly builder: PlanBuilder;
  readonly before: Renders;
  /** What stands in the user's tree. */
  readonly start: Manifests;
  /** What the steps are about, for the proof. */
  readonly intents: Intent[] = [];
  /** Volumes that come or go with what they were for. */
  readonly volumes = new Set<string>();
  #manifests: Manifests | undefined;
  #renders: Renders | undefined;

  constructor(builder: PlanBuilder, target: ExitTarget) {
    this.builder = builder;
    this.target = target;
    this.start = new Manifests(builder.start);
    this.before = lenientRenders(builder.start, this.start);
  }

  get tree(): FileTree {
    return this.builder.tree;
  }

  get manifests(): Manifests {
    this.#manifests ??= new Manifests(this.tree);
    return this.#manifests;
  }

  get renders(): Renders {
    if (this.tree === this.builder.start) return this.before;
    this.#renders ??= new Renders(this.tree, this.before.standIns);
    return this.#renders;
  }

  /** What another tree says and renders to. */
  read(tree: FileTree): { readonly manifests: Manifests; readonly renders: Renders } {
    if (tree === this.tree) return this;
    return { manifests: new Manifests(tree), renders: new Renders(tree, this.before.standIns) };
  }

  step(head: Omit<StepHead, 'topic'>, next: FileTree): void {
    if (next === this.tree) return;
    this.builder.step({ ...head, topic: 'metrics' }, next);
    this.#manifests = undefined;
    this.#renders = undefined;
  }
}

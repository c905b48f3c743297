import type { FileTree } from '../../core/file-tree.ts';
import { ObjectMemo } from '../../core/memo.ts';
import type { PlanBuilder, StepHead } from '../plan/plan-builder.ts';
import type { Intent } from './intents.ts';
import { Manifests } from './manifests.ts';
import { lenientRenders } from './refused-fields.ts';
import { Renders } from './renders.ts';

/** `image`: the proxy stays; `http`: served in plain behind a NetworkPolicy; `https`: served by the manager itself. */
export type ExitTarget = 'image' | 'http' | 'https';

interface TreeReading {
  readonly manifests: Manifests;
  readonly renders: Renders;
}

/** The tree while steps are planned, with what is read of it; everything is read anew after a change. */
export class ExitState {
  readonly target: ExitTarget;
  /** Whether metrics in plain get a NetworkPolicy. */
  readonly policy: boolean;
  readonly builder: PlanBuilder;
  readonly before: Renders;
  /** What stands in the user's tree. */
  readonly start: Manifests;
  /** What the steps are about, for the proof. */
  readonly intents: Intent[] = [];
  /** Volumes that come or go with what they were for. */
  readonly volumes = new Set<string>();
  readonly #readings = new ObjectMemo<FileTree, TreeReading>();

  constructor(builder: PlanBuilder, target: ExitTarget, policy = true) {
    this.builder = builder;
    this.target = target;
    this.policy = policy;
    this.start = new Manifests(builder.start);
    this.before = lenientRenders(builder.start, this.start);
  }

  get tree(): FileTree {
    return this.builder.tree;
  }

  get manifests(): Manifests {
    return this.read(this.tree).manifests;
  }

  get renders(): Renders {
    return this.read(this.tree).renders;
  }

  /** What a tree on the way says and renders to. */
  read(tree: FileTree): TreeReading {
    return this.#readings.get(tree, () =>
      tree === this.builder.start
        ? { manifests: this.start, renders: this.before }
        : { manifests: new Manifests(tree), renders: new Renders(tree, this.before.standIns) },
    );
  }

  step(head: Omit<StepHead, 'topic'>, next: FileTree): void {
    if (next === this.tree) return;
    this.builder.step({ ...head, topic: 'metrics' }, next);
  }
}

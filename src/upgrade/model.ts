import type { ObjectRef } from '../objects/model.ts';

/**
 * An upgrade as data: what is done, why, and what is left. JSON, with a schema in `schema/upgrade-plan.schema.json`.
 *
 * `applyPlan` performs what stands here, so a plan that was edited (a step left out, a line written otherwise) is what is
 * applied.
 */
export interface UpgradePlan {
  readonly version: 1;
  readonly from: PlanBase;
  /** The preset, the topics it is limited to, and the features that are asked for. */
  readonly to: { readonly preset: string; readonly only: readonly string[]; readonly features: readonly string[] };
  readonly steps: readonly PlanStep[];
  readonly conflicts: readonly PlanConflict[];
  readonly manual: readonly ManualTask[];
  readonly leftovers: readonly Leftover[];
  readonly cluster: readonly ClusterCommand[];
  readonly files: readonly FileEdit[];
  /** Kustomizations that were rendered before and after, and those that cannot be. */
  readonly proof: PlanProof;
}

export interface PlanBase {
  /** Absent where nothing tells it. */
  readonly preset?: string;
  /** Between 0 and 1. */
  readonly confidence: number;
  readonly agree: readonly string[];
  readonly disagree: readonly string[];
}

export interface PlanStep {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly links: readonly string[];
  readonly topic: string;
  /** `applied` unless something is left for a person; `skipped` steps are left out. */
  readonly state: 'applied' | 'conflict' | 'manual' | 'skipped';
  readonly files: readonly string[];
  /** Steps without which this one makes no sense: where one is left out, this one is, too. */
  readonly needs: readonly string[];
}

/** A place where the user and the release changed the same thing. */
export interface PlanConflict {
  readonly path: string;
  readonly where: string;
  readonly base: string;
  readonly yours: string;
  readonly theirs: string;
  readonly suggested: 'yours' | 'theirs';
  readonly steps: readonly string[];
  /** The step of the lines that have theirs here; absent where a person has to write it. */
  readonly choice?: string;
}

/** Something that a person has to do. */
export interface ManualTask {
  readonly path: string;
  readonly line?: number;
  readonly text: string;
  /** What to write there. */
  readonly snippet?: string;
  readonly steps: readonly string[];
}

/** Another mention of what the upgrade is about: nothing breaks where it stays. */
export interface Leftover {
  readonly path: string;
  readonly line?: number;
  readonly text: string;
}

/** What `kubectl` takes away of what apply leaves behind; only for objects that the scaffold itself made. */
export interface ClusterCommand {
  readonly command: string;
  readonly why: string;
  readonly object: ObjectRef;
}

/** What becomes of one file. */
export type FileEdit =
  | { readonly kind: 'change'; readonly path: string; readonly before: string; readonly chunks: readonly Chunk[] }
  | {
      readonly kind: 'create';
      readonly path: string;
      readonly content: string;
      readonly executable?: true;
      readonly step: string;
    }
  | { readonly kind: 'delete'; readonly path: string; readonly before: string; readonly step: string };

/** Lines that are replaced. Every line has the steps with which it comes and goes, so that steps can be left out. */
export interface Chunk {
  /** Lines of the old file before this place. */
  readonly at: number;
  /** Lines of the old file, each with the step that takes it away. */
  readonly remove: readonly { readonly text: string; readonly step: string }[];
  /** Lines behind those, each with the step that writes it, and the one that takes it away again. */
  readonly add: readonly { readonly text: string; readonly step: string; readonly until?: string }[];
}

export interface PlanProof {
  /** Directories that kustomize builds before and after. */
  readonly rendered: readonly string[];
  /** Directories that did not build before, and why. */
  readonly unrendered: readonly { readonly directory: string; readonly message: string }[];
  /** The objects that differ afterwards. */
  readonly changed: readonly ObjectRef[];
}

import type { ScaffoldOptions } from '../../options/generated/types.ts';
import type { Facts, Profile } from '../../presets/facts/facts.ts';
import type { Reason } from '../model.ts';

/** What a scaffold follows from: one point on the way from one side of a diff to the other. */
export interface ScaffoldState {
  readonly options: ScaffoldOptions;
  readonly profile: Profile;
}

/** One reason's share of the way: the state that it leads to. */
export interface Step {
  readonly reason: Reason;
  readonly state: ScaffoldState;
  /** The facts that it changes; undefined where it changes an option, which everything may depend on. */
  readonly facts: ReadonlySet<keyof Facts> | undefined;
}

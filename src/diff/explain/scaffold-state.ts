import type { ScaffoldOptions } from '../../options/generated/types.ts';
import type { Facts, Profile } from '../../presets/facts/facts.ts';
import type { HistoryReason, OptionReason } from '../model.ts';

/** What a scaffold follows from: one point on the way from one side of a diff to the other. */
export interface ScaffoldState {
  readonly options: ScaffoldOptions;
  readonly profile: Profile;
}

/** One reason's share of the way. */
export type Step = HistoryStep | OptionStep;

/** An entry of the history, with the facts that it changes. */
export interface HistoryStep {
  readonly reason: HistoryReason;
  readonly facts: Partial<Facts>;
}

/** One option, on which everything may depend, with all the options that it leads to. */
export interface OptionStep {
  readonly reason: OptionReason;
  readonly options: ScaffoldOptions;
}

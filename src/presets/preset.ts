import type { Profile } from './facts/facts.ts';
import type { HistoryEntry } from './history-entry.ts';

/** What a scaffold is built from besides the options: a point of the history, with the way to it. */
export interface Preset {
  /** `https-metrics`, or `kubebuilder@4.15.0` with the exact version. */
  readonly name: string;
  readonly title: string;
  /** The release that the preset is, or that a named preset builds on. */
  readonly release: string;
  /** Whether the preset reproduces that release to the letter, defects included. */
  readonly exact: boolean;
  readonly profile: Profile;
  /** Oldest first; `profile` is their fold. */
  readonly entries: readonly HistoryEntry[];
}

import type { HistoryEntry } from '../history-entry.ts';

/** A recommended preset: a release, and changes of ours that mend its defects. */
export interface NamedPreset {
  readonly name: string;
  readonly title: string;
  /** The release that it builds on. */
  readonly base: string;
  readonly entries: readonly HistoryEntry[];
}

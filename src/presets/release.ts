import type { HistoryEntry } from './history-entry.ts';

/** A release of Kubebuilder and what it changed in the scaffold. */
export interface Release {
  /** Without a leading `v`. */
  readonly version: string;
  /** The date of the tagged commit, `2025-01-12`. */
  readonly date: string;
  readonly entries: readonly HistoryEntry[];
  /** Why the release should not be used, where it was withdrawn. */
  readonly retracted?: string;
}

/** The release's own notes. */
export function releaseNotes(version: string): string {
  return `https://github.com/kubernetes-sigs/kubebuilder/releases/tag/v${version}`;
}

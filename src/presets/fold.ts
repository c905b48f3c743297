import type { Profile } from './facts/facts.ts';
import type { HistoryEntry } from './history-entry.ts';

/** The facts after all of these changes, in their order. The first entries have to set every fact. */
export function foldEntries(entries: readonly HistoryEntry[]): Profile {
  return Object.freeze(Object.assign({}, ...entries.map((entry) => entry.sets))) as Profile;
}

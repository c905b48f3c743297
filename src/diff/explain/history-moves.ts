import type { HistoryEntry } from '../../presets/history-entry.ts';
import type { Preset } from '../../presets/preset.ts';
import type { HistoryReason } from '../model.ts';

/** An entry that one preset has and the other has not. */
export interface HistoryMove {
  readonly entry: HistoryEntry;
  readonly direction: HistoryReason['direction'];
  /** How many entries of the first preset are left, where this one is reverted. */
  readonly left: number;
}

/** The way from one preset's history to another's: back to where they part, then on. */
export function historyMoves(from: Preset, to: Preset): HistoryMove[] {
  let common = 0;
  while (common < from.entries.length && from.entries[common] === to.entries[common]) common += 1;
  const back = from.entries
    .slice(common)
    .map((entry, index): HistoryMove => ({ entry, direction: 'reverted', left: common + index }));
  const on = to.entries.slice(common).map((entry): HistoryMove => ({ entry, direction: 'applied', left: common }));
  return [...back.reverse(), ...on];
}

import type { Preset } from '../../presets/preset.ts';
import { historyMoves } from './history-moves.ts';

/**
 * The renames that the history tells on the way from one preset to another, old path to new path, followed from release
 * to release: a file that two entries rename in turn has one rename.
 */
export function knownRenames(from: Preset, to: Preset): Map<string, string> {
  const renames = new Map<string, string>();
  for (const { entry, direction } of historyMoves(from, to)) {
    for (const [before, after] of entry.renames ?? []) {
      const [old, now] = direction === 'applied' ? [before, after] : [after, before];
      for (const [start, end] of renames) if (end === old) renames.set(start, now);
      renames.set(old, now);
    }
  }
  return renames;
}

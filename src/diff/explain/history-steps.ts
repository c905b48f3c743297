import { ObjectMemo } from '../../core/memo.ts';
import type { Facts } from '../../presets/facts/facts.ts';
import { foldEntries } from '../../presets/fold.ts';
import type { HistoryEntry } from '../../presets/history-entry.ts';
import type { Preset } from '../../presets/preset.ts';
import type { HistoryReason } from '../model.ts';
import { historyMoves } from './history-moves.ts';
import type { HistoryStep } from './scaffold-state.ts';

type Fact = keyof Facts;

/** A preset is one object, and the way between two of them the same for every project: frozen, because diffs share it. */
const KNOWN = new ObjectMemo<Preset, ObjectMemo<Preset, readonly HistoryStep[]>>();

/**
 * The way from one preset to another, one entry of the history at a time.
 *
 * Facts that both ends share stay as they are all along, so an entry whose effect cancels out on the way is no step.
 */
export function historySteps(from: Preset, to: Preset): readonly HistoryStep[] {
  const ways = KNOWN.get(from, () => new ObjectMemo<Preset, readonly HistoryStep[]>());
  return ways.get(to, () => findSteps(from, to));
}

function findSteps(from: Preset, to: Preset): HistoryStep[] {
  const differing = new Set(
    (Object.keys(to.profile) as Fact[]).filter((fact) => !sameFact(from.profile[fact], to.profile[fact])),
  );
  const moves: { entry: HistoryEntry; direction: HistoryReason['direction']; facts: [Fact, unknown][] }[] = [];
  const profile = new Map<Fact, unknown>(Object.entries(from.profile) as [Fact, unknown][]);
  for (const { entry, direction, left } of historyMoves(from, to)) {
    const set = (Object.keys(entry.sets) as Fact[]).filter((fact) => differing.has(fact));
    if (set.length === 0) continue;
    const values = direction === 'applied' ? entry.sets : foldEntries(from.entries.slice(0, left));
    const facts = set
      .filter((fact) => !sameFact(profile.get(fact), values[fact]))
      .map((fact): [Fact, unknown] => [fact, values[fact]]);
    if (facts.length === 0) continue;
    for (const [fact, value] of facts) profile.set(fact, value);
    moves.push({ entry, direction, facts });
  }
  const setLater = new Set<Fact>();
  return moves
    .reverse()
    .map(({ entry, direction, facts }): HistoryStep => {
      const superseded = facts.every(([fact]) => setLater.has(fact));
      for (const [fact] of facts) setLater.add(fact);
      return { reason: toReason(entry, direction, superseded), facts: Object.fromEntries(facts) };
    })
    .reverse();
}

function sameFact(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** An entry as a reason, without the facts that it sets: those are ours. */
function toReason(entry: HistoryEntry, direction: HistoryReason['direction'], superseded: boolean): HistoryReason {
  const { id, release, topic, title, why, links, byHand, breaks } = entry;
  return Object.freeze({
    id,
    kind: 'history',
    direction,
    release,
    topic,
    title,
    why,
    links,
    ...(byHand === undefined ? {} : { byHand }),
    ...(breaks === undefined ? {} : { breaks }),
    ...(superseded ? { superseded } : {}),
  });
}

import type { ScaffoldOptions } from '../../options/generated/types.ts';
import type { Facts } from '../../presets/facts/facts.ts';
import { foldEntries } from '../../presets/fold.ts';
import type { HistoryEntry } from '../../presets/history-entry.ts';
import type { Preset } from '../../presets/preset.ts';
import type { HistoryReason } from '../model.ts';
import { historyMoves } from './history-moves.ts';
import type { Step } from './scaffold-state.ts';

type Fact = keyof Facts;

/**
 * The way from one preset to another, one entry of the history at a time.
 *
 * Facts that both ends share stay as they are all along, so an entry whose effect cancels out on the way is no step.
 */
export function historySteps(from: Preset, to: Preset, options: ScaffoldOptions): Step[] {
  const differing = new Set(
    (Object.keys({ ...from.profile, ...to.profile }) as Fact[]).filter(
      (fact) => !sameFact(from.profile[fact], to.profile[fact]),
    ),
  );
  const steps: { entry: HistoryEntry; direction: HistoryReason['direction']; step: Omit<Step, 'reason'> }[] = [];
  let profile = from.profile;
  for (const { entry, direction, left } of historyMoves(from, to)) {
    const set = (Object.keys(entry.sets) as Fact[]).filter((fact) => differing.has(fact));
    if (set.length === 0) continue;
    const values = direction === 'applied' ? entry.sets : foldEntries(from.entries.slice(0, left));
    const facts = set.filter((fact) => !sameFact(profile[fact], values[fact]));
    if (facts.length === 0) continue;
    profile = { ...profile, ...Object.fromEntries(facts.map((fact) => [fact, values[fact]])) };
    steps.push({ entry, direction, step: { state: { options, profile }, facts: new Set(facts) } });
  }
  const setLater = new Set<Fact>();
  return steps
    .reverse()
    .map(({ entry, direction, step }): Step => {
      const superseded = [...step.facts!].every((fact) => setLater.has(fact));
      for (const fact of step.facts!) setLater.add(fact);
      return { ...step, reason: toReason(entry, direction, superseded) };
    })
    .reverse();
}

function sameFact(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** An entry as a reason, without the facts that it sets: those are ours. */
function toReason(entry: HistoryEntry, direction: HistoryReason['direction'], superseded: boolean): HistoryReason {
  const { id, release, topic, title, why, links, byHand, breaks } = entry;
  return {
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
  };
}

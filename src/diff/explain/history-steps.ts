import type { ScaffoldOptions } from '../../options/generated/types.ts';
import type { Facts, Profile } from '../../presets/facts/facts.ts';
import { foldEntries } from '../../presets/fold.ts';
import type { HistoryEntry } from '../../presets/history-entry.ts';
import type { Preset } from '../../presets/preset.ts';
import type { HistoryReason } from '../model.ts';
import type { Step } from './scaffold-state.ts';

type Fact = keyof Facts;

/**
 * The way from one preset to another, one entry of the history at a time: back to where their histories part, then on.
 *
 * Facts that both ends share stay as they are all along, so an entry whose effect cancels out on the way is no step.
 */
export function historySteps(from: Preset, to: Preset, options: ScaffoldOptions): Step[] {
  const differing = (Object.keys({ ...from.profile, ...to.profile }) as Fact[]).filter(
    (fact) => !sameFact(from.profile[fact], to.profile[fact]),
  );
  const steps: Step[] = [];
  let profile = from.profile;
  for (const { entry, direction, after } of moves(from, to)) {
    const facts = differing.filter(
      (fact) => Object.hasOwn(entry.sets, fact) && !sameFact(profile[fact], after()[fact]),
    );
    if (facts.length === 0) continue;
    const values = after();
    profile = { ...profile, ...Object.fromEntries(facts.map((fact) => [fact, values[fact]])) };
    steps.push({ reason: toReason(entry, direction), state: { options, profile }, facts: new Set(facts) });
  }
  return steps;
}

interface Move {
  readonly entry: HistoryEntry;
  readonly direction: HistoryReason['direction'];
  /** The facts once the entry is applied or reverted. */
  readonly after: () => Profile;
}

function* moves(from: Preset, to: Preset): Generator<Move> {
  let common = 0;
  while (common < from.entries.length && from.entries[common] === to.entries[common]) common += 1;
  for (let index = from.entries.length - 1; index >= common; index -= 1) {
    const profile = lazily(() => foldEntries(from.entries.slice(0, index)));
    yield { entry: from.entries[index]!, direction: 'reverted', after: profile };
  }
  for (const [index, entry] of to.entries.entries()) {
    if (index < common) continue;
    yield { entry, direction: 'applied', after: () => entry.sets as Profile };
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function sameFact(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** An entry as a reason, without the facts that it sets: those are ours. */
function toReason(entry: HistoryEntry, direction: HistoryReason['direction']): HistoryReason {
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
  };
}

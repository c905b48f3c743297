import { Emission } from '../../src/diff/explain/emission.ts';
import { historySteps } from '../../src/diff/explain/history-steps.ts';
import { ObjectHistory } from '../../src/diff/explain/object-history.ts';
import { optionSteps } from '../../src/diff/explain/option-steps.ts';
import { objectsOf } from '../../src/diff/explain/scaffold-end.ts';
import type { ScaffoldDiff } from '../../src/diff/model.ts';
import { compareSides } from '../../src/diff/side-order.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { type ReadOptions, readOptions } from '../../src/scaffold/read-options.ts';

/**
 * What happened to each object on the way from one scaffold to another, found by rendering every state in between: what
 * `diffScaffolds` tells from changed lines, told the slow and certain way.
 */
export function exactReasons(from: ScaffoldOptions, to: ScaffoldOptions): ObjectHistory {
  const [old, now] = [readOptions(from), readOptions(to)].sort(compareSides) as [ReadOptions, ReadOptions];
  const steps = [...historySteps(old.preset, now.preset), ...optionSteps(old.options, now.options)];
  const history = new ObjectHistory();
  const emission = new Emission({ options: old.options, profile: old.preset.profile });
  let rendered = objectsOf(emission);
  let since: string[] = [];
  for (const step of steps) {
    const touched = emission.advance(step);
    if (![...touched].some((path) => path.startsWith('config/'))) continue;
    since.push(step.reason.id);
    const objects = objectsOf(emission);
    if (objects.problem !== undefined) continue;
    history.record(since, rendered.objects, objects.objects);
    rendered = objects;
    since = [];
  }
  return history;
}

/** The changes of objects whose reasons are all others than those found by rendering every state, in words. */
export function unlikelyReasons(diff: ScaffoldDiff, from: ScaffoldOptions, to: ScaffoldOptions): string[] {
  return comparedReasons(diff, exactReasons(from, to))
    .filter(({ told, exact }) => exact.size > 0 && !told.some((id) => exact.has(id)))
    .map(({ what, told, exact }) => `${what}: ${told}, not ${[...exact]}`);
}

/** What a diff tells of each change of an object beside what rendering every state tells. */
export function comparedReasons(diff: ScaffoldDiff, history: ObjectHistory) {
  return diff.objects.flatMap((change) => {
    const name = `${(change.to ?? change.from)!.kind} ${(change.to ?? change.from)!.name}`;
    const fields = change.fields.map((field) => ({
      what: `${name} ${field.path}`,
      told: field.reasons,
      exact: history.reasonsOfField(change, field),
    }));
    if (change.object === undefined) return fields;
    const made = history.reasonsOfWhole(change);
    const exact = made.size > 0 ? made : history.reasonsOf(change);
    return [...fields, { what: `${name} ${change.kind}`, told: change.reasons, exact }];
  });
}

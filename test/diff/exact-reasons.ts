import { FileTree } from '../../src/core/file-tree.ts';
import { Emission } from '../../src/diff/explain/emission.ts';
import { historySteps } from '../../src/diff/explain/history-steps.ts';
import { ObjectHistory } from '../../src/diff/explain/object-history.ts';
import { optionSteps } from '../../src/diff/explain/option-steps.ts';
import { treeObjects } from '../../src/diff/render/tree-objects.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { readOptions } from '../../src/scaffold/read-options.ts';

/**
 * What happened to each object on the way from one scaffold to another, found by rendering every state in between: what
 * `diffScaffolds` tells from changed lines, told the slow and certain way.
 */
export function exactReasons(from: ScaffoldOptions, to: ScaffoldOptions): ObjectHistory {
  const [old, now] = [readOptions(from), readOptions(to)];
  const steps = [
    ...historySteps(old.preset, now.preset, old.options),
    ...optionSteps(old.options, now.options, now.preset.profile),
  ];
  const history = new ObjectHistory();
  const emission = new Emission({ options: old.options, profile: old.preset.profile });
  let rendered = objectsOf(emission);
  let since: string[] = [];
  for (const { reason, state, facts } of steps) {
    const touched = emission.advance(state, facts);
    if (![...touched].some((path) => path.startsWith('config/'))) continue;
    since.push(reason.id);
    const objects = objectsOf(emission);
    if (objects.problem !== undefined) continue;
    history.record(since, rendered.objects, objects.objects);
    rendered = objects;
    since = [];
  }
  return history;
}

function objectsOf(emission: Emission) {
  return treeObjects(FileTree.from(emission.files));
}

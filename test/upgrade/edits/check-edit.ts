import type { FileTree } from '../../../src/core/file-tree.ts';
import { treeObjects } from '../../../src/objects/render/tree-objects.ts';
import { applyPlan } from '../../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../../src/upgrade/plan-upgrade.ts';
import type { Edit } from './edit.ts';

/**
 * What an upgrade does wrong to an edited project: an edit that is neither there nor named, a conflict about something
 * that no release touches, a build that broke, a file outside of the plan that changed.
 *
 * @returns undefined where none of the edits can be made
 */
export function faultsOf(edits: readonly Edit[], tree: FileTree, to: string): string[] | undefined {
  const made: Edit[] = [];
  let edited = tree;
  for (const edit of edits) {
    const next = edit.make(edited);
    if (next === undefined || !edit.holds(next)) continue;
    edited = next;
    made.push(edit);
  }
  // An edit may undo another one's.
  const there = made.filter((edit) => edit.holds(edited));
  if (there.length === 0) return undefined;
  const plan = planUpgrade(edited, { to });
  const result = applyPlan(edited, plan);
  const faults: string[] = [];
  const told = [...plan.conflicts, ...plan.manual, ...plan.leftovers].map(({ path }) => path);
  for (const edit of there) {
    if (!edit.holds(result) && !told.includes(edit.path)) faults.push(`${edit.name}: neither there nor named`);
  }
  if (!there.some(({ clashes }) => clashes)) {
    for (const { path, where } of plan.conflicts) faults.push(`a conflict about ${path} ${where}`);
  }
  const named = new Set(plan.files.map(({ path }) => path));
  for (const path of new Set([...edited.paths(), ...result.paths()])) {
    if (!named.has(path) && edited.get(path) !== result.get(path)) faults.push(`${path} changed outside of the plan`);
  }
  const before = treeObjects(edited, 'config/default').problem;
  const after = treeObjects(result, 'config/default').problem;
  if (before === undefined && after !== undefined) faults.push(`config/default does not build: ${after.message}`);
  return faults;
}

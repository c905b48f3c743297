import type { PlanBuilder } from '../plan/plan-builder.ts';
import type { MergedFile } from './walk.ts';

/** The steps that are about a place of a file: by what the release took away there, and by what it wrote. */
export type StepsOf = (path: string, removed: string, added: string, where?: string) => string[];

/** A file with more conflicts is settled as a whole: each choice is a merge of its own. */
const MOST_CHOICES = 4;

/** Conflicts, each with a choice that takes theirs. */
export function recordConflicts(
  builder: PlanBuilder,
  { path, oldPath, conflicts, taking }: MergedFile,
  stepsOf: StepsOf,
): void {
  const all = new Set(conflicts.map(({ where }) => where));
  const together = conflicts.length > MOST_CHOICES;
  const taken = new Set<string>();
  let choosable = false;
  for (const [index, { line: _line, ...conflict }] of conflicts.entries()) {
    taken.add(conflict.where);
    const id = together ? `theirs/${path}` : `theirs/${path}#${index + 1}`;
    if (!together || index === 0) {
      choosable = oldPath === path && builder.option(id, path, taking(together ? all : taken));
    }
    const steps = stepsOf(path, conflict.base, conflict.theirs, conflict.where);
    builder.conflicts.push({ path, ...conflict, steps, ...(choosable ? { choice: id } : {}) });
  }
}

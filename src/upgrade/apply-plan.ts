import { schemaArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import { describeValue, type Issue, ScaffoldError } from '../core/errors.ts';
import type { FileInput, FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import type { DataSchema } from '../core/schema-issues.ts';
import type { FileEdit, PlanConflict, UpgradePlan } from './model.ts';
import { withChunks, withoutChunks } from './plan/line-weave.ts';
import { textDigest } from './plan/text-digest.ts';
import { planArgument } from './plan-argument.ts';

export interface ApplyChoices {
  /** Ids of steps to leave out; those that need them are left out, too. */
  readonly without?: readonly string[];
  /**
   * Which side conflicts are settled with, by path, or by path and place as `PATH:WHERE`; the place counts before the
   * path. Default: yours.
   */
  readonly choices?: Readonly<Record<string, 'yours' | 'theirs'>>;
}

/**
 * Performs a plan: the tree with every step that is `applied` or has parts that are, less those left out.
 *
 * A file that no step of the plan names is the same afterwards, byte for byte. One that is already as the plan leaves it
 * stays so: a plan that was performed in part is performed to its end.
 *
 * @throws ScaffoldError `invalid-type` for what is no plan; `plan-mismatch` for each file that is no longer the one that
 *   was planned for, and for steps and conflicts that the plan does not have
 * @example
 * applyPlan(old, planUpgrade(old, { only: ['metrics'], to: '3.15' })).tree; // the project without the sidecar
 */
export function applyPlan(tree: FileTree, plan: UpgradePlan, choices: ApplyChoices = {}, call?: CallOptions): FileTree {
  return enter(call, () => applied(treeArgument(tree), planArgument(plan), choicesArgument(choices)));
}

const CHOICES: DataSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    without: { type: 'array', items: { type: 'string' } },
    choices: { type: 'object' },
  },
};

function choicesArgument(choices: unknown): ApplyChoices {
  return schemaArgument<ApplyChoices>(choices, CHOICES, 'choices');
}

function applied(tree: FileTree, plan: UpgradePlan, choices: ApplyChoices): FileTree {
  const on = new Set([...stepsOf(plan, choices.without ?? []), ...takenChoices(plan, choices.choices ?? {})]);
  const isOn = (step: string) => on.has(step);
  const issues: Issue[] = [];
  const written: [string, FileInput][] = [];
  const gone: string[] = [];
  const deleted = new Set(plan.files.flatMap((edit) => (edit.kind === 'delete' && isOn(edit.step) ? [edit.path] : [])));
  for (const edit of plan.files) {
    const entry = tree.entry(edit.path);
    if (entry === undefined ? deleted.has(edit.path) : isDone(edit, entry.content, isOn)) continue;
    const problem = mismatch(edit, entry?.content);
    if (problem !== undefined) {
      issues.push({
        code: 'plan-mismatch',
        path: edit.path,
        message: problem,
        expected: 'the tree that was planned for',
      });
      continue;
    }
    if (edit.kind === 'create') {
      if (isOn(edit.step)) written.push([edit.path, { content: edit.content, executable: edit.executable === true }]);
    } else if (edit.kind === 'delete') {
      if (isOn(edit.step)) gone.push(edit.path);
    } else {
      const text = withChunks(entry!.content, edit.chunks, isOn);
      if (text === undefined) {
        issues.push({
          code: 'plan-mismatch',
          path: edit.path,
          message: 'the lines of the plan are not those of the file',
          expected: 'lines as the file has them',
        });
      } else if (text !== entry!.content && !deleted.has(edit.path)) {
        written.push([edit.path, { content: text, executable: entry!.executable }]);
      }
    }
  }
  if (issues.length > 0) throw new ScaffoldError(issues);
  const removed = new Set(gone);
  const kept = written.filter(([path]) => !removed.has(path));
  const result = kept.length === 0 ? tree : tree.with(kept);
  return gone.length === 0 ? result : result.without(...gone);
}

/** The ids of the steps that are performed. */
export function stepsOf(plan: UpgradePlan, without: readonly string[]): ReadonlySet<string> {
  const unknown = without.filter((id) => !plan.steps.some((step) => step.id === id));
  if (unknown.length > 0) {
    throw new ScaffoldError(
      unknown.map((id) => ({
        code: 'plan-mismatch' as const,
        path: id,
        message: 'the plan has no such step',
        expected: plan.steps.map((step) => step.id).join(', '),
      })),
    );
  }
  const off = new Set([...without, ...plan.steps.filter(({ state }) => state === 'skipped').map(({ id }) => id)]);
  const known = new Set(plan.steps.map(({ id }) => id));
  // A step may stand before one that it needs.
  for (let size = -1; size !== off.size; ) {
    size = off.size;
    for (const { id, needs } of plan.steps) if (needs.some((need) => off.has(need) || !known.has(need))) off.add(id);
  }
  return new Set([...known].filter((id) => !off.has(id)));
}

/** The steps of the conflicts that are settled with theirs. */
function takenChoices(plan: UpgradePlan, choices: Readonly<Record<string, 'yours' | 'theirs'>>): string[] {
  const issues: Issue[] = [];
  const names = (conflict: PlanConflict) => [`${conflict.path}:${conflict.where}`, conflict.path];
  for (const [path, side] of Object.entries(choices)) {
    if (side !== 'yours' && side !== 'theirs') {
      const message = 'not a side of a conflict';
      issues.push({ code: 'invalid-value', path, message, expected: 'yours or theirs', received: describeValue(side) });
    }
    if (plan.conflicts.some((conflict) => names(conflict).includes(path))) continue;
    const expected = [...new Set(plan.conflicts.flatMap(names))].join(', ') || 'no choice: the plan has no conflict';
    issues.push({ code: 'plan-mismatch', path, message: 'the plan has no such conflict', expected });
  }
  const taken = plan.conflicts.flatMap((conflict) => {
    const [place, path] = names(conflict) as [string, string];
    if ((choices[place] ?? choices[path]) !== 'theirs') return [];
    if (conflict.choice === undefined) {
      const message = 'what the release has here is not written by itself: write it by hand';
      issues.push({ code: 'plan-mismatch', path: place, message, expected: 'yours' });
    }
    return conflict.choice ?? [];
  });
  if (issues.length > 0) throw new ScaffoldError(issues);
  return taken;
}

/** Whether a file is as the plan leaves it: a run that was interrupted is taken up where it ended. */
function isDone(edit: FileEdit, text: string, isOn: (step: string) => boolean): boolean {
  if (edit.kind !== 'change') return false;
  const old = withoutChunks(text, edit.chunks, isOn);
  return old !== undefined && textDigest(old) === edit.before;
}

function mismatch(edit: FileEdit, text: string | undefined): string | undefined {
  if (edit.kind === 'create') {
    return text === undefined || text === edit.content ? undefined : 'a file stands where the plan makes one';
  }
  if (text === undefined) return 'the file is gone';
  return textDigest(text) === edit.before ? undefined : 'the file has changed since the plan was made';
}

import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import { NO_PAINT, type Paint } from '../../diff/format/format-terminal.ts';

import type { PlanBase, PlanConflict, UpgradePlan } from '../model.ts';
import { planArgument } from '../plan-argument.ts';
import { afterwards } from './afterwards.ts';
import { placeOf, remarksOf, withReasons } from './together.ts';
import { visiblePlan } from './visible-plan.ts';

/** More than these are counted; Markdown and JSON have them all. */
const MOST_REMARKS = 10;
const MOST_SNIPPET_LINES = 16;
const MOST_FILES = 4;

/**
 * A plan for a terminal, short: what changes, what is left for a person, what to run afterwards.
 * @example
 * formatPlanTerminal(plan); // what changes, and what is left for you
 */
export function formatPlanTerminal(plan: UpgradePlan, paint: Paint = NO_PAINT, call?: CallOptions): string {
  return enter(call, () => print(visiblePlan(planArgument(plan)), paint));
}

function print(plan: UpgradePlan, paint: Paint): string {
  const sections = [head(plan), steps(plan, paint), conflicts(plan, paint), tasks(plan, paint)];
  const remarks = remarksOf(plan.leftovers);
  const shown = remarks.slice(0, MOST_REMARKS).map(({ place, text }) => `  ${place} ${text}`);
  if (remarks.length > shown.length) shown.push(paint.dim(`  and ${remarks.length - shown.length} more${ELSEWHERE}`));
  if (shown.length > 0) sections.push([paint.bold('Worth a look; nothing breaks where it stays:'), ...shown]);
  if (plan.cluster.length > 0) {
    const commands = withReasons(plan.cluster).map((line) => `  ${line.startsWith('#') ? paint.dim(line) : line}`);
    sections.push([paint.bold('In a cluster that has the old objects:'), ...commands]);
  }
  const commands = afterwards(plan);
  if (commands.length > 0) sections.push([paint.bold('Afterwards:'), ...commands.map((command) => `  ${command}`)]);
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const ELSEWHERE = ': --format markdown has them all';

function head({ from, to }: UpgradePlan): string[] {
  const topics = to.only.length === 0 ? '' : ` (${to.only.join(', ')} only)`;
  if (from.preset === undefined) return [`Upgrade to ${to.preset}${topics}`];
  return [`Upgrade from ${from.preset} to ${to.preset}${topics}`, ...(to.only.length === 0 ? doubt(from) : [])];
}

/** A whole upgrade is as right as what it starts from. */
function doubt({ confidence }: PlanBase): string[] {
  if (confidence >= 0.5) return [];
  return ['Few files tell which release this project has: --from P says so where that is wrong.'];
}

function steps(plan: UpgradePlan, paint: Paint): string[] {
  if (plan.steps.length === 0) return ['Nothing to do.'];
  return plan.steps.flatMap(({ id, title, state, files }) => {
    const mark = state === 'applied' ? paint.green('+') : state === 'skipped' ? paint.dim('-') : paint.yellow('!');
    const more = files.length > MOST_FILES ? [`${files.length - MOST_FILES + 1} more`] : [];
    const some = more.length === 0 ? files : files.slice(0, MOST_FILES - 1);
    return [`${mark} ${paint.bold(id)} ${title}`, paint.dim(`    ${[...some, ...more].join(', ')}`)];
  });
}

function conflicts(plan: UpgradePlan, paint: Paint): string[] {
  if (plan.conflicts.length === 0) return [];
  const lines = plan.conflicts.flatMap((conflict) => [
    `  ${paint.yellow(conflict.path)}: ${conflict.where}`,
    `    yours:  ${oneLine(conflict.yours)}`,
    `    theirs: ${oneLine(conflict.theirs)}`,
  ]);
  return [paint.bold('Both sides changed, and yours stays:'), ...lines, ...choice(plan.conflicts)];
}

function choice(conflicts: readonly PlanConflict[]): string[] {
  const [first] = conflicts.filter(({ choice }) => choice !== undefined);
  if (first === undefined) return [];
  return [
    `  To take theirs: --choose ${quoted(`${first.path}:${first.where}`)}=theirs, or --choose ${quoted(first.path)}=theirs`,
  ];
}

/** As a word of a shell. */
function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function tasks(plan: UpgradePlan, paint: Paint): string[] {
  if (plan.manual.length === 0) return [];
  const lines = plan.manual.flatMap(({ path, line, text, snippet }) => {
    const all = snippet?.trimEnd().split('\n') ?? [];
    const cut =
      all.length > MOST_SNIPPET_LINES ? [`and ${all.length - MOST_SNIPPET_LINES + 1} more lines${ELSEWHERE}`] : [];
    const some = cut.length === 0 ? all : all.slice(0, MOST_SNIPPET_LINES - 1);
    return [
      `  ${paint.yellow(placeOf(path, line))} ${text}`,
      ...[...some, ...cut].map((each) => paint.dim(`      ${each}`.trimEnd())),
    ];
  });
  return [paint.bold('Left for you:'), ...lines];
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '(nothing)';
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}

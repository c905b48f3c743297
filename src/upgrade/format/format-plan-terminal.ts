import { append } from '../../core/append.ts';
import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import { NO_PAINT, type Paint } from '../../diff/format/format-terminal.ts';

import type { UpgradePlan } from '../model.ts';
import { planArgument } from '../plan-argument.ts';
import { afterwards } from './afterwards.ts';
import { visiblePlan } from './visible-plan.ts';

/** More than these are counted; Markdown and JSON have them all. */
const MOST_LEFTOVERS = 10;

/**
 * A plan for a terminal, short: what changes, what is left for a person, what to run afterwards.
 * @example
 * formatPlanTerminal(plan); // what changes, and what is left for you
 */
export function formatPlanTerminal(plan: UpgradePlan, paint: Paint = NO_PAINT, call?: CallOptions): string {
  return enter(call, () => print(visiblePlan(planArgument(plan)), paint));
}

function print(plan: UpgradePlan, paint: Paint): string {
  const lines: string[] = [];
  if (plan.steps.length === 0) lines.push('Nothing to do.');
  for (const { title, state, files } of plan.steps) {
    const mark = state === 'applied' ? paint.green('+') : state === 'skipped' ? paint.dim('-') : paint.yellow('!');
    append(lines, [`${mark} ${paint.bold(title)}`, ...files.map((path) => paint.dim(`    ${path}`))]);
  }
  if (plan.conflicts.length > 0) {
    lines.push('', paint.bold('Both sides changed:'));
    for (const { path, where, yours, theirs } of plan.conflicts) {
      lines.push(`  ${path} ${where}`, `    yours:  ${oneLine(yours)}`, `    theirs: ${oneLine(theirs)}`);
    }
  }
  if (plan.manual.length > 0) {
    lines.push('', paint.bold('Left for you:'));
    for (const { path, line, text, snippet } of plan.manual) {
      lines.push(`  ${paint.yellow(at(path, line))} ${text}`);
      if (snippet !== undefined)
        append(
          lines,
          snippet.split('\n').map((each) => paint.dim(`      ${each}`)),
        );
    }
  }
  if (plan.leftovers.length > 0) {
    lines.push('', paint.bold('Other mentions, which break nothing:'));
    for (const { path, line, text } of plan.leftovers.slice(0, MOST_LEFTOVERS))
      lines.push(`  ${at(path, line)} ${text}`);
    const more = plan.leftovers.length - MOST_LEFTOVERS;
    if (more > 0) lines.push(paint.dim(`  and ${more} more: --format markdown has them all`));
  }
  if (plan.cluster.length > 0) {
    lines.push('', paint.bold('In a cluster that has the old objects:'));
    for (const { command } of plan.cluster) lines.push(`  ${command}`);
  }
  const commands = afterwards(plan);
  if (commands.length > 0) append(lines, ['', paint.bold('Afterwards:'), ...commands.map((command) => `  ${command}`)]);
  return `${lines.join('\n')}\n`;
}

function at(path: string, line: number | undefined): string {
  return line === undefined ? path : `${path}:${line}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}

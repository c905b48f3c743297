import { append } from '../../core/append.ts';
import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import { code, codeBlock, plain } from '../../core/markdown-text.ts';

import type { UpgradePlan } from '../model.ts';
import { planArgument } from '../plan-argument.ts';
import { afterwards } from './afterwards.ts';
import { visiblePlan } from './visible-plan.ts';

/**
 * A plan as the text of a pull request: what was done and why, with boxes to tick for what is left.
 * @example
 * formatPlanMarkdown(plan); // a pull request's text, with check boxes
 */
export function formatPlanMarkdown(plan: UpgradePlan, call?: CallOptions): string {
  return enter(call, () => print(visiblePlan(planArgument(plan))));
}

function print(plan: UpgradePlan): string {
  const topics = plan.to.only.length === 0 ? '' : ` (${plan.to.only.map(plain).join(', ')})`;
  const lines = [`## Upgrade to ${code(plan.to.preset)}${topics}`, ''];
  if (plan.steps.length === 0) lines.push('Nothing to do.', '');
  for (const { title, why, links, files, state } of plan.steps) {
    const mark = state === 'skipped' ? ' (left out)' : '';
    lines.push(`### ${plain(title)}${mark}`, '', plain(why), '');
    for (const link of links) lines.push(`<${link}>`, '');
    append(lines, [...files.map((path) => `- ${code(path)}`), '']);
  }
  if (plan.conflicts.length > 0) {
    lines.push('### Both sides changed', '');
    for (const { path, where, yours, theirs, suggested } of plan.conflicts) {
      lines.push(
        `- [ ] ${code(path)} ${plain(where)}: yours ${code(yours)}, theirs ${code(theirs)}; suggested: ${suggested}`,
      );
    }
    lines.push('');
  }
  if (plan.manual.length > 0) {
    lines.push('### Left to do', '');
    for (const { path, line, text, snippet } of plan.manual) {
      lines.push(`- [ ] ${code(at(path, line))} ${plain(text)}`);
      if (snippet !== undefined) append(lines, ['', ...indented(codeBlock('', snippet.split('\n')))]);
    }
    lines.push('');
  }
  if (plan.leftovers.length > 0) {
    lines.push('### Other mentions', '', 'Nothing breaks where they stay.', '');
    for (const { path, line, text } of plan.leftovers) lines.push(`- [ ] ${code(at(path, line))} ${plain(text)}`);
    lines.push('');
  }
  if (plan.cluster.length > 0) {
    lines.push('### In a cluster', '', 'Apply leaves these objects behind.', '');
    lines.push(
      codeBlock(
        'sh',
        plan.cluster.map(({ command }) => command),
      ),
    );
  }
  const commands = afterwards(plan);
  if (commands.length > 0) lines.push('### Afterwards', '', codeBlock('sh', commands));
  const { rendered, changed, unrendered } = plan.proof;
  if (rendered.length > 0) {
    lines.push(
      `Built before and after: ${rendered.map(code).join(', ')}. Objects that differ: ${changed.length}, all of them by the steps above.`,
      '',
    );
  }
  for (const { directory, message } of unrendered) {
    lines.push(`- ${code(directory)} is not proven: ${plain(message.split('\n')[0]!)}`);
  }
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function at(path: string, line: number | undefined): string {
  return line === undefined ? path : `${path}:${line}`;
}

function indented(block: string): string[] {
  return block
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
}

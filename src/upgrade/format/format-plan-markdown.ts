import { enter } from '../../core/call.ts';
import { grouped } from '../../core/grouped.ts';
import type { CallOptions } from '../../core/limits.ts';
import { code, codeBlock, link, linkLabel, plain } from '../../core/markdown-text.ts';

import type { PlanConflict, PlanStep, UpgradePlan } from '../model.ts';
import { planArgument } from '../plan-argument.ts';
import { afterwards } from './afterwards.ts';
import { placeOf, remarksOf, withReasons } from './together.ts';
import { visiblePlan } from './visible-plan.ts';

/** GitHub refuses the text of a pull request that is longer: "body is too long (maximum is 65536 characters)". */
const MOST_CHARACTERS = 65_000;

/** How much is shown of what can be long. */
interface Detail {
  readonly files: number;
  readonly lines: number;
  readonly entries: number;
  readonly reasons: boolean;
}

/** Less and less, until it fits. */
const DETAILS: readonly Detail[] = [
  { files: 1000, lines: 1000, entries: 1000, reasons: true },
  { files: 20, lines: 40, entries: 200, reasons: true },
  { files: 5, lines: 10, entries: 100, reasons: true },
  { files: 1, lines: 0, entries: 50, reasons: false },
];

/**
 * A plan as the text of a pull request: boxes to tick for what is left, what changes and why, what to run. It is never
 * longer than GitHub takes: of a large plan it shows less, and says how much is left out.
 * @example
 * formatPlanMarkdown(plan); // a pull request's text, with check boxes
 */
export function formatPlanMarkdown(plan: UpgradePlan, call?: CallOptions): string {
  return enter(call, () => {
    const shown = visiblePlan(planArgument(plan));
    let text = '';
    for (const detail of DETAILS) {
      text = print(shown, detail);
      if (text.length <= MOST_CHARACTERS) break;
    }
    return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, text.lastIndexOf('\n', MOST_CHARACTERS))}\n`;
  });
}

function print(plan: UpgradePlan, detail: Detail): string {
  const { from, to } = plan;
  const topics = to.only.length === 0 ? '' : ` (${to.only.map(plain).join(', ')} only)`;
  const start = from.preset === undefined ? '' : ` from ${code(from.preset)}`;
  const sections = [
    `## Upgrade${start} to ${code(to.preset)}${topics}`,
    ...(plan.steps.length === 0 ? ['Nothing to do.'] : []),
    ...section('Left to do', '', tasks(plan, detail), detail),
    ...section('Both sides changed', 'Yours was kept in these places.', conflicts(plan, detail), detail),
    ...changes(plan.steps, detail),
    ...section('Worth a look', 'Nothing breaks where these stay.', remarks(plan), detail),
    ...commandsOf('In a cluster', withReasons(plan.cluster)),
    ...commandsOf('Afterwards', afterwards(plan)),
    ...proof(plan),
  ];
  return `${sections.join('\n\n').trimEnd()}\n`;
}

function section(title: string, intro: string, entries: readonly string[], { entries: most }: Detail): string[] {
  if (entries.length === 0) return [];
  const more = entries.length > most ? [`- and ${entries.length - most} more: \`--json\` has them all`] : [];
  return [`### ${title}`, ...(intro === '' ? [] : [intro]), [...entries.slice(0, most), ...more].join('\n')];
}

function commandsOf(title: string, commands: readonly string[]): string[] {
  return commands.length === 0 ? [] : [`### ${title}`, codeBlock('sh', commands).trimEnd()];
}

/** Steps by the release that they are of; those of an exit have its topic. */
function changes(steps: readonly PlanStep[], { files: most, reasons }: Detail): string[] {
  const byRelease = grouped(steps, ({ id }) => id.split('/')[0]!);
  const lists = [...byRelease].flatMap(([release, list]) => [
    `#### ${plain(release)}`,
    list
      .map(({ id, title, why, links, files, state }) => {
        const mark = state === 'skipped' ? ' (left out)' : '';
        const sources = links.map((address) => link(linkLabel(address), address)).join(', ');
        const more = files.length > most ? [`${files.length - most} more`] : [];
        const shown = [...files.slice(0, most).map(code), ...more].join(', ');
        const reason = reasons ? ` ${plain(why)}${sources === '' ? '' : ` (${sources})`}` : '';
        return `- **${plain(title.replace(/\.$/, ''))}.**${mark}${reason}\n  ${code(id)}: ${shown}`;
      })
      .join('\n'),
  ]);
  return lists.length === 0 ? [] : ['### What changes', ...lists];
}

function conflicts(plan: UpgradePlan, detail: Detail): string[] {
  return plan.conflicts.map((conflict) => {
    const { path, where, yours, theirs, suggested } = conflict;
    const head = `- [ ] ${code(path)}: ${plain(where)}${suggested === 'theirs' ? ' (theirs is suggested)' : ''}`;
    if (isShort(conflict)) return `${head}: yours ${sideOf(yours)}, theirs ${sideOf(theirs)}`;
    const sides = [...cut(yours, detail).map((line) => `- ${line}`), ...cut(theirs, detail).map((line) => `+ ${line}`)];
    return sides.length === 0 ? head : `${head}\n${indented(codeBlock('diff', sides))}`;
  });
}

function isShort({ yours, theirs }: PlanConflict): boolean {
  return [yours, theirs].every((text) => text.length < 80 && !text.trim().includes('\n'));
}

function sideOf(text: string): string {
  return text.trim() === '' ? 'nothing' : code(text.trim());
}

function cut(text: string, { lines: most }: Detail): string[] {
  const all = text.trim() === '' ? [] : text.trimEnd().split('\n');
  if (all.length <= most) return all;
  return most === 0 ? [] : [...all.slice(0, most), `… ${all.length - most} more lines`];
}

function tasks(plan: UpgradePlan, detail: Detail): string[] {
  return plan.manual.map(({ path, line, text, snippet }) => {
    const lines = cut(snippet ?? '', detail);
    const block = lines.length === 0 ? '' : `\n${indented(codeBlock('', lines))}`;
    return `- [ ] ${code(placeOf(path, line))} ${plain(text)}${block}`;
  });
}

function remarks(plan: UpgradePlan): string[] {
  return remarksOf(plan.leftovers).map(({ place, text }) => `- [ ] ${code(place)} ${plain(text)}`);
}

function proof({ proof: { rendered, changed, unrendered } }: UpgradePlan): string[] {
  const built = `Built before and after: ${rendered.map(code).join(', ')}. Objects that differ: ${changed.length}. One that no step is about is named under what is left to do.`;
  const lacking = unrendered.map(
    ({ directory, message }) => `- ${code(directory)} is not proven: ${plain(message.split('\n')[0]!)}`,
  );
  return [...(rendered.length === 0 ? [] : [built]), ...(lacking.length === 0 ? [] : [lacking.join('\n')])];
}

function indented(block: string): string {
  return block
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}

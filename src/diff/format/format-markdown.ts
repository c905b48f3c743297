import { optionsArgument } from '../../core/arguments.ts';
import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import { code, codeBlock, inHtml, link, linkLabel, plain } from '../../core/markdown-text.ts';
import type { DataSchema } from '../../core/schema-issues.ts';
import { diffArgument } from '../diff-argument.ts';
import type { DiffNote, FileChange, ObjectChange, OptionReason, Reason, TreeDiff } from '../model.ts';
import { formatFile } from '../patch/format-patch.ts';
import { deleteCommand, describeJson } from '../summary/describe.ts';
import { type DiffSummary, summaryOf } from '../summary/summarize.ts';
import type { SummaryPoint } from '../summary/summary-point.ts';
import { breakdown, count } from './count.ts';
import { objectLines } from './object-lines.ts';
import { POINT_TITLES } from './point-titles.ts';
import { type ExplainedReason, groupReasons } from './reason-groups.ts';
import { titleOf } from './title.ts';
import { withoutControls } from './without-controls.ts';

export interface MarkdownOptions extends CallOptions {
  /**
   * How long the text may be, in characters. What would go beyond is left out, and the text says so: hunks first, then
   * the fields of objects, then the names of what a reason explains, then the ends of lists.
   * Default 60000: GitHub takes 65,536 in a comment.
   */
  readonly maxLength?: number;
  /** The level of the first heading. Default 2. */
  readonly level?: number;
}

const DEFAULT_LENGTH = 60_000;
/** How much is said of what could be said at length. */
interface Detail {
  /** Names of files, or of objects, in one sentence; more are counted. */
  readonly names: number;
  /** Items of any list; more are counted. */
  readonly items: number;
}

/** The first with which the text is short enough counts. */
const DETAILS: readonly Detail[] = [
  { names: 8, items: Number.POSITIVE_INFINITY },
  { names: 3, items: Number.POSITIVE_INFINITY },
  { names: 1, items: Number.POSITIVE_INFINITY },
  { names: 0, items: 100 },
  { names: 0, items: 25 },
  { names: 0, items: 5 },
];

/**
 * A diff as GitHub Markdown for a pull request or an issue: what it means first, then the reasons by topic, then objects
 * and files in details that open. Names and values that users chose cannot become markup.
 * @example
 * formatMarkdown(diff, { maxLength: 60_000 }); // the body of a pull request
 */
export function formatMarkdown(diff: TreeDiff, options: MarkdownOptions = {}): string {
  return enter(options, () =>
    markdownOf(withoutControls(diffArgument(diff)), optionsArgument<MarkdownOptions>(options, OPTIONS_SCHEMA)),
  );
}

const OPTIONS_SCHEMA: DataSchema = {
  type: 'object',
  properties: { maxLength: { type: 'number' }, level: { type: 'integer', minimum: 1, maximum: 6 } },
};

function markdownOf(diff: TreeDiff, { maxLength = DEFAULT_LENGTH, level = 2 }: MarkdownOptions): string {
  const summary = summaryOf(diff);
  const heading = (depth: number, text: string) => `${'#'.repeat(level + depth)} ${text}\n`;
  const start = [heading(0, titleText(diff)), ...opening(diff, summary)];
  for (const detail of DETAILS) {
    const list = (title: string, items: readonly string[]) => listSection(heading(1, title), items, detail);
    const text = textOf([
      start,
      list('What it means', summary.points.map(pointText)),
      list(
        'What breaks',
        summary.breaks.map((item) => breakText(item, diff.reasons)),
      ),
      list('To do by hand', [...manualTexts(summary, diff.reasons), ...leftBehindText(summary, detail)]),
      ...reasonSections(diff, heading, detail),
    ]);
    const parts = [...detailParts(diff, detail)];
    if (text.length + parts.reduce((sum, part) => sum + leastOf(part), 0) > maxLength) continue;
    return parts.reduce((before, part, index) => {
      const later = parts.slice(index + 1).reduce((sum, other) => sum + leastOf(other), 0);
      return `${before}${before === '' ? '' : '\n'}${printPart(part, maxLength - before.length - later)}`;
    }, text);
  }
  return textOf([start, [`The text would be longer than ${maxLength} characters. \`formatJson\` has all of it.\n`]]);
}

function textOf(sections: readonly (readonly string[])[]): string {
  return sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n');
}

function titleText(diff: TreeDiff): string {
  const title = titleOf(diff);
  if (title === undefined) return 'What changes';
  return `${code(title.subject)}: ${code(title.from)} → ${code(title.to)}`;
}

function opening(diff: TreeDiff, { files, objects }: DiffSummary): string[] {
  const parts = [
    `${count(diff.files.length, 'file')} (${breakdown(files, ['added', 'removed', 'renamed', 'changed'])}; +${files.additions} −${files.deletions})`,
    ...(diff.objects.length === 0
      ? []
      : [
          `${count(diff.objects.length, 'object')} (${breakdown({ ...objects }, ['added', 'removed', 'replaced', 'changed'])})`,
        ]),
  ];
  const text = diff.files.length === 0 ? 'Nothing changes.' : `Changes ${parts.join(' and ')}.`;
  return [`${text}\n`, ...diff.notes.map((note) => `> ${noteText(note)}\n`)];
}

function noteText({ side, path, message }: DiffNote): string {
  return `${side === 'from' ? 'Old' : 'New'} side, ${code(path)}: ${plain(message)}`;
}

function listSection(title: string, items: readonly string[], detail: Detail): string[] {
  return items.length === 0
    ? []
    : [
        title,
        ...listed(
          items.map((item) => `- ${item}`),
          detail,
        ),
        '',
      ];
}

/** Items, or the first of them and how many more there are. */
function listed(items: readonly string[], { items: most }: Detail): string[] {
  return items.length <= most ? [...items] : [...items.slice(0, most), `- and ${items.length - most} more`];
}

function pointText({ about, text }: SummaryPoint): string {
  return `**${POINT_TITLES[about]}**: ${plain(text)}`;
}

function breakText({ text, reason, object }: DiffSummary['breaks'][number], reasons: readonly Reason[]): string {
  const command = object === undefined ? '' : ` ${code(deleteCommand(object))}`;
  const subject = object === undefined ? '' : `${code(`${object.kind} ${object.name}`)}: `;
  return `${subject}${plain(text)}${command}${source(reason, reasons)}`;
}

function manualTexts({ byHand }: DiffSummary, reasons: readonly Reason[]): string[] {
  return byHand.map(({ text, reason }) => `[ ] ${plain(text)}${source(reason, reasons)}`);
}

function leftBehindText({ leftBehind }: DiffSummary, { items }: Detail): string[] {
  if (leftBehind.length === 0) return [];
  const intro = '[ ] Applying the new manifests leaves these objects in a cluster that has the old ones:';
  const commands = leftBehind.slice(0, items).map(deleteCommand);
  const more = leftBehind.length > items ? [`# and ${leftBehind.length - items} more`] : [];
  const block = codeBlock('sh', [...commands, ...more]).trimEnd();
  return [`${intro}\n\n${block.replace(/^/gm, '  ')}`];
}

/** ` (4.1.0)`, linked to where it can be read up. */
function source(id: string | undefined, reasons: readonly Reason[]): string {
  const reason = reasons.find((candidate) => candidate.id === id);
  if (reason?.kind !== 'history') return '';
  const address = reason.links[0];
  return ` (${address === undefined ? plain(reason.release) : link(reason.release, address)})`;
}

function reasonSections(diff: TreeDiff, heading: (depth: number, text: string) => string, detail: Detail): string[][] {
  const { topics, options } = groupReasons(diff);
  if (topics.length + options.length === 0) return [];
  const sections = [[heading(1, 'Why')]];
  const optionTexts = options.map((option) => optionText(option, detail));
  if (options.length > 0) sections.push(listSection(heading(2, 'Your options'), optionTexts, detail));
  for (const { title, reasons } of topics) {
    const lines = (superseded: boolean) =>
      reasons
        .filter((item) => (item.reason.superseded ?? false) === superseded)
        .map((item) => `- ${reasonText(item, detail)}`);
    sections.push([heading(2, title), ...listed(lines(false), detail), '', ...overtaken(lines(true), detail)]);
  }
  return sections;
}

/** Steps on the way of which nothing is left at its end. */
function overtaken(lines: readonly string[], detail: Detail): string[] {
  if (lines.length === 0) return [];
  const summary = `${count(lines.length, 'step')} on the way, overtaken by later ones`;
  return [details(summary, `${listed(lines, detail).join('\n')}\n`)];
}

function optionText({ reason, files, objects }: ExplainedReason<OptionReason>, detail: Detail): string {
  const value = (side: 'from' | 'to') => (reason[side] === undefined ? 'not set' : code(describeJson(reason[side])));
  return `${code(reason.option)}: ${value('from')} → ${value('to')}${reach(files, objects, detail)}`;
}

function reasonText(
  { reason, files, objects }: ExplainedReason & { reason: { kind: 'history' } },
  detail: Detail,
): string {
  const { title, why, links, release, direction } = reason;
  const undone = direction === 'reverted' ? ' *Taken back:*' : '';
  const links_ = links.map((address, index) => link(index === 0 ? release : linkLabel(address), address));
  const where = links_.length === 0 ? plain(release) : links_.join(', ');
  return `**${plain(title)}**${undone} ${plain(why)} (${where})${reach(files, objects, detail)}`;
}

function reach(files: readonly FileChange[], objects: readonly ObjectChange[], detail: Detail): string {
  if (detail.names === 0) return '';
  const paths = names(
    files.map((change) => code(change.path)),
    detail,
  );
  const refs = names(
    objects.map(({ from, to }) => code(`${(to ?? from)!.kind} ${(to ?? from)!.name}`)),
    detail,
  );
  const parts = [paths === '' ? [] : [`Files: ${paths}`], refs === '' ? [] : [`Objects: ${refs}`]].flat();
  return parts.length === 0 ? '' : `<br>${parts.join('. ')}.`;
}

function names(list: readonly string[], { names: most }: Detail): string {
  const more = list.length - most;
  return more > 1 ? `${list.slice(0, most).join(', ')} and ${more} more` : list.join(', ');
}

/** Details that open, one for each change, with a line for those that have none or for which there is no room. */
interface Part {
  readonly title: string;
  readonly blocks: readonly { readonly short: string; readonly long: string }[];
  /** How many changes are not even named. */
  readonly more: number;
  /** What is said where some are left out. */
  readonly note: string;
  /** What has all of them. */
  readonly source: string;
}

function* detailParts({ objects, files }: TreeDiff, { items }: Detail): Generator<Part> {
  const part = <T>(
    title: string,
    what: string,
    source: string,
    changes: readonly T[],
    blockOf: (change: T) => Part['blocks'][number],
  ) => ({
    title: `${title} (${changes.length})`,
    blocks: changes.slice(0, items).map(blockOf),
    more: Math.max(0, changes.length - items),
    note: `\n${what} are left out, because the text would be too long for a comment.`,
    source,
  });
  if (objects.length > 0) yield part('Objects', 'Some fields', 'formatJson', objects, objectBlock);
  if (files.length > 0) yield part('Files', 'Some hunks', 'formatPatch', files, fileBlock);
}

/** How long a part is at least. */
function leastOf({ title, blocks, note }: Part): number {
  return blocks.reduce((sum, { short }) => sum + short.length + 1, title.length + note.length + 200);
}

/** The details of as many changes as fit; the others by name. */
function printPart(part: Part, room: number): string {
  let length = leastOf(part);
  let omitted = part.more > 0;
  const chosen = part.blocks.map(({ short, long }) => {
    const extra = long.length - short.length;
    if (length + extra > room) {
      omitted ||= extra > 0;
      return short;
    }
    length += extra;
    return long;
  });
  const more = part.more > 0 ? `- and ${part.more} more\n` : '';
  const note = omitted ? `${part.note} \`${part.source}\` has them all.\n` : '';
  return details(part.title, chosen.join('\n') + more + note);
}

function objectBlock(change: ObjectChange): Part['blocks'][number] {
  const [first, ...rest] = objectLines(change);
  const summary = `${first!.text} (${change.kind})`;
  const body = rest.map(({ sign, text }) => `${sign === '~' ? '!' : sign} ${text.trimStart()}`);
  const short = `- ${plain(summary)}\n`;
  return { short, long: body.length === 0 ? short : details(summary, codeBlock('diff', body)) };
}

function fileBlock(change: FileChange): Part['blocks'][number] {
  const name = change.oldPath === undefined ? change.path : `${change.oldPath} → ${change.path}`;
  const size = change.binary ? 'no text' : `+${change.additions} −${change.deletions}`;
  const summary = `${name} (${change.kind}, ${size})`;
  const short = `- ${plain(summary)}\n`;
  const hunks = () => codeBlock('diff', formatFile(change).trimEnd().split('\n'));
  return { short, long: change.hunks.length === 0 ? short : details(summary, hunks()) };
}

/** GitHub reads Markdown in HTML only after an empty line. */
function details(summary: string, body: string): string {
  return `<details>\n<summary>${inHtml(summary)}</summary>\n\n${body}\n</details>\n`;
}

import type { DiffNote, FileChange, ObjectChange, OptionReason, Reason, TreeDiff } from '../model.ts';
import { formatFile } from '../patch/format-patch.ts';
import { deleteCommand, describeJson } from '../summary/describe.ts';
import { type DiffSummary, type SummaryPoint, summarizeDiff } from '../summary/summarize.ts';
import { breakdown, count } from './count.ts';
import { code, codeBlock, link, plain } from './markdown-text.ts';
import { objectLines } from './object-lines.ts';
import { POINT_TITLES } from './point-titles.ts';
import { type ExplainedReason, groupReasons } from './reason-groups.ts';
import { titleOf } from './title.ts';

export interface MarkdownOptions {
  /**
   * How long the text may be, in characters. Files whose hunks would go beyond are named without them, last ones first.
   * Default 60000: GitHub takes 65,536 in a comment.
   */
  readonly maxLength?: number;
  /** The level of the first heading. Default 2. */
  readonly level?: number;
}

const DEFAULT_LENGTH = 60_000;
/** Names of one kind in one sentence; more are counted. */
const MAX_NAMES = 8;

/**
 * A diff as GitHub Markdown for a pull request or an issue: what it means first, then the reasons by topic, then objects
 * and files in details that open. Names and values that users chose cannot become markup.
 */
export function formatMarkdown(
  diff: TreeDiff,
  { maxLength = DEFAULT_LENGTH, level = 2 }: MarkdownOptions = {},
): string {
  const summary = summarizeDiff(diff);
  const heading = (depth: number, text: string) => `${'#'.repeat(level + depth)} ${text}\n`;
  const sections = [
    [heading(0, titleText(diff)), ...opening(diff, summary)],
    list(heading(1, 'What it means'), summary.points.map(pointText)),
    list(
      heading(1, 'What breaks'),
      summary.breaks.map((item) => breakText(item, diff.reasons)),
    ),
    list(heading(1, 'To do by hand'), [...manualTexts(summary, diff.reasons), ...leftBehindText(summary)]),
    ...reasonSections(diff, heading),
    objectSection(diff.objects),
  ];
  const text = sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n');
  return text + fileSection(diff.files, maxLength - text.length);
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

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [title, ...items.map((item) => `- ${item}`), ''];
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

function leftBehindText({ leftBehind }: DiffSummary): string[] {
  if (leftBehind.length === 0) return [];
  const intro = '[ ] Applying the new manifests leaves these objects in a cluster that has the old ones:';
  const block = codeBlock('sh', leftBehind.map(deleteCommand)).trimEnd();
  return [`${intro}\n\n${block.replace(/^/gm, '  ')}`];
}

/** ` (4.1.0)`, linked to where it can be read up. */
function source(id: string | undefined, reasons: readonly Reason[]): string {
  const reason = reasons.find((candidate) => candidate.id === id);
  if (reason?.kind !== 'history') return '';
  const address = reason.links[0];
  return ` (${address === undefined ? plain(reason.release) : link(reason.release, address)})`;
}

function reasonSections(diff: TreeDiff, heading: (depth: number, text: string) => string): string[][] {
  const { topics, options } = groupReasons(diff);
  if (topics.length + options.length === 0) return [];
  const sections = [[heading(1, 'Why')]];
  if (options.length > 0) sections.push(list(heading(2, 'Your options'), options.map(optionText)));
  for (const { title, reasons } of topics) {
    const lines = (superseded: boolean) =>
      reasons.filter((item) => (item.reason.superseded ?? false) === superseded).map((item) => `- ${reasonText(item)}`);
    sections.push([heading(2, title), ...lines(false), '', ...overtaken(lines(true))]);
  }
  return sections;
}

/** Steps on the way of which nothing is left at its end. */
function overtaken(lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [details(`${count(lines.length, 'step')} on the way, overtaken by later ones`, `${lines.join('\n')}\n`)];
}

function optionText({ reason, files, objects }: ExplainedReason<OptionReason>): string {
  const value = (side: 'from' | 'to') => (reason[side] === undefined ? 'not set' : code(describeJson(reason[side])));
  return `${code(reason.option)}: ${value('from')} → ${value('to')}${reach(files, objects)}`;
}

function reasonText({ reason, files, objects }: ExplainedReason & { reason: { kind: 'history' } }): string {
  const { title, why, links, release, direction } = reason;
  const undone = direction === 'reverted' ? ' *Taken back:*' : '';
  const links_ = links.map((address, index) => link(index === 0 ? release : linkLabel(address), address));
  const where = links_.length === 0 ? plain(release) : links_.join(', ');
  return `**${plain(title)}**${undone} ${plain(why)} (${where})${reach(files, objects)}`;
}

/** `#4003` of a pull request or an issue, the start of a commit, or the host. */
function linkLabel(address: string): string {
  const [, host = address, path = ''] = /^https?:\/\/([^/]+)(.*)$/.exec(address) ?? [];
  const number = /\/(?:pull|issues|discussions)\/(\d+)/.exec(path)?.[1];
  const commit = /\/commit\/([0-9a-f]{7})/.exec(path)?.[1];
  return number === undefined ? (commit ?? host) : `#${number}`;
}

function reach(files: readonly FileChange[], objects: readonly ObjectChange[]): string {
  const paths = names(files.map((change) => code(change.path)));
  const refs = names(objects.map(({ from, to }) => code(`${(to ?? from)!.kind} ${(to ?? from)!.name}`)));
  const parts = [paths === '' ? [] : [`Files: ${paths}`], refs === '' ? [] : [`Objects: ${refs}`]].flat();
  return parts.length === 0 ? '' : `<br>${parts.join('. ')}.`;
}

function names(list: readonly string[]): string {
  const more = list.length - MAX_NAMES;
  return more > 1 ? `${list.slice(0, MAX_NAMES).join(', ')} and ${more} more` : list.join(', ');
}

function objectSection(objects: readonly ObjectChange[]): string[] {
  if (objects.length === 0) return [];
  const blocks = objects.map((change) => {
    const [first, ...rest] = objectLines(change);
    const summary = `${plain(first!.text)} (${change.kind})`;
    const body = rest.map(({ sign, text }) => `${sign === '~' ? '!' : sign} ${text.trimStart()}`);
    return body.length === 0 ? `- ${summary}\n` : details(summary, codeBlock('diff', body));
  });
  return [details(`Objects (${objects.length})`, blocks.join('\n'))];
}

/** The hunks of as many files as fit; the others by name. */
function fileSection(files: readonly FileChange[], room: number): string {
  if (files.length === 0) return '';
  const blocks = files.map((change) => fileBlock(change, true));
  const short = files.map((change) => fileBlock(change, false));
  const note =
    '\nSome hunks are left out, because the text would be too long for a comment. `formatPatch` has them all.\n';
  let length = short.reduce((sum, text) => sum + text.length + 1, 200 + note.length);
  let omitted = false;
  const chosen = blocks.map((block, index) => {
    const extra = block.length - short[index]!.length;
    if (length + extra > room) {
      omitted ||= extra > 0;
      return short[index]!;
    }
    length += extra;
    return block;
  });
  return `\n${details(`Files (${files.length})`, chosen.join('\n') + (omitted ? note : ''))}`;
}

function fileBlock(change: FileChange, hunks: boolean): string {
  const name = change.oldPath === undefined ? change.path : `${change.oldPath} → ${change.path}`;
  const summary = `${plain(name)} (${change.kind}, +${change.additions} −${change.deletions})`;
  if (!hunks || change.hunks.length === 0) return `- ${summary}\n`;
  return details(summary, codeBlock('diff', formatFile(change).trimEnd().split('\n')));
}

/** GitHub reads Markdown in HTML only after an empty line. */
function details(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n</details>\n`;
}

import type { Reason, TreeDiff } from '../model.ts';
import { formatFile } from '../patch/format-patch.ts';
import { deleteCommand, describeJson } from '../summary/describe.ts';
import { summaryOf } from '../summary/summarize.ts';
import { breakdown, count } from './count.ts';
import { objectLines } from './object-lines.ts';
import { POINT_TITLES } from './point-titles.ts';
import { groupReasons } from './reason-groups.ts';
import { titleOf } from './title.ts';

import { withoutControls } from './without-controls.ts';

/** How text is painted; each function gives text back. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

export const NO_PAINT: Paint = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  green: (text) => text,
  yellow: (text) => text,
};

/** What a terminal shows of a diff. */
export interface TerminalParts {
  /** The objects' changes, field by field. */
  readonly objects: boolean;
  /** The hunks of the files. */
  readonly patch: boolean;
}

/** A diff for a terminal: the summary first, then reasons by topic, then objects and hunks where they are asked for. */
export function formatTerminal(raw: TreeDiff, paint: Paint, parts: TerminalParts): string {
  const diff = withoutControls(raw);
  const summary = summaryOf(diff);
  const sections = [
    headline(diff, paint),
    ...(diff.notes.length === 0
      ? []
      : [diff.notes.map((note) => paint.yellow(`note: ${note.side} ${note.path}: ${note.message}`))]),
    section(
      'What it means',
      summary.points.map(({ about, text }) => `${POINT_TITLES[about]}: ${text}`),
      paint,
    ),
    section(
      'What breaks',
      summary.breaks.map(({ text, object, reason }) => {
        const command = object === undefined ? '' : `\n    ${deleteCommand(object)}`;
        return paint.red(`${text}${suffix(reason, diff.reasons)}`) + command;
      }),
      paint,
    ),
    section(
      'To do by hand',
      summary.byHand.map(({ text, reason }) => `${text}${suffix(reason, diff.reasons)}`),
      paint,
    ),
    section('Left behind in a cluster that has the old objects', summary.leftBehind.map(deleteCommand), paint),
    ...reasonLines(diff, paint),
    ...(parts.objects ? objectSection(diff, paint) : []),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
  return parts.patch ? `${text}\n${paintPatch(diff.files.map(formatFile).join(''), paint)}` : text;
}

function headline(diff: TreeDiff, paint: Paint): string[] {
  const title = titleOf(diff);
  const { files, objects } = summaryOf(diff);
  const totals = [
    `${count(diff.files.length, 'file')}: ${breakdown(files, ['added', 'removed', 'renamed', 'changed'])}, ${paint.green(`+${files.additions}`)} ${paint.red(`-${files.deletions}`)}`,
    ...(diff.objects.length === 0
      ? []
      : [
          `${count(diff.objects.length, 'object')}: ${breakdown({ ...objects }, ['added', 'removed', 'replaced', 'changed'])}`,
        ]),
  ];
  return [
    ...(title === undefined ? [] : [paint.bold(`${title.subject}: ${title.from} → ${title.to}`)]),
    ...(diff.files.length + diff.objects.length === 0 ? ['Nothing changes.'] : totals),
  ];
}

function section(title: string, items: readonly string[], paint: Paint): string[] {
  return items.length === 0 ? [] : [paint.bold(title), ...items.map((item) => `  ${item}`)];
}

function suffix(id: string | undefined, reasons: readonly Reason[]): string {
  const reason = reasons.find((candidate) => candidate.id === id);
  return reason?.kind === 'history' ? ` [${reason.release}]` : '';
}

function reasonLines(diff: TreeDiff, paint: Paint): string[][] {
  const { topics, options } = groupReasons(diff);
  const value = (side: unknown) => (side === undefined ? 'not set' : describeJson(side as string));
  const lines = options.map(({ reason }) => `${reason.option}: ${value(reason.from)} → ${value(reason.to)}`);
  return [
    section('Options', lines, paint),
    ...topics.map(({ title, reasons }) =>
      section(
        title,
        reasons.map(({ reason, files, objects }) => {
          const undone = reason.direction === 'reverted' ? ' (taken back)' : '';
          const line = `${reason.release.padEnd(8)} ${reason.title}${undone}`;
          if (reason.superseded) return paint.dim(`${line} Overtaken by a later step.`);
          const reach = `${count(files.length, 'file')}, ${count(objects.length, 'object')}`;
          return `${line} ${paint.dim(`${reason.why} [${reach}]`)}`;
        }),
        paint,
      ),
    ),
  ];
}

function objectSection(diff: TreeDiff, paint: Paint): string[][] {
  return diff.objects.map((change) =>
    objectLines(change).map(({ sign, text }, index) => {
      const line = `${sign} ${text}`;
      if (index === 0) return paint.bold(line);
      return sign === '+' ? paint.green(line) : sign === '-' ? paint.red(line) : paint.yellow(line);
    }),
  );
}

/** A patch with the lines of its hunks painted. */
export function paintPatch(patch: string, paint: Paint): string {
  let inHunk = false;
  return patch
    .split('\n')
    .map((line) => {
      if (line.startsWith('diff --git ')) inHunk = false;
      else if (line.startsWith('@@ ')) inHunk = true;
      if (line.startsWith('@@ ')) return paint.yellow(line);
      if (!inHunk) return line === '' ? line : paint.bold(line);
      return line.startsWith('+') ? paint.green(line) : line.startsWith('-') ? paint.red(line) : line;
    })
    .join('\n');
}

import { append } from '../../core/append.ts';
import type { FileInput } from '../../core/file-tree.ts';
import { lineEdits } from '../../diff/text/line-edits.ts';
import type { PlanBuilder, StepHead } from '../plan/plan-builder.ts';
import type { Reasons } from './reasons.ts';
import { needsOf, type Piece } from './step-needs.ts';

type Changes = ReadonlyMap<string, FileInput | undefined>;

/** What nothing in the history explains. */
const OTHER: StepHead = {
  id: 'upgrade/other',
  title: 'Have what else the release has',
  why: 'The scaffold of the release has it so.',
  topic: 'build',
};

/** Records changes as steps, a step a reason, in the order of the history. */
export function recordByReason(builder: PlanBuilder, changes: Changes, reasons: Reasons): void {
  const { tree } = builder;
  const whole = new Map<number, Map<string, FileInput | undefined>>();
  const changed = new Map<string, readonly Piece[]>();
  const all: Piece[] = [];
  const last = reasons.heads.length;
  for (const [path, input] of changes) {
    const before = tree.get(path);
    const after = textOf(input);
    if (before === after) continue;
    if (before === undefined || after === undefined) {
      const order = reasons.ofFile(path) ?? last;
      whole.set(order, (whole.get(order) ?? new Map()).set(path, input));
      all.push({ path, before: before ?? '', after: after ?? '', order, whole: true });
    } else {
      const pieces = piecesOf(path, before, after, reasons, last);
      changed.set(path, pieces);
      append(all, pieces);
    }
  }
  const needs = needsOf(all, (path) => reasons.ofPath(path));
  const headOf = (order: number) => reasons.heads[order] ?? OTHER;
  const orders = new Set(all.flatMap(({ order }) => order ?? []));
  const metrics = [...orders].filter((order) => headOf(order).topic === 'metrics');
  for (const order of [...orders].sort((a, b) => a - b)) {
    const files = new Map<string, FileInput | undefined>(whole.get(order));
    for (const [path, pieces] of changed) {
      if (!pieces.some((piece) => piece.order === order)) continue;
      const text = pieces.map((piece) => ((piece.order ?? -1) <= order ? piece.after : piece.before)).join('');
      files.set(path, { content: text, executable: tree.entry(path)!.executable });
    }
    const needed = new Set(needs.get(order));
    // Who serves metrics, and how, is told in the program, its pod, the Service and the monitor: one move.
    if (metrics.includes(order)) for (const other of metrics) if (other !== order) needed.add(other);
    const ids = [...needed].filter((other) => orders.has(other)).sort((a, b) => a - b);
    builder.record({ ...headOf(order), needs: ids.map((other) => headOf(other).id) }, files);
  }
}

function piecesOf(path: string, before: string, after: string, reasons: Reasons, last: number): Piece[] {
  const pieces: Piece[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const close = () => {
    if (removed.length === 0 && added.length === 0) return;
    const order = reasons.ofLines(path, removed, added) ?? last;
    pieces.push({ path, before: removed.join(''), after: added.join(''), order, whole: false });
    removed = [];
    added = [];
  };
  for (const { kind, lines } of lineEdits(before, after).edits) {
    if (kind === 'removed') removed = [...removed, ...lines];
    else if (kind === 'added') added = [...added, ...lines];
    else {
      close();
      const text = lines.join('');
      pieces.push({ path, before: text, after: text, order: undefined, whole: false });
    }
  }
  close();
  return pieces;
}

function textOf(input: FileInput | undefined): string | undefined {
  if (typeof input === 'string' || input === undefined) return input;
  return 'content' in input && typeof input.content === 'string' ? input.content : undefined;
}

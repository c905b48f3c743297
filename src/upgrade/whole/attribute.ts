import type { FileInput } from '../../core/file-tree.ts';
import { lineEdits } from '../../diff/text/line-edits.ts';
import type { PlanBuilder, StepHead } from '../plan/plan-builder.ts';
import type { Reasons } from './reasons.ts';

type Changes = ReadonlyMap<string, FileInput | undefined>;

/** A run of lines that changes as one. */
interface Piece {
  readonly before: string;
  readonly after: string;
  /** The reason for it; undefined for lines that stay. */
  readonly order: number | undefined;
}

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
  const pieces = new Map<string, readonly Piece[]>();
  const last = reasons.heads.length;
  for (const [path, input] of changes) {
    const before = tree.get(path);
    const after = textOf(input);
    if (before === after) continue;
    if (before === undefined || after === undefined) {
      const order = reasons.ofFile(path) ?? last;
      whole.set(order, (whole.get(order) ?? new Map()).set(path, input));
    } else pieces.set(path, piecesOf(path, before, after, reasons, last));
  }
  const orders = new Set([
    ...whole.keys(),
    ...[...pieces.values()].flatMap((list) => list.flatMap(({ order }) => order ?? [])),
  ]);
  for (const order of [...orders].sort((a, b) => a - b)) {
    const files = new Map<string, FileInput | undefined>(whole.get(order));
    for (const [path, list] of pieces) {
      if (!list.some((piece) => piece.order === order)) continue;
      const text = list.map((piece) => ((piece.order ?? -1) <= order ? piece.after : piece.before)).join('');
      files.set(path, { content: text, executable: tree.entry(path)!.executable });
    }
    builder.record(reasons.heads[order] ?? OTHER, files);
  }
}

function piecesOf(path: string, before: string, after: string, reasons: Reasons, last: number): Piece[] {
  const pieces: Piece[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const close = () => {
    if (removed.length === 0 && added.length === 0) return;
    const order = reasons.ofLines(path, removed, added) ?? last;
    pieces.push({ before: removed.join(''), after: added.join(''), order });
    removed = [];
    added = [];
  };
  for (const { kind, lines } of lineEdits(before, after).edits) {
    if (kind === 'removed') removed = [...removed, ...lines];
    else if (kind === 'added') added = [...added, ...lines];
    else {
      close();
      const text = lines.join('');
      pieces.push({ before: text, after: text, order: undefined });
    }
  }
  close();
  return pieces;
}

function textOf(input: FileInput | undefined): string | undefined {
  if (typeof input === 'string' || input === undefined) return input;
  return 'content' in input && typeof input.content === 'string' ? input.content : undefined;
}

import { enter } from '../core/call.ts';
import type { CallOptions } from '../core/limits.ts';
import { compareObjectChanges } from '../objects/compare/diff-objects.ts';
import { compareChanges } from '../objects/compare/diff-values.ts';
import { compareRoleRights } from '../objects/rights/role-rights.ts';
import { diffArgument } from './diff-argument.ts';
import { compareFileChanges } from './files/diff-files.ts';
import type {
  FieldChange,
  FileChange,
  Hunk,
  ObjectChange,
  Reason,
  RoleRights,
  ScaffoldDiff,
  TreeDiff,
} from './model.ts';
import { notesInOrder } from './side-order.ts';

/**
 * The diff of the same two sides the other way round: `reverseDiff(diff(a, b))` is `diff(b, a)`.
 * @example
 * reverseDiff(reverseDiff(diff)); // the diff itself
 */
export function reverseDiff<T extends TreeDiff>(diff: T, call?: CallOptions): T {
  return enter(call, () => reversed(diffArgument(diff)));
}

/** As reverseDiff, of a diff of our own. */
export function reversed<T extends TreeDiff>(diff: T): T {
  const turned: TreeDiff = {
    ...diff,
    files: diff.files.map(reverseFile).sort(compareFileChanges),
    objects: diff.objects.map(reverseObject).sort(compareObjectChanges),
    ...(diff.metrics === undefined ? {} : { metrics: swap('from', diff.metrics.to, 'to', diff.metrics.from) }),
    ...(diff.rights === undefined ? {} : { rights: diff.rights.map(reverseRights).sort(compareRoleRights) }),
    reasons: diff.reasons.map(reverseReason),
    notes: notesInOrder(diff.notes.map((note) => ({ ...note, side: note.side === 'from' ? 'to' : 'from' }))),
  };
  if (!isScaffoldDiff(diff)) return turned as T;
  return { ...turned, from: diff.to, to: diff.from } as unknown as T;
}

function isScaffoldDiff(diff: TreeDiff): diff is ScaffoldDiff {
  return diff.kind === 'scaffolds';
}

const OPPOSITE = { added: 'removed', removed: 'added' } as const;

function opposite<K extends string>(kind: K): K {
  return Object.hasOwn(OPPOSITE, kind) ? (OPPOSITE[kind as keyof typeof OPPOSITE] as unknown as K) : kind;
}

function reverseFile(change: FileChange): FileChange {
  const { oldPath, oldMode, newMode, ...rest } = change;
  return {
    ...rest,
    kind: opposite(change.kind),
    path: oldPath ?? change.path,
    ...(oldPath === undefined ? {} : { oldPath: change.path }),
    ...swap('oldMode', newMode, 'newMode', oldMode),
    additions: change.deletions,
    deletions: change.additions,
    hunks: change.hunks.map(reverseHunk),
  } as FileChange;
}

function reverseHunk(hunk: Hunk): Hunk {
  return {
    oldStart: hunk.newStart,
    oldLines: hunk.newLines,
    newStart: hunk.oldStart,
    newLines: hunk.oldLines,
    lines: reverseLines(hunk.lines),
  };
}

/** Signs exchanged, and in each place the removed lines first again. A `\` line stays with the line before it. */
function reverseLines(lines: readonly string[]): string[] {
  const result: string[] = [];
  let added: string[] = [];
  let target = result;
  for (const line of lines) {
    if (line.startsWith('-')) {
      target = added;
      target.push(`+${line.slice(1)}`);
    } else if (line.startsWith('+')) {
      target = result;
      target.push(`-${line.slice(1)}`);
    } else if (line.startsWith(' ')) {
      for (const turned of added) result.push(turned);
      result.push(line);
      added = [];
      target = result;
    } else {
      target.push(line);
    }
  }
  return [...result, ...added];
}

function reverseObject(change: ObjectChange): ObjectChange {
  const { from: _from, to: _to, ...rest } = change;
  return {
    ...rest,
    kind: opposite(change.kind),
    ...swap('from', change.to, 'to', change.from),
    fields: change.fields.map(reverseField).sort(compareChanges),
  };
}

function reverseField(field: FieldChange): FieldChange {
  const { from: _from, to: _to, oldPointer: _old, newPointer: _new, order, ...rest } = field;
  return {
    ...rest,
    kind: opposite(field.kind),
    ...swap('oldPointer', field.newPointer, 'newPointer', field.oldPointer),
    ...swap('from', field.to, 'to', field.from),
    ...(order === undefined
      ? {}
      : { order: order.map(([old, now]) => [now, old] as const).sort((a, b) => a[1] - b[1]) }),
  };
}

function reverseRights({ from, to, gained, lost }: RoleRights): RoleRights {
  return { ...swap('from', to, 'to', from), gained: lost, lost: gained };
}

function reverseReason(reason: Reason): Reason {
  if (reason.kind === 'history') {
    return { ...reason, direction: reason.direction === 'applied' ? 'reverted' : 'applied' };
  }
  const { from: _from, to: _to, ...rest } = reason;
  return { ...rest, ...swap('from', reason.to, 'to', reason.from) };
}

/** Two members, each left out where it has no value. */
function swap<A extends string, B extends string, T>(
  a: A,
  left: T | undefined,
  b: B,
  right: T | undefined,
): { [key in A | B]?: T } {
  return {
    ...(left === undefined ? {} : { [a]: left }),
    ...(right === undefined ? {} : { [b]: right }),
  } as { [key in A | B]?: T };
}

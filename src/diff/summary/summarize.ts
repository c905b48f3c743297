import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import { identityOf } from '../../objects/identity.ts';
import { diffArgument } from '../diff-argument.ts';
import type { FileChange, HistoryReason, ObjectRef, ScaffoldDiff, TreeDiff } from '../model.ts';
import { describeEndpoint, describeRef, lossWith } from './describe.ts';
import { imageChanges } from './images.ts';
import { permissionChanges } from './permissions.ts';
import type { SummaryPoint } from './summary-point.ts';

/** What stops working, and why: an entry of the history says so, or the API server refuses the change. */
export interface Breakage {
  readonly text: string;
  /** The entry's id; absent for what follows from the objects alone. */
  readonly reason?: string;
  /** The object that must be deleted and created anew; only of scaffolds, since of a tree nobody knows whose it is. */
  readonly object?: ObjectRef;
}

/** Something to do by hand, as the history has it. */
export interface ManualStep {
  readonly text: string;
  readonly reason: string;
}

export interface DiffSummary {
  readonly files: Readonly<Record<FileChange['kind'], number>> & {
    readonly additions: number;
    readonly deletions: number;
  };
  readonly objects: {
    readonly added: number;
    readonly removed: number;
    readonly replaced: number;
    readonly changed: number;
  };
  readonly points: readonly SummaryPoint[];
  readonly breaks: readonly Breakage[];
  readonly byHand: readonly ManualStep[];
  /**
   * Objects that applying the new manifests leaves behind in a cluster: apply does not prune, as an upgrade of a chart
   * does. Only what a scaffold made: of two trees, which hold what people wrote, nothing is said to be left over, and of
   * a project only what it renders as its scaffold has it.
   */
  readonly leftBehind: readonly ObjectRef[];
}

/**
 * What a diff means, before its details.
 * @example
 * summarizeDiff(diff).points.length > 0; // true
 */
export function summarizeDiff(diff: TreeDiff, call?: CallOptions): DiffSummary {
  return enter(call, () => summaryOf(diffArgument(diff)));
}

/** As summarizeDiff, of a diff of our own. */
export function summaryOf(diff: TreeDiff): DiffSummary {
  const history = diff.reasons.filter((reason): reason is HistoryReason => reason.kind === 'history');
  const made = madeByScaffold(diff);
  const applied = history.filter((reason) => reason.direction === 'applied' && !reason.superseded);
  return {
    files: {
      ...countKinds(diff.files, ['added', 'removed', 'renamed', 'changed']),
      additions: diff.files.reduce((sum, change) => sum + change.additions, 0),
      deletions: diff.files.reduce((sum, change) => sum + change.deletions, 0),
    },
    objects: countKinds(diff.objects, ['added', 'removed', 'replaced', 'changed']),
    points: [...metricsPoints(diff), ...permissionChanges(diff), ...imageChanges(diff.objects)],
    breaks: [...breakagesOfHistory(applied), ...refusedUpdates(diff, made)],
    byHand: applied.flatMap(({ id, byHand }) => (byHand === undefined ? [] : [{ text: byHand, reason: id }])),
    leftBehind: diff.objects.flatMap(({ kind, from }) =>
      (kind === 'removed' || kind === 'replaced') && from !== undefined && made(from) ? [from] : [],
    ),
  };
}

function countKinds<K extends string>(
  changes: readonly { readonly kind: K }[],
  kinds: readonly K[],
): Record<K, number> {
  const count = (kind: K) => changes.filter((change) => change.kind === kind).length;
  return Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) as Record<K, number>;
}

function metricsPoints({ metrics }: TreeDiff): SummaryPoint[] {
  if (metrics === undefined) return [];
  return [{ about: 'metrics', text: `${describeEndpoint(metrics.from)} → ${describeEndpoint(metrics.to)}` }];
}

function breakagesOfHistory(applied: readonly HistoryReason[]): Breakage[] {
  return applied.flatMap(({ id, breaks }) => (breaks === undefined ? [] : [{ text: breaks, reason: id }]));
}

function refusedUpdates(diff: TreeDiff, made: (ref: ObjectRef) => boolean): Breakage[] {
  return diff.objects.flatMap(({ fields, from }): Breakage[] => {
    const refused = fields.filter((field) => field.immutable).map((field) => field.path);
    if (refused.length === 0 || from === undefined) return [];
    const text = `The API server refuses to change ${refused.join(', ')}`;
    const loss = lossWith(from);
    const remedy = `delete the object${loss === undefined ? '' : ` (${loss})`} before the new one is applied`;
    if (made(from)) return [{ text: `${text}: ${remedy}.`, object: from }];
    if (diff.kind === 'trees') return [{ text: `${describeRef(from)}: ${text} of an object that exists.` }];
    // A project that does not have the object, or not in this form, is not refused anything.
    if (ofProject(diff)) return [];
    return [{ text: `${from.kind} of each release: ${text}: ${remedy}.` }];
  });
}

/**
 * Which old objects are those of a scaffold by their names in a cluster. Those of a chart have names that follow from
 * the release, those of a tree are somebody's own, and a project may have taken them out or put others there.
 */
function madeByScaffold(diff: TreeDiff): (ref: ObjectRef) => boolean {
  if (diff.kind !== 'scaffolds') return () => false;
  const { from } = diff as ScaffoldDiff;
  if (from.format === 'helm') return () => false;
  if (!ofProject(diff)) return () => true;
  const there = new Set((from.inProject ?? []).map(identityOf));
  return (ref) => there.has(identityOf(ref));
}

/** Whether one side is the scaffold of a project that exists; of the way back to it, nothing is known to be left. */
function ofProject(diff: TreeDiff): boolean {
  const { from, to } = diff as Partial<ScaffoldDiff>;
  return from?.inProject !== undefined || to?.inProject !== undefined;
}

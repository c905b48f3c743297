import type { KubernetesObject } from '../../kubernetes/object.ts';
import { compareIdentities, refOf } from '../identity.ts';
import { refusedChanges } from '../immutable/refused-changes.ts';
import type { FieldChange, ObjectChange } from '../model.ts';
import { diffValues } from './diff-values.ts';
import { matchObjects, type ObjectPair } from './match-objects.ts';

/** A field's change without its reasons. */
export type UnexplainedField = Omit<FieldChange, 'reasons'>;

/** An object's change without its reasons and files; the objects themselves stand beside it. */
export interface BareObjectChange {
  readonly change: Omit<ObjectChange, 'reasons' | 'files' | 'fields'> & {
    readonly fields: readonly UnexplainedField[];
  };
  readonly from?: KubernetesObject;
  readonly to?: KubernetesObject;
}

/** The objects that differ, by kind, namespace and name. */
export function diffObjects(from: readonly KubernetesObject[], to: readonly KubernetesObject[]): BareObjectChange[] {
  const match = matchObjects(from, to);
  const changes: BareObjectChange[] = [];
  for (const pair of match.same) {
    const fields: UnexplainedField[] = diffValues(pair.from, pair.to);
    if (fields.length > 0) changes.push(pairChange('changed', pair, markImmutable(pair, fields)));
  }
  for (const pair of match.replaced) changes.push(pairChange('replaced', pair, diffValues(pair.from, pair.to)));
  for (const object of match.removed) {
    changes.push({ change: { kind: 'removed', from: refOf(object), object, fields: [] }, from: object });
  }
  for (const object of match.added) {
    changes.push({ change: { kind: 'added', to: refOf(object), object, fields: [] }, to: object });
  }
  return changes.sort((a, b) => compareObjectChanges(a.change, b.change));
}

/** By what the object is in `to`, or was in `from` where it is removed. */
export function compareObjectChanges(
  a: Pick<ObjectChange, 'kind' | 'from' | 'to'>,
  b: Pick<ObjectChange, 'kind' | 'from' | 'to'>,
): number {
  return compareIdentities((a.to ?? a.from)!, (b.to ?? b.from)!) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0);
}

function pairChange(
  kind: 'changed' | 'replaced',
  pair: ObjectPair,
  fields: readonly UnexplainedField[],
): BareObjectChange {
  return { change: { kind, from: refOf(pair.from), to: refOf(pair.to), fields }, from: pair.from, to: pair.to };
}

/** Only for an object that keeps its identity: another one is created, not updated. */
function markImmutable({ from, to }: ObjectPair, fields: readonly UnexplainedField[]): UnexplainedField[] {
  const isRefused = refusedChanges(from, to);
  return fields.map((field) => (isRefused(field) ? { ...field, immutable: true } : field));
}

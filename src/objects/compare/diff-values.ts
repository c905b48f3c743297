import { compareCodeUnits } from '../../core/compare.ts';
import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import type { FieldChange } from '../model.ts';
import { sameJson } from './json.ts';
import { fieldType, listType, rootType } from './list-types.ts';
import { matchLists } from './match-lists.ts';
import { pathTo, pointerTo } from './pointer.ts';

/** A field's change before anybody asks why and what it means. */
export type BareFieldChange = Omit<FieldChange, 'reasons' | 'immutable'>;

/** Where a comparison stands in both objects. */
interface Place {
  readonly path: string;
  readonly old: string;
  readonly now: string;
  readonly type: string;
  readonly depth: number;
}

/**
 * What turns one object into the other, field by field. Lists are compared by the merge keys of Kubernetes, arguments by
 * the flag, lists without keys by likeness.
 */
export function diffValues(from: KubernetesObject, to: KubernetesObject): BareFieldChange[] {
  const type = rootType(from.apiVersion, from.kind) || rootType(to.apiVersion, to.kind);
  const changes: BareFieldChange[] = [];
  diffMaps(from, to, { path: '', old: '', now: '', type, depth: 0 }, changes);
  return changes.sort(compareChanges);
}

/** By path; the same for a diff and for its reverse, but for the order of what stands at one path. */
export function compareChanges(a: BareFieldChange, b: BareFieldChange): number {
  return (
    compareCodeUnits(a.path, b.path) ||
    compareCodeUnits(a.kind, b.kind) ||
    compareCodeUnits(a.oldPointer ?? '', b.oldPointer ?? '') ||
    compareCodeUnits(a.newPointer ?? '', b.newPointer ?? '')
  );
}

function diffMaps(from: JsonObject, to: JsonObject, place: Place, changes: BareFieldChange[]): void {
  for (const key of Object.keys(from)) {
    const path = pathTo(place.path, key);
    const oldPointer = pointerTo(place.old, key);
    if (!Object.hasOwn(to, key)) {
      changes.push({ kind: 'removed', path, oldPointer, from: from[key]! });
      continue;
    }
    const next = {
      path,
      old: oldPointer,
      now: pointerTo(place.now, key),
      type: fieldType(place.type, key, place.depth),
      depth: place.depth + 1,
    };
    diffPlaces(from[key]!, to[key]!, next, place.type, key, changes);
  }
  for (const key of Object.keys(to)) {
    if (Object.hasOwn(from, key)) continue;
    const newPointer = pointerTo(place.now, key);
    changes.push({ kind: 'added', path: pathTo(place.path, key), newPointer, to: to[key]! });
  }
}

function diffPlaces(
  from: JsonValue,
  to: JsonValue,
  place: Place,
  parentType: string,
  field: string,
  changes: BareFieldChange[],
): void {
  if (sameJson(from, to)) return;
  if (isObject(from) && isObject(to)) diffMaps(from, to, place, changes);
  else if (Array.isArray(from) && Array.isArray(to)) diffLists(from, to, place, parentType, field, changes);
  else changes.push({ kind: 'changed', path: place.path, oldPointer: place.old, newPointer: place.now, from, to });
}

function diffLists(
  from: readonly JsonValue[],
  to: readonly JsonValue[],
  place: Place,
  parentType: string,
  field: string,
  changes: BareFieldChange[],
): void {
  const type = listType(place.type, parentType, field, [[...from], [...to]]);
  const { pairs, oldLabels, newLabels } = matchLists(from, to, type);
  const oldMatched = new Set(pairs.map(([old]) => old));
  const newMatched = new Set(pairs.map(([, now]) => now));
  for (const [index, value] of from.entries()) {
    if (oldMatched.has(index)) continue;
    const path = `${place.path}[${oldLabels[index]}]`;
    changes.push({ kind: 'removed', path, oldPointer: pointerTo(place.old, index), from: value });
  }
  for (const [index, value] of to.entries()) {
    if (newMatched.has(index)) continue;
    const path = `${place.path}[${newLabels[index]}]`;
    changes.push({ kind: 'added', path, newPointer: pointerTo(place.now, index), to: value });
  }
  for (const [old, now] of pairs) {
    const next = {
      path: `${place.path}[${newLabels[now]}]`,
      old: pointerTo(place.old, old),
      now: pointerTo(place.now, now),
      type: type.element,
      depth: place.depth + 1,
    };
    diffPlaces(from[old]!, to[now]!, next, '', '', changes);
  }
  if (pairs.some(([old], index) => index > 0 && old < pairs[index - 1]![0])) {
    changes.push({
      kind: 'reordered',
      path: place.path,
      oldPointer: place.old,
      newPointer: place.now,
      from: labelsOf(
        from,
        oldLabels,
        pairs.map(([old]) => old).sort((a, b) => a - b),
      ),
      to: labelsOf(
        to,
        newLabels,
        pairs.map(([, now]) => now),
      ),
      order: pairs,
    });
  }
}

/** The elements by name, or by value where they have none, or one that others have too. */
function labelsOf(list: readonly JsonValue[], labels: readonly string[], indices: readonly number[]): JsonValue[] {
  const isName = (label: string) => label !== '' && labels.indexOf(label) === labels.lastIndexOf(label);
  return indices.map((index) => (isName(labels[index]!) ? labels[index]! : list[index]!));
}

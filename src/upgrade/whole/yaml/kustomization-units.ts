import { InputMemo } from '../../../core/memo.ts';
import { sameValue } from '../../../edit/yaml/same-value.ts';
import { listAt, objectAt, stringAt } from '../../../kubernetes/identity.ts';
import type { JsonValue } from '../../../kubernetes/object.ts';
import { type Entry, KustomizationLines } from '../../../switches/kustomization-lines.ts';
import { listsFor, sameEntry } from '../../../switches/same-entry.ts';

/** An entry of a kustomization's list, active or commented out: a switch with a state. */
export interface Unit extends Entry {
  readonly active: boolean;
}

/** All entries of a kustomization, in the order of the file. */
export function unitsOf(text: string): readonly Unit[] {
  return UNITS.get(text, () => readUnits(text));
}

const UNITS = new InputMemo<readonly Unit[]>();

function readUnits(text: string): readonly Unit[] {
  const lines = new KustomizationLines(text);
  const active = lines.lists().flatMap((list) => lines.active(list).map((entry) => ({ ...entry, active: true })));
  const commented = lines.allCommented().map((entry) => ({ ...entry, active: false }));
  return [...active, ...commented].sort((a, b) => a.start - b.start);
}

/** The entry of a file that is another's: the same, or else one that plays the same part; active ones first. */
export function unitLike(units: readonly Unit[], list: string, values: readonly JsonValue[]): Unit | undefined {
  const lists = listsFor(list);
  const candidates = units.filter((unit) => lists.includes(unit.list));
  const ranked = [...candidates.filter(({ active }) => active), ...candidates.filter(({ active }) => !active)];
  for (const value of values) {
    const same = ranked.find((unit) => sameValue(unit.value, value));
    if (same !== undefined) return same;
  }
  for (const value of values) {
    const alike = ranked.find((unit) => sameEntry(unit.value, value) !== undefined);
    if (alike !== undefined) return alike;
  }
  return undefined;
}

/**
 * Entries of two versions that are the same entry, or play the same part; what has no twin stands alone.
 *
 * @param isRenamed whether one names the file that the other names, by its new path
 */
export function pairUnits(
  base: readonly Unit[],
  theirs: readonly Unit[],
  isRenamed: (from: JsonValue, to: JsonValue) => boolean = () => false,
): { readonly base: Unit | undefined; readonly theirs: Unit | undefined }[] {
  const left = new Set(base);
  const pairs = new Map<Unit, Unit>();
  const rules: ((a: Unit, b: Unit) => boolean)[] = [
    (a, b) => sameValue(a.value, b.value),
    (a, b) => isRenamed(a.value, b.value),
    (a, b) => sameEntry(a.value, b.value) !== undefined,
    // One release names the certificate that another knows by its kind.
    (a, b) => sameSource(a.value, b.value),
  ];
  for (const fits of rules) {
    for (const unit of theirs) {
      if (pairs.has(unit)) continue;
      const twin = [...left].find((other) => listsFor(unit.list).includes(other.list) && fits(other, unit));
      if (twin === undefined) continue;
      left.delete(twin);
      pairs.set(unit, twin);
    }
  }
  return [
    ...theirs.map((unit) => ({ base: pairs.get(unit), theirs: unit as Unit | undefined })),
    ...[...left].map((unit) => ({ base: unit as Unit | undefined, theirs: undefined })),
  ];
}

/** Whether two replacements take the same field and put it into objects of a kind that both have. */
function sameSource(a: JsonValue, b: JsonValue): boolean {
  const [one, other] = [objectAt(a, 'source'), objectAt(b, 'source')];
  if (one === undefined || other === undefined || !sameValue(one, other)) return false;
  const kinds = (value: JsonValue) => listAt(value, 'targets').map((target) => stringAt(target, 'select', 'kind'));
  return kinds(b).some((kind) => kinds(a).includes(kind));
}

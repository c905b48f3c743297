import { append } from '../../../core/append.ts';
import { ScaffoldError } from '../../../core/errors.ts';
import { sameValue } from '../../../edit/yaml/same-value.ts';
import { YamlEditor } from '../../../edit/yaml/yaml-editor.ts';
import { isObject, objectAt, stringAt } from '../../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../../kubernetes/object.ts';
import { KUSTOMIZATION_LISTS } from '../../../switches/kustomization-lines.ts';
import { listsFor, pathOf } from '../../../switches/same-entry.ts';
import type { FactConflict, FactTask, FileMerge, FileVersions } from '../model.ts';
import { commented, insertActive, insertCommented, replacedLines, uncommented, withoutUnit } from './edit-units.ts';
import { pairUnits, type Unit, unitLike, unitsOf } from './kustomization-units.ts';
import { readVersions } from './merge-manifest.ts';
import { print, ValueMerge } from './merge-value.ts';

/** What the entries of a kustomization depend on; paths are as it names them. */
export interface Surroundings {
  /** Whether what an entry needs is there when all is done, see {@link neededBy}. */
  stands(needed: string): boolean;
  /** The new path of a file that the release calls otherwise. */
  renamed(path: string): string | undefined;
  /** Whether what a new entry names was switched off where it stood before. */
  isOff(needed: string): boolean;
}

type Choose = NonNullable<Parameters<FileMerge>[1]>;

/**
 * Merges a kustomization: the entries of its lists, each a switch that is on, or off by a comment; then its other fields
 * by key. Where you have turned a switch, it stays as you have it.
 */
export function kustomizationMerge(around: Surroundings): FileMerge {
  return (versions, choose = () => undefined) => {
    const read = readVersions(versions);
    if ('problem' in read) return read.problem;
    const entries = new EntryMerge(versions, choose, around);
    entries.merge(versions.base);
    const editor = new YamlEditor(entries.text, versions.path);
    const fields = new ValueMerge(editor, 0, '', choose);
    fields.merge([], rest(read.base[0]), rest(editor.values[0]), rest(read.theirs[0]));
    return {
      text: editor.text,
      conflicts: [...entries.conflicts, ...fields.conflicts],
      manual: [...entries.manual, ...fields.manual],
      notes: entries.notes,
    };
  };
}

/** The fields that are no lists of entries. */
function rest(root: JsonValue | undefined): JsonObject {
  if (!isObject(root)) return {};
  return Object.fromEntries(Object.entries(root).filter(([key]) => !KUSTOMIZATION_LISTS.has(key)));
}

class EntryMerge {
  text: string;
  readonly conflicts: FactConflict[] = [];
  readonly manual: FactTask[] = [];
  readonly notes: string[] = [];
  readonly #path: string;
  readonly #theirs: string;
  readonly #choose: Choose;
  readonly #around: Surroundings;
  readonly #order: readonly Unit[];
  #patched = false;

  constructor({ path, yours, theirs }: FileVersions, choose: Choose, around: Surroundings) {
    this.text = yours;
    this.#path = path;
    this.#theirs = theirs;
    this.#choose = choose;
    this.#around = around;
    this.#order = unitsOf(theirs);
  }

  merge(base: string): void {
    this.#patched = isPatched(unitsOf(this.text), unitsOf(base), this.#order);
    const isRenamed = (from: JsonValue, to: JsonValue) => {
      const path = pathOf(from);
      return path !== undefined && pathOf(to) === this.#around.renamed(path);
    };
    for (const pair of pairUnits(unitsOf(base), this.#order, isRenamed)) {
      const { base: b, theirs: t } = pair;
      if (b !== undefined && t !== undefined && b.active === t.active && sameValue(b.value, t.value)) continue;
      try {
        this.#unit(b, t);
      } catch (error) {
        if (!(error instanceof ScaffoldError)) throw error;
        const unit = (t ?? b)!;
        const task =
          t === undefined ? 'takes this entry out' : t.active ? 'has this entry' : 'has this entry commented out';
        this.manual.push({
          text: `${where(unit)} is written in a way that is not edited here. The release ${task}:`,
          snippet: print({ [unit.list]: [unit.value] }),
        });
      }
    }
  }

  #unit(b: Unit | undefined, t: Unit | undefined): void {
    const values = [t, b].flatMap((unit) => (unit === undefined ? [] : [unit.value]));
    const y = unitLike(unitsOf(this.text), (t ?? b)!.list, values);
    if (t === undefined) this.#gone(b!, y);
    else if (b === undefined) {
      if (y === undefined) this.#insert(t);
    } else this.#both(b, t, y);
  }

  /** Theirs has the entry no more. */
  #gone(b: Unit, y: Unit | undefined): void {
    if (y === undefined || this.#teaches(y)) return;
    const isYours = y.active && (!b.active || !saysTheSame(b.value, y.value));
    if (isYours && this.#conflicts(b, y, undefined) !== 'theirs') return;
    if (b.active && !y.active) this.notes.push(`${where(b)} is gone from the release; you had it off.`);
    this.text = withoutUnit(this.text, this.#path, y);
  }

  #both(b: Unit, t: Unit, found: Unit | undefined): void {
    let y = found;
    if (b.active !== t.active) {
      // Commented lines that were cleared away are off as well.
      if (t.active && y === undefined) {
        if (!b.active) this.#insert(t);
        return;
      }
      if (t.active && !y!.active) {
        const next = uncommented(this.text, y!);
        if (next !== undefined) this.text = next;
        else this.#insert(t);
      } else if (!t.active && y?.active && !this.#teaches(y)) {
        this.text = commented(this.text, y);
      }
      y = unitLike(unitsOf(this.text), t.list, [t.value, b.value]);
    }
    if (y === undefined || sameValue(b.value, t.value) || sameValue(y.value, t.value)) return;
    if (!y.active) {
      if (!sameValue(y.value, b.value)) return;
      if (t.active && label(t) !== label(y)) this.notes.push(`${where(y)} is ${label(t)} now, and off as you had it.`);
      this.text = replacedLines(this.text, y, this.#theirs, t);
      return;
    }
    if (y.list !== t.list && saysTheSame(y.value, b.value)) {
      // An older field names files alone; what says more than a name stands in the newer one.
      this.text = withoutUnit(this.text, this.#path, y);
      this.text = insertActive(this.text, this.#path, t, this.#order);
      return;
    }
    const editor = new YamlEditor(this.text, this.#path);
    const list = editor.get(0, [y.list]);
    const index = Array.isArray(list) ? list.findIndex((each) => sameValue(each, y.value)) : -1;
    if (index === -1) return;
    const merge = new ValueMerge(editor, 0, '', this.#choose);
    const named = [y.list, { entry: label(t) }];
    if (isObject(b.value) === isObject(y.value)) merge.merge([y.list, index], b.value, y.value, t.value, named);
    else if (saysTheSame(y.value, b.value)) editor.set(0, [y.list, index], t.value as never);
    this.text = editor.text;
    append(this.conflicts, merge.conflicts);
    append(this.manual, merge.manual);
  }

  /** Configurations teach kustomize the fields of what is patched in: patches of yours may need what theirs do not. */
  #teaches(y: Unit): boolean {
    return y.list === 'configurations' && this.#patched;
  }

  #insert(t: Unit): void {
    const needed = neededBy(t.value);
    if (needed !== undefined && !this.#around.stands(needed)) return;
    if (!t.active) {
      this.text = insertCommented(this.text, this.#theirs, t, this.#order);
      return;
    }
    this.text = insertActive(this.text, this.#path, t, this.#order);
    const own = unitLike(unitsOf(this.text), t.list, [t.value]);
    if (needed !== undefined && own !== undefined && this.#around.isOff(needed)) this.text = commented(this.text, own);
  }

  #conflicts(b: Unit, y: Unit, t: Unit | undefined): 'yours' | 'theirs' | undefined {
    const conflict: FactConflict = {
      where: where(b),
      base: shown(b),
      yours: shown(y),
      theirs: t === undefined ? '' : shown(t),
      suggested: 'yours',
      line: y.start + 1,
    };
    const side = this.#choose(conflict);
    if (side !== 'theirs') this.conflicts.push(conflict);
    return side;
  }
}

/** Whether patches are on in yours that are on in neither of the others. */
function isPatched(yours: readonly Unit[], ...others: readonly (readonly Unit[])[]): boolean {
  return yours.some((unit) => {
    if (!unit.active || !listsFor('patches').includes(unit.list)) return false;
    return others.every((units) => unitLike(units, unit.list, [unit.value])?.active !== true);
  });
}

/** What has to be there for an entry: its file or directory, or as `Kind name` the object that a replacement reads. */
export function neededBy(value: JsonValue): string | undefined {
  const source = objectAt(value, 'source');
  const [kind, name] = [stringAt(source, 'kind'), stringAt(source, 'name')];
  return pathOf(value) ?? (kind === undefined || name === undefined ? undefined : `${kind} ${name}`);
}

/** Older fields of kustomize name a file without a mapping. */
function saysTheSame(a: JsonValue, b: JsonValue): boolean {
  if (sameValue(a, b)) return true;
  const isBare = (value: JsonValue) =>
    typeof value === 'string' || (isObject(value) && Object.keys(value).length === 1);
  return isBare(a) && isBare(b) && pathOf(a) !== undefined && pathOf(a) === pathOf(b);
}

function shown({ value, active }: Unit): string {
  const text = print([value] as JsonValue);
  return active
    ? text
    : text
        .split('\n')
        .map((line) => `#${line}`)
        .join('\n');
}

function where(unit: Unit): string {
  return `${unit.list}[${label(unit)}]`;
}

/** What an entry is called: its file, or where a replacement takes its text from and where it puts it. */
function label({ value }: Unit): string {
  const path = pathOf(value);
  if (path !== undefined) return path;
  const source = objectAt(value, 'source');
  if (source === undefined) return print(value).split('\n')[0]!;
  const targets = isObject(value) && Array.isArray(value.targets) ? value.targets : [];
  const kinds = targets.map((target) => stringAt(target, 'select', 'kind') ?? '').filter(Boolean);
  return `${stringAt(source, 'kind')} ${stringAt(source, 'name')} ${stringAt(source, 'fieldPath') ?? 'metadata.name'} to ${kinds.join(', ')}`;
}

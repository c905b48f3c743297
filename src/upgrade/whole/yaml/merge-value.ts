import { ScaffoldError } from '../../../core/errors.ts';
import { printPath, type YamlPath } from '../../../edit/yaml/path.ts';
import { printValue } from '../../../edit/yaml/print-value.ts';
import { sameValue } from '../../../edit/yaml/same-value.ts';
import type { YamlEditor } from '../../../edit/yaml/yaml-editor.ts';
import { isObject, stringAt } from '../../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../../kubernetes/object.ts';
import type { FactConflict, FactTask } from '../model.ts';
import { keysFor } from './list-keys.ts';

type Choose = (conflict: FactConflict) => 'yours' | 'theirs' | undefined;
/** Undefined: there is nothing; a key without a value is as good as none. */
type Fact = JsonValue | undefined;

/**
 * Merges one YAML document by its facts: what changed from base to theirs is done to yours, in place, wherever yours
 * still has what base had. Maps are merged by key, lists by what their elements are known by.
 */
export class ValueMerge {
  readonly conflicts: FactConflict[] = [];
  readonly manual: FactTask[] = [];
  readonly #editor: YamlEditor;
  readonly #document: number;
  readonly #name: string;
  readonly #choose: Choose;

  /** @param name of the document, where a file has several */
  constructor(editor: YamlEditor, document: number, name: string, choose: Choose) {
    this.#editor = editor;
    this.#document = document;
    this.#name = name;
    this.#choose = choose;
  }

  /**
   * Labels that were taken out stay out, which is nobody's conflict. The name on a Service comes all the same: the monitor
   * of releases from 4.4 on selects by it.
   *
   * @param label the path as people read it, with names in place of indexes
   * @param elders the keys before the last one in theirs: a new key stands behind the nearest that is there
   */
  merge(
    at: YamlPath,
    base: Fact,
    yours: Fact,
    theirs: Fact,
    label: YamlPath = at,
    elders: readonly string[] = [],
  ): void {
    const [b, y, t] = [present(base), present(yours), present(theirs)];
    if (sameValue(b, t) || sameValue(y, t)) return;
    if (isObject(y) && isObject(t) && (b === undefined || isObject(b))) {
      this.#keys(at, b ?? {}, y, t, label);
    } else if (Array.isArray(y) && Array.isArray(t) && (b === undefined || Array.isArray(b))) {
      this.#items(at, b ?? [], y, t, label);
    } else if (y === undefined && Array.isArray(b) && Array.isArray(t) && keysFor(fieldOf(at), [b, t]) !== undefined) {
      // Who took out a list took out its elements; what comes to it is another thing.
      this.#items(at, b, [], t, label);
    } else if (sameValue(b, y) || (t === undefined && saysNoMore(y, b))) this.#put(at, t, label, elders);
    else if (t === undefined && this.#isOwnName(at, y)) this.#put(at, t, label, elders);
    else if (y === undefined && at.includes('labels')) {
      if (this.#isSelected(at)) this.#put(at, t, label, elders);
    } else this.#conflict(at, b, y, t, label, () => this.#put(at, t, label, elders));
  }

  /** Releases before 3.13 wrote an object's own name into its label, which is nobody's edit. */
  #isOwnName(at: YamlPath, value: Fact): boolean {
    if (at.join(' ') !== 'metadata labels app.kubernetes.io/instance') return false;
    const root = this.#editor.values[this.#document] as JsonValue;
    return value !== undefined && value === stringAt(root, 'metadata', 'name');
  }

  #isSelected(at: YamlPath): boolean {
    const root = this.#editor.values[this.#document];
    const isService = isObject(root as JsonValue) && (root as JsonObject).kind === 'Service';
    return isService && at.length === 3 && at[2] === 'app.kubernetes.io/name';
  }

  #keys(
    at: YamlPath,
    base: Readonly<Record<string, JsonValue>>,
    yours: Readonly<Record<string, JsonValue>>,
    theirs: Readonly<Record<string, JsonValue>>,
    label: YamlPath,
  ): void {
    const elders: string[] = [];
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(base)])) {
      this.merge([...at, key], own(base, key), own(yours, key), own(theirs, key), [...label, key], elders);
      elders.push(key);
    }
  }

  #items(
    at: YamlPath,
    base: readonly JsonValue[],
    yours: readonly JsonValue[],
    theirs: readonly JsonValue[],
    label: YamlPath,
  ): void {
    const keysOf = keysFor(fieldOf(at), [base, yours, theirs]);
    if (keysOf === undefined) {
      if (base.length === yours.length && yours.length === theirs.length) {
        for (const [index, item] of theirs.entries()) {
          this.merge([...at, index], base[index], yours[index], item, [...label, index]);
        }
      } else if (sameValue(base, yours)) this.#put(at, theirs, label);
      else this.#conflict(at, base, yours, theirs, label, () => this.#put(at, theirs, label));
      return;
    }
    const [bases, others] = [keyed(base, keysOf), keyed(theirs, keysOf)];
    const now = () => {
      const list = this.#editor.get(this.#document, at);
      return Array.isArray(list) ? keysOf(list) : [];
    };
    const started = keyed(yours, keysOf);
    const order = [...others.keys()];
    for (const [key, item] of others) {
      const named = [...label, shown(key)];
      const mine = started.get(key);
      const old = bases.get(key);
      if (mine !== undefined) this.merge([...at, now().indexOf(key)], old, mine, item, named);
      else if (old === undefined) this.#insert(at, item, placeFor(order, key, now()), named);
      else if (!sameValue(old, item)) {
        this.#conflict(at, old, undefined, item, named, () =>
          this.#insert(at, item, placeFor(order, key, now()), named),
        );
      }
    }
    for (const [key, old] of bases) {
      const mine = started.get(key);
      if (others.has(key) || mine === undefined) continue;
      const named = [...label, shown(key)];
      const remove = () => this.#remove([...at, now().indexOf(key)], named);
      if (saysNoMore(mine, old)) remove();
      else this.#conflict([...at, now().indexOf(key)], old, mine, undefined, named, remove);
    }
  }

  #put(at: YamlPath, value: Fact, label: YamlPath, elders: readonly string[] = []): void {
    if (value === undefined) {
      this.#remove(at, label);
      return;
    }
    const map = this.#editor.get(this.#document, at.slice(0, -1)) as JsonValue;
    const after = elders.findLast((key) => isObject(map) && Object.hasOwn(map, key));
    this.#edit(at, label, value, () =>
      this.#editor.set(this.#document, at, value, after === undefined ? {} : { after }),
    );
  }

  #insert(at: YamlPath, item: JsonValue, index: number, label: YamlPath): void {
    this.#edit(at, label, item, () => this.#editor.insert(this.#document, at, item, index));
  }

  #remove(at: YamlPath, label: YamlPath): void {
    this.#edit(at, label, undefined, () => this.#editor.remove(this.#document, at, { prune: false }));
  }

  #edit(at: YamlPath, label: YamlPath, value: Fact, make: () => unknown): void {
    try {
      make();
    } catch (error) {
      if (!(error instanceof ScaffoldError)) throw error;
      this.manual.push({
        line: this.#editor.line(this.#document, at),
        text: `${this.#where(label)} is written in a way that is not edited here: ${
          value === undefined ? 'take it out' : 'write there what the snippet says'
        }.`,
        ...(value === undefined ? {} : { snippet: print(value) }),
      });
    }
  }

  #conflict(at: YamlPath, base: Fact, yours: Fact, theirs: Fact, label: YamlPath, take: () => void): void {
    const conflict: FactConflict = {
      where: this.#where(label),
      base: print(base),
      yours: print(yours),
      theirs: print(theirs),
      suggested: 'yours',
      line: this.#editor.line(this.#document, this.#editor.place(this.#document, at) === undefined ? [] : at),
    };
    if (this.#choose(conflict) === 'theirs') take();
    else this.conflicts.push(conflict);
  }

  #where(label: YamlPath): string {
    const path = printPath(label);
    if (this.#name === '') return path === '' ? 'the document' : path;
    return path === '' ? this.#name : `${this.#name} ${path}`;
  }
}

/** Whether a value has nothing but what another has, so that nothing of it is lost where that one goes. */
function saysNoMore(value: Fact, than: Fact): boolean {
  if (isObject(value) && isObject(than)) {
    return Object.entries(value).every(([key, each]) => saysNoMore(present(each), present(own(than, key))));
  }
  return sameValue(value, than);
}

/** A value as YAML, for people; an empty text for nothing. */
export function print(value: Fact): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  return printValue(value as never, { indent: 2, indentLists: false, newline: '\n' }).join('\n');
}

/** Behind the nearest elder sibling that is there, else before the nearest younger one, else at the end. */
function placeFor(order: readonly string[], key: string, now: readonly string[]): number {
  const index = order.indexOf(key);
  for (let at = index - 1; at >= 0; at -= 1) {
    const place = now.indexOf(order[at]!);
    if (place !== -1) return place + 1;
  }
  for (let at = index + 1; at < order.length; at += 1) {
    const place = now.indexOf(order[at]!);
    if (place !== -1) return place;
  }
  return now.length;
}

function keyed(list: readonly JsonValue[], keysOf: (items: readonly JsonValue[]) => string[]): Map<string, JsonValue> {
  const keys = keysOf(list);
  return new Map(list.map((item, index) => [keys[index]!, item]));
}

/** A key as a step of a path, for people. */
function shown(key: string): { readonly key: string } {
  return { key };
}

/** The field that a list stands in. */
function fieldOf(at: YamlPath): string {
  return String(at.findLast((step) => typeof step === 'string') ?? '');
}

function own(map: Readonly<Record<string, JsonValue>>, key: string): Fact {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function present(value: Fact): Fact {
  return value === null ? undefined : value;
}

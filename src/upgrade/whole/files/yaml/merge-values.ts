import { ScaffoldError } from '../../../../core/errors.ts';
import { printPath, type YamlPath } from '../../../../edit/yaml/path.ts';
import { printValue } from '../../../../edit/yaml/print-value.ts';
import { sameValue } from '../../../../edit/yaml/same-value.ts';
import { isObject } from '../../../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../../../kubernetes/object.ts';
import { mergeLines } from '../merge-lines.ts';
import type { Settled } from '../settled.ts';
import { newerOfYours } from '../versions.ts';
import { itemKeys } from './item-key.ts';
import type { ValueEditor } from './value-editor.ts';

/** Keys whose texts are for people: yours stay. */
const PROSE = new Set(['name', 'description', 'desc']);

export interface MergeValuesOptions {
  /** Whether the text that is edited is the target's, and the changes put into it are yours. */
  readonly isTurned?: boolean;
  /** Merges texts of one line that both sides changed, where that can be done; undefined where not. */
  readonly texts?: (base: string, yours: string, theirs: string) => string | undefined;
}

/** Makes the changes from base to theirs in an editor that holds yours, by key, and in lists by what items are known by. */
export function mergeValues(
  editor: ValueEditor,
  base: JsonValue,
  theirs: JsonValue,
  settled: Settled,
  options: MergeValuesOptions = {},
): void {
  new ValuesMerge(editor, settled, options).value([], [], base, theirs);
}

class ValuesMerge {
  readonly #editor: ValueEditor;
  readonly #settled: Settled;
  readonly #isTurned: boolean;
  readonly #merge: MergeValuesOptions['texts'];

  constructor(editor: ValueEditor, settled: Settled, options: MergeValuesOptions) {
    this.#editor = editor;
    this.#settled = settled;
    this.#isTurned = options.isTurned === true;
    this.#merge = options.texts;
  }

  /** @param label is the path with what items are known by, for people */
  value(at: YamlPath, label: YamlPath, b: JsonValue | undefined, t: JsonValue | undefined): void {
    const y = this.#editor.get(0, at);
    if (sameValue(b, t) || sameValue(y, t)) return;
    if (y === undefined) {
      if (b === undefined && t !== undefined) this.#edit(label, at, t, () => this.#set(at, t));
      // The target has no more what you changed.
      else if (this.#isTurned && t !== undefined) this.#both(at, label, b, y, t);
      return;
    }
    const isBoth = (test: (value: JsonValue) => boolean) => [b, t].every((value) => value === undefined || test(value));
    if (isObject(y) && isBoth(isObject)) {
      this.#keys(at, label, (b ?? {}) as JsonObject, t as JsonObject | undefined);
    } else if (Array.isArray(y) && isBoth(Array.isArray)) {
      this.#items(at, label, (b ?? []) as JsonValue[], t as JsonValue[] | undefined);
    } else if (PROSE.has(String(at.at(-1))) && typeof y === 'string' && t !== undefined) return;
    else if (sameValue(y, b)) this.#edit(label, at, t, () => this.#put(at, t));
    else this.#both(at, label, b, y, t);
  }

  #keys(at: YamlPath, label: YamlPath, b: JsonObject, t: JsonObject | undefined): void {
    for (const key of Object.keys({ ...b, ...t })) {
      const own = (object: JsonObject | undefined) =>
        object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
      this.value([...at, key], [...label, key], own(b) as JsonValue | undefined, own(t) as JsonValue | undefined);
    }
    if (t === undefined) this.#removeEmpty(at);
  }

  #items(at: YamlPath, label: YamlPath, b: readonly JsonValue[], t: readonly JsonValue[] | undefined): void {
    const [bases, others] = [b, t ?? []].map((list) => {
      const keys = itemKeys(list);
      return new Map(keys.map((key, index) => [key, list[index]!]));
    }) as [Map<string, JsonValue>, Map<string, JsonValue>];
    const order = [...others.keys()];
    const baseOrder = [...bases.keys()];
    const now = this.#keysAt(at);
    for (const [key, item] of others) {
      const index = now.indexOf(key);
      if (index !== -1) this.value([...at, index], [...label, { key }], bases.get(key), item);
      else if (!bases.has(key)) {
        const place = placeOf(key, order, baseOrder, now);
        const isIn = this.#edit(label, at, item, () => this.#editor.insert(0, at, item as never, place));
        if (isIn) now.splice(place, 0, key);
      }
    }
    for (const [key, item] of bases) {
      const index = now.indexOf(key);
      if (index === -1 || others.has(key)) continue;
      const [place, shown] = [
        [...at, index],
        [...label, { key }],
      ];
      const mine = this.#editor.get(0, place);
      if (withoutProse(mine) === withoutProse(item)) {
        this.#edit(shown, place, undefined, () => this.#remove(place));
      } else this.#both(place, shown, item, mine, undefined);
      if (this.#sizeOf(at) < now.length) now.splice(index, 1);
    }
    if (t === undefined) this.#removeEmpty(at);
  }

  #both(
    at: YamlPath,
    label: YamlPath,
    b: JsonValue | undefined,
    y: JsonValue | undefined,
    t: JsonValue | undefined,
  ): void {
    const merged = typeof y === 'string' && typeof t === 'string' ? this.#texts(b, y, t) : undefined;
    if (merged !== undefined) {
      if (merged !== y) this.#edit(label, at, merged, () => this.#put(at, merged));
      return;
    }
    const [mine, other] = this.#isTurned ? [t, y] : [y, t];
    const side = this.#settled.side({
      where: printPath(label),
      base: print(b),
      yours: print(mine),
      theirs: print(other),
      suggested: 'yours',
      ...(this.#isTurned || y === undefined ? {} : { line: this.#editor.line(0, at) }),
    });
    if ((side === 'theirs') !== this.#isTurned) this.#edit(label, at, t, () => this.#put(at, t));
  }

  /** A version that is newer on your side stays; scripts are merged by line. */
  #texts(b: JsonValue | undefined, y: string, t: string): string | undefined {
    const newer = this.#isTurned ? newerOfYours(t, y) : newerOfYours(y, t);
    if (newer !== undefined || typeof b !== 'string') return newer;
    return y.includes('\n') ? mergeLines(b, y, t) : this.#merge?.(b, y, t);
  }

  #keysAt(at: YamlPath): string[] {
    const list = this.#editor.get(0, at);
    return Array.isArray(list) ? itemKeys(list as JsonValue[]) : [];
  }

  #sizeOf(at: YamlPath): number {
    const list = this.#editor.get(0, at);
    return Array.isArray(list) ? list.length : 0;
  }

  /** A map or a list that lost what the base had in it, and has nothing else, goes. */
  #removeEmpty(at: YamlPath): void {
    const value = this.#editor.get(0, at);
    if (at.length > 0 && typeof value === 'object' && value !== null && Object.keys(value).length === 0)
      this.#remove(at);
  }

  #put(at: YamlPath, value: JsonValue | undefined): void {
    if (value === undefined) this.#remove(at);
    else this.#set(at, value);
  }

  #set(at: YamlPath, value: JsonValue): void {
    this.#editor.set(0, at, value as never);
  }

  #remove(at: YamlPath): void {
    this.#editor.remove(0, at);
  }

  /** What the editor refuses is for a person. */
  #edit(label: YamlPath, at: YamlPath, value: JsonValue | undefined, edit: () => void): boolean {
    try {
      edit();
      return true;
    } catch (error) {
      if (!(error instanceof ScaffoldError)) throw error;
      const place = printPath(label) || 'the file';
      const line = this.#editor.place(0, at) === undefined ? {} : { line: this.#editor.line(0, at) };
      const text = value === undefined ? `Remove ${place}.` : `Set ${place} to what the snippet shows.`;
      this.#settled.manual.push({ ...line, text, ...(value === undefined ? {} : { snippet: print(value) }) });
      return false;
    }
  }
}

/**
 * Where an item that comes belongs: at the place of the one that it replaces, behind the neighbour that it has in the
 * target, or before the next one, or at the end.
 */
function placeOf(key: string, order: readonly string[], base: readonly string[], now: readonly string[]): number {
  const index = order.indexOf(key);
  const elder = order.slice(0, index).findLast((other) => now.includes(other));
  if (elder !== undefined) return now.indexOf(elder) + 1;
  const younger = order.slice(index + 1).find((other) => now.includes(other));
  if (younger !== undefined) return now.indexOf(younger);
  const first = base.find((other) => now.includes(other));
  return first === undefined ? now.length : now.indexOf(first);
}

function withoutProse(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map((item) => withoutProse(item as JsonValue)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  const keys = Object.keys(value)
    .filter((key) => !PROSE.has(key))
    .sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${withoutProse(value[key] as JsonValue)}`).join()}}`;
}

function print(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return printValue(value, { indent: 2, indentLists: true, newline: '\n' }).join('\n');
}

import type { JsonValue } from '../../kubernetes/object.ts';
import { allOf, type Condition, isSame, isSet, isTrue, not } from './condition.ts';
import { goString } from './escape.ts';

/**
 * A Kubernetes object with template expressions in it, as a tree: what the printer prints. Literal data needs no care:
 * the printer quotes it and escapes what a template engine would read as its own.
 *
 * Trees are built and edited inside one build and belong to it.
 */
export type TemplateNode = TemplateMap | TemplateList | Text | Action | YamlPipeline | Literal | RawYaml | WholeEntry;

/** Lines of YAML below a key, already at their indentation, whose content is not ours to look at. */
export class RawYaml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** An action that brings a whole entry, its key and all. */
export class WholeEntry {
  readonly action: string;

  constructor(action: string) {
    this.action = action;
  }
}

/** A value without expressions. */
export class Literal {
  readonly value: JsonValue;

  constructor(value: JsonValue) {
    this.value = value;
  }
}

/** An expression in a text: `{{ expression }}`. Its result is a name: no quote, no backslash, no line break. */
export interface Expression {
  readonly expression: string;
}

/** A string of literal pieces and expressions. Always a string to YAML, whatever the pieces make. */
export class Text {
  readonly parts: readonly (string | Expression)[];

  constructor(...parts: readonly (string | Expression)[]) {
    this.parts = parts;
  }
}

/** One action as a whole scalar, printed bare: the expression has to yield valid YAML of its own (`| quote`, a number). */
export class Action {
  readonly expression: string;

  constructor(expression: string) {
    this.expression = expression;
  }
}

/** A pipeline that yields YAML lines, put at the right indentation by `nindent`. */
export class YamlPipeline {
  readonly pipeline: string;

  constructor(pipeline: string) {
    this.pipeline = pipeline;
  }
}

/** Template text of its own, for loops; every line is put at the indentation of its place. */
export class TemplateLines {
  readonly lines: readonly (string | YamlPipeline)[];

  constructor(...lines: readonly (string | YamlPipeline)[]) {
    this.lines = lines;
  }
}

/** `{{- if … }}`, `{{- with … }}` or `{{- range … }}` around entries or items. */
export type Guard = (
  | { readonly action: 'if'; readonly holds: Condition }
  /** The pipeline, with the variables that it sets. */
  | { readonly action: 'with' | 'range'; readonly pipeline: string }
) & {
  /** When something is printed at all: for the guard of a map or list whose every entry is guarded. */
  readonly condition: Condition;
};

export interface Entry {
  readonly key: string | Text;
  value: TemplateNode;
  guard?: Guard | undefined;
  /** Printed instead where the guard does not hold. */
  otherwise?: TemplateNode | undefined;
  /** What has to hold for that; it needs a guard that is an `if`. */
  otherwiseWhen?: Condition | undefined;
  /** What a feature has added: where it stands among what others add. */
  place?: number;
}

/** Lines that stand among the entries of a map or the items of a list. */
export interface Inset {
  readonly inset: YamlPipeline | TemplateLines;
  guard?: Guard | undefined;
  /** What a feature has added: where it stands among what others add. */
  place?: number;
}

export interface Item {
  value: TemplateNode;
  guard?: Guard | undefined;
  /** What a feature has added: where it stands among what others add. */
  place?: number;
}

export class TemplateMap {
  entries: (Entry | Inset)[];
  /** What the source has in its place, an empty map or null: printed where nothing is in it. */
  whenEmpty: TemplateNode | undefined;

  constructor(entries: (Entry | Inset)[] = []) {
    this.entries = entries;
  }

  get(key: string): TemplateNode | undefined {
    return this.entry(key)?.value;
  }

  entry(key: string): Entry | undefined {
    return this.entries.find((entry): entry is Entry => 'key' in entry && entry.key === key);
  }

  /** Writes an entry in place, or behind all others. */
  set(key: string, value: TemplateNode, guard?: Guard, otherwise?: TemplateNode, otherwiseWhen?: Condition): void {
    const entry: Entry = { key, value, guard, otherwise, otherwiseWhen };
    const at = this.entries.findIndex((old) => 'key' in old && old.key === key);
    if (at === -1) this.entries.push(entry);
    else this.entries[at] = entry;
  }

  /** Puts a part where its key is, or behind those of the source and of lower places, whichever is added first. */
  add(part: Entry | Inset, place: number): void {
    const at = 'key' in part ? this.entries.findIndex((old) => 'key' in old && old.key === part.key) : -1;
    if (at === -1) insert(this.entries, part, place);
    else this.entries[at] = part;
  }

  delete(key: string): void {
    this.entries = this.entries.filter((entry) => !('key' in entry && entry.key === key));
  }

  /** The map at a key, made where there is none. */
  map(key: string): TemplateMap {
    const found = this.get(key);
    if (found instanceof TemplateMap) return found;
    const made = new TemplateMap();
    made.whenEmpty = found;
    this.set(key, made, this.entry(key)?.guard);
    return made;
  }

  /** The list at a key, made where there is none. */
  list(key: string): TemplateList {
    const found = this.get(key);
    if (found instanceof TemplateList) return found;
    const made = new TemplateList();
    made.whenEmpty = found;
    this.set(key, made, this.entry(key)?.guard);
    return made;
  }
}

export class TemplateList {
  items: (Item | Inset)[];
  whenEmpty: TemplateNode | undefined;

  constructor(items: (Item | Inset)[] = []) {
    this.items = items;
  }

  /** Puts a part behind those of the source and those of lower places, whichever is added first. */
  add(part: Item | Inset, place: number): void {
    insert(this.items, part, place);
  }

  /** Puts items right behind another. */
  addBehind(item: Item, ...items: readonly Item[]): void {
    this.items.splice(this.items.indexOf(item) + 1, 0, ...items);
  }
}

/** What is of the source has no place, and stands before what has one. */
function insert<T extends Entry | Inset | Item>(parts: T[], part: T, place: number): void {
  part.place = place;
  const at = parts.findIndex((each) => (each.place ?? 0) > place);
  parts.splice(at === -1 ? parts.length : at, 0, part);
}

export function when(condition: Condition): Guard {
  return { action: 'if', holds: condition, condition };
}

export function withValue(value: string): Guard {
  return { action: 'with', pipeline: value, condition: isSet(value) };
}

/** @param condition when the pipeline yields something, where that is not the pipeline itself */
export function withPipeline(pipeline: string, condition: Condition = isTrue(pipeline)): Guard {
  return { action: 'with', pipeline, condition };
}

/** @param pipeline what is iterated, with the variables that it sets: `$key, $text := .Values.texts` */
export function rangeOver(pipeline: string, value: string = pipeline): Guard {
  return { action: 'range', pipeline, condition: isSet(value) };
}

/** A map of values less some keys. A key without a value in a person's file is null, which `omit` does not take. */
export function withOthers(value: string, keys: readonly string[]): Guard {
  if (keys.length === 0) return withValue(value);
  return withPipeline(`omit (${value} | default dict) ${keys.map(goString).join(' ')}`, isSet(value));
}

export function isSameGuard(a: Guard, b: Guard): boolean {
  if (a.action !== b.action) return false;
  return a.action === 'if' ? isSame(a.holds, (b as typeof a).holds) : a.pipeline === (b as typeof a).pipeline;
}

/** Whether one of two guards holds exactly where the other does not. */
export function areOpposites(a: Guard, b: Guard): boolean {
  if (a.action !== 'if' || b.action !== 'if') return false;
  return isSame(a.holds, not(b.holds));
}

/** Both at once. */
export function both(a: Guard | undefined, b: Condition): Guard {
  return when(a === undefined ? b : allOf([a.condition, b]));
}

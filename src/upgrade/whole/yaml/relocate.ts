import { ScaffoldError } from '../../../core/errors.ts';
import type { FileTree } from '../../../core/file-tree.ts';
import { YamlEditor } from '../../../edit/yaml/yaml-editor.ts';
import { isObject, stringAt } from '../../../kubernetes/identity.ts';
import type { JsonValue } from '../../../kubernetes/object.ts';
import { keysFor } from './list-keys.ts';
import { ValueMerge } from './merge-value.ts';

/** A file in which a fact of the user's has its place now, and its text with it. */
export interface Relocated {
  readonly path: string;
  readonly text: string;
}

/**
 * Moves what a user changed in a file of objects or patches that is no more, or of another form, to the object itself
 * where it stands now: a flag in the patch of a container is a flag of that container.
 *
 * @returns undefined where that is not certain: the object is nowhere, or has something else in these places
 */
export function relocate(base: string, yours: string, path: string, tree: FileTree): Relocated[] | undefined {
  const moved: Relocated[] = [];
  try {
    const old = new YamlEditor(base, path).values as readonly JsonValue[];
    const mine = new YamlEditor(yours, path).values as readonly JsonValue[];
    for (const value of mine) {
      if (value === null) continue;
      const before = old.find((each) => nameOf(each) === nameOf(value));
      if (before === undefined || nameOf(value) === '') return undefined;
      const next = moveOne(before, value, path, tree);
      if (next === undefined) return undefined;
      if (next.text !== tree.get(next.path)) moved.push(next);
    }
    return mine.filter((value) => value !== null).length === old.length ? moved : undefined;
  } catch (error) {
    if (error instanceof ScaffoldError) return undefined;
    throw error;
  }
}

function moveOne(base: JsonValue, yours: JsonValue, from: string, tree: FileTree): Relocated | undefined {
  const name = nameOf(base);
  for (const { path, content } of tree) {
    if (path === from || !/^config\/(?!samples\/).*\.ya?ml$/.test(path) || !content.includes(name.split(' ')[1]!))
      continue;
    const editor = new YamlEditor(content, path);
    const values = valuesOf(editor);
    const document = values.findIndex((value) => nameOf(value) === name);
    const target = values[document];
    // A patch has no selector: what is moved goes to the object itself.
    if (target === undefined || !isWhole(target)) continue;
    if (missed(base, yours, target)) return undefined;
    // What a patch adds wins over the object.
    const merge = new ValueMerge(editor, document, '', (conflict) => (conflict.base === '' ? 'theirs' : undefined));
    merge.merge([], base, target, yours);
    // What was taken out of the patch as a whole was only no part of it.
    const open = merge.conflicts.filter(({ theirs }) => theirs !== '');
    return open.length + merge.manual.length > 0 ? undefined : { path, text: editor.text };
  }
  return undefined;
}

/** Nothing, where the file is no YAML: templates of a chart stand below config/ as well. */
function valuesOf(editor: YamlEditor): readonly JsonValue[] {
  try {
    return editor.values as readonly JsonValue[];
  } catch (error) {
    if (error instanceof ScaffoldError) return [];
    throw error;
  }
}

function isWhole(value: JsonValue): boolean {
  if (!isObject(value) || !isObject(value.spec)) return true;
  return !('template' in value.spec) || 'selector' in value.spec;
}

/** Whether something of the base that the user took away is not in the target: then it is elsewhere. */
function missed(base: JsonValue, yours: JsonValue | undefined, target: JsonValue | undefined): boolean {
  if (yours === undefined) return target === undefined;
  if (isObject(base) && isObject(yours)) {
    const there = isObject(target) ? target : {};
    return Object.keys(base).some((key) => missed(base[key]!, yours[key], there[key]));
  }
  if (!Array.isArray(base) || !Array.isArray(yours)) return false;
  const list = Array.isArray(target) ? target : [];
  const keysOf = keysFor('args', [base, yours, list]);
  if (keysOf === undefined) return false;
  const [theirs, now] = [keysOf(yours), keysOf(list)];
  return keysOf(base).some((key, index) => missed(base[index]!, yours[theirs.indexOf(key)], list[now.indexOf(key)]));
}

function nameOf(value: JsonValue): string {
  const kind = stringAt(value, 'kind');
  const name = stringAt(value, 'metadata', 'name');
  return kind === undefined || name === undefined ? '' : `${kind} ${name}`;
}

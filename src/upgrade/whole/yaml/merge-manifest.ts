import { append } from '../../../core/append.ts';
import { ScaffoldError } from '../../../core/errors.ts';
import { sameValue } from '../../../edit/yaml/same-value.ts';
import { YamlEditor } from '../../../edit/yaml/yaml-editor.ts';
import { isObject, stringAt } from '../../../kubernetes/identity.ts';
import type { JsonValue } from '../../../kubernetes/object.ts';
import { printYaml } from '../../../yaml/print.ts';
import type { FactMerge, FileMerge, FileVersions } from '../model.ts';
import { ValueMerge } from './merge-value.ts';

/**
 * Merges a file of Kubernetes objects, or of patches: its documents by kind and name, what stands in them by key and by
 * what the elements of lists are known by. Comments, order and notation of yours stay.
 */
export const mergeManifest: FileMerge = (versions, choose = () => undefined) => {
  const read = readVersions(versions);
  if ('problem' in read) return read.problem;
  const { editor } = read;
  const [base, yours, theirs] = named([read.base, read.yours, read.theirs]) as [
    Map<string, JsonValue>,
    Map<string, JsonValue>,
    Map<string, JsonValue>,
  ];
  const conflicts: FactMerge['conflicts'][number][] = [];
  const manual: FactMerge['manual'][number][] = [];
  for (const [key, value] of theirs) {
    const mine = yours.get(key);
    if (mine === undefined) continue;
    const document = editor.values.findIndex((each) => sameValue(each, mine));
    const merge = new ValueMerge(editor, document, key, choose);
    merge.merge([], base.get(key), mine, value);
    append(conflicts, merge.conflicts);
    append(manual, merge.manual);
  }
  for (const [key, value] of base) {
    const mine = yours.get(key);
    if (theirs.has(key) || mine === undefined) continue;
    const document = editor.values.findIndex((each) => sameValue(each, mine));
    const conflict = {
      where: key,
      base: printYaml(value),
      yours: printYaml(mine),
      theirs: '',
      suggested: 'yours',
      line: editor.line(document, []),
    } as const;
    if (sameValue(value, mine) || choose(conflict) === 'theirs') editor.removeDocument(document);
    else conflicts.push(conflict);
  }
  let { text } = editor;
  for (const [key, value] of theirs) {
    if (yours.has(key) || base.has(key)) continue;
    text = `${text.endsWith('\n') || text === '' ? text : `${text}\n`}---\n${printYaml(value)}`;
  }
  return { text, conflicts, manual };
};

/** The three versions as documents, or what is to be said where one cannot be read. */
export function readVersions({
  path,
  base,
  yours,
  theirs,
}: FileVersions):
  | ({ readonly editor: YamlEditor } & Record<'base' | 'yours' | 'theirs', readonly JsonValue[]>)
  | { readonly problem: FactMerge } {
  try {
    const editor = new YamlEditor(yours, path);
    return {
      base: new YamlEditor(base, path).values as readonly JsonValue[],
      theirs: new YamlEditor(theirs, path).values as readonly JsonValue[],
      yours: editor.values as readonly JsonValue[],
      editor,
    };
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    const text = `It cannot be read as YAML, so nothing is changed: ${error.issues[0]!.message}. The release has it so now:`;
    return { problem: { text: yours, conflicts: [], manual: [{ text, snippet: theirs }] } };
  }
}

/**
 * Documents by what they are known by in all three versions: the only one of each file by itself, the only one of a kind
 * by its kind, so that a user may have given it another name, and else by kind and name.
 */
function named(versions: readonly (readonly JsonValue[])[]): Map<string, JsonValue>[] {
  const all = versions.map((documents) => documents.filter((value) => value !== null && value !== undefined));
  const alone = all.every((documents) => documents.length <= 1);
  const kinds = all.map((documents) => documents.map(kindOf));
  const once = (kind: string) => kinds.every((list) => list.filter((other) => other === kind).length <= 1);
  return all.map((documents) => {
    const found = new Map<string, JsonValue>();
    for (const value of documents) {
      const kind = kindOf(value);
      const full = `${kind} ${(isObject(value) && stringAt(value, 'metadata', 'name')) || ''}`.trim() || 'document';
      let key = alone ? '' : once(kind) && kind !== '' ? kind : full;
      for (let count = 2; found.has(key); count += 1) key = `${full} #${count}`;
      found.set(key, value);
    }
    return found;
  });
}

function kindOf(value: JsonValue): string {
  return (isObject(value) && stringAt(value, 'kind')) || '';
}

import type { JsonValue } from '../../kubernetes/object.ts';
import type { YamlPath } from './path.ts';
import type { YamlEditor } from './yaml-editor.ts';

/** One place of a kustomization that names a file or a directory, or holds a patch itself. */
export interface KustomizationEntry {
  readonly field: string;
  /** Where the entry stands; for a generator's file, the entry of its list. */
  readonly at: YamlPath;
  /** As written; absent where the entry holds its text itself. */
  readonly path?: string;
  /** The text of a patch that is written out, and where. */
  readonly inline?: { readonly text: string; readonly at: YamlPath };
  /** What a patch is for, where it says so. */
  readonly target?: Readonly<Record<string, JsonValue>>;
}

/** Lists of paths; an entry may be an object written out instead. */
const PATH_LISTS = [
  'resources',
  'bases',
  'components',
  'patchesStrategicMerge',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
];
/** Lists of mappings with a path or a patch. */
const ENTRY_LISTS = ['patches', 'patchesJson6902', 'replacements'];
const GENERATORS = ['configMapGenerator', 'secretGenerator'];

/**
 * The places of a kustomization that name other files, or hold patches, in the order of the file's fields as
 * kustomize knows them. What has another shape than kustomize reads is passed over.
 */
export function kustomizationEntries(editor: YamlEditor, document = 0): KustomizationEntry[] {
  const root = editor.values[document];
  if (!isRecord(root)) return [];
  const entries: KustomizationEntry[] = [];
  for (const field of PATH_LISTS) {
    for (const [index, item] of list(root[field])) {
      if (typeof item !== 'string') continue;
      const at = [field, index];
      // kustomize tries to read an entry as an object first; a path on one line is none.
      const written = item.trim().includes('\n') || /^\s*\{/.test(item);
      entries.push(written ? { field, at, inline: { text: item, at } } : { field, at, path: item });
    }
  }
  for (const field of ENTRY_LISTS) {
    for (const [index, item] of list(root[field])) {
      if (!isRecord(item)) continue;
      const at = [field, index];
      const target = isRecord(item.target) ? { target: item.target } : {};
      if (typeof item.path === 'string') entries.push({ field, at, path: item.path, ...target });
      if (typeof item.patch === 'string') {
        entries.push({ field, at, inline: { text: item.patch, at: [...at, 'patch'] }, ...target });
      }
    }
  }
  for (const field of GENERATORS) {
    for (const [index, item] of list(root[field])) {
      if (!isRecord(item)) continue;
      for (const key of ['files', 'envs']) {
        for (const [place, file] of list(item[key])) {
          if (typeof file !== 'string') continue;
          const path = key === 'files' ? file.slice(file.indexOf('=') + 1) : file;
          entries.push({ field, at: [field, index, key, place], path });
        }
      }
      if (typeof item.env === 'string') entries.push({ field, at: [field, index, 'env'], path: item.env });
    }
  }
  return entries;
}

/**
 * Removes entries. A list that becomes empty goes with its key, unless commented entries stand in it: then the key stays
 * without a value, so that who takes the `#` away has a list again.
 *
 * @param comment says of the comment lines right before an entry whether they go with it
 */
export function removeEntries(
  editor: YamlEditor,
  entries: readonly KustomizationEntry[],
  comment: (text: string) => boolean = () => false,
): void {
  for (const { at } of [...entries].reverse()) {
    const parent = at.slice(0, -1);
    const siblings = editor.get(0, parent);
    const last = Array.isArray(siblings) && siblings.length === 1;
    const bare = last && parent.length === 1 && commentedEntries(editor, String(parent[0]));
    editor.remove(0, at, bare ? { bare, comment } : { prune: true, comment });
  }
}

/** Adds a path to a list of a kustomization, behind the last one, or behind another entry. */
export function addEntry(editor: YamlEditor, field: string, path: string, after?: string): void {
  const paths = editor.get(0, [field]);
  const item = ENTRY_LISTS.includes(field) ? { path } : path;
  const index = Array.isArray(paths) && after !== undefined ? paths.indexOf(after) : -1;
  editor.insert(0, [field], item, index === -1 ? undefined : index + 1);
}

/** Whether lines such as `#- ../webhook` stand below a key, before the next one. */
function commentedEntries(editor: YamlEditor, key: string): boolean {
  const lines = editor.text.split(/\r?\n/).slice(editor.line(0, [key]));
  const end = lines.findIndex((line) => /^[^\s#-]/.test(line));
  return lines.slice(0, end === -1 ? lines.length : end).some((line) => /^\s*#\s*- /.test(line));
}

function list(value: JsonValue | undefined): [number, JsonValue][] {
  return Array.isArray(value) ? [...value.entries()] : [];
}

function isRecord(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

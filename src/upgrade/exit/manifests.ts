import { ScaffoldError } from '../../core/errors.ts';
import type { FileEntry, FileTree } from '../../core/file-tree.ts';
import { InputMemo } from '../../core/memo.ts';
import { baseName, directoryOf, resolvePath } from '../../core/paths.ts';
import { type KustomizationEntry, kustomizationEntries } from '../../edit/yaml/kustomization.ts';
import type { YamlPath } from '../../edit/yaml/path.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { isObject, listAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import { KUSTOMIZATION_NAMES } from '../../kustomize/read/kustomization.ts';
import { parseYaml } from '../../yaml/parse.ts';

/** A document that a kustomization reads: an object, a patch of objects, or a list of JSON patch operations. */
export interface Manifest {
  readonly site: Site;
  readonly role: 'resource' | 'patch' | 'operations';
  readonly value: JsonValue;
  /** The kustomizations that name it, and how. */
  readonly uses: readonly Use[];
}

/** Where a document stands: in a file, or in a text within a kustomization. */
export interface Site {
  readonly file: string;
  readonly inline?: YamlPath;
  readonly document: number;
}

export interface Use {
  /** The kustomization's directory and file. */
  readonly directory: string;
  readonly file: string;
  readonly entry: KustomizationEntry;
  readonly target?: Readonly<Record<string, JsonValue>>;
}

export interface KustomizationView {
  readonly directory: string;
  readonly file: string;
  readonly isComponent: boolean;
  readonly entries: readonly KustomizationEntry[];
  /** Resolved paths of the entries: files and directories. */
  readonly names: readonly { readonly entry: KustomizationEntry; readonly path: string }[];
}

const RESOURCE_FIELDS = new Set(['resources', 'bases']);
const PATCH_FIELDS = new Set(['patches', 'patchesStrategicMerge', 'patchesJson6902']);

/** The kustomizations of a tree and the documents that they read. Texts that cannot be read are passed over. */
export class Manifests {
  readonly kustomizations: ReadonlyMap<string, KustomizationView>;
  readonly all: readonly Manifest[];
  readonly #reached = new Map<string, ReadonlySet<string>>();

  constructor(tree: FileTree) {
    const views = kustomizationViews(tree);
    this.kustomizations = views;
    const uses = new Map<string, { role: 'resource' | 'patch'; uses: Use[] }>();
    const found: Manifest[] = [];
    for (const view of views.values()) {
      for (const { entry, path } of view.names) {
        const role = RESOURCE_FIELDS.has(entry.field)
          ? 'resource'
          : PATCH_FIELDS.has(entry.field)
            ? 'patch'
            : undefined;
        if (role === undefined || !tree.has(path)) continue;
        const known = uses.get(path) ?? { role, uses: [] };
        known.uses.push(useOf(view, entry));
        uses.set(path, known);
      }
      for (const entry of view.entries) {
        if (entry.inline === undefined || !(PATCH_FIELDS.has(entry.field) || RESOURCE_FIELDS.has(entry.field)))
          continue;
        const role = RESOURCE_FIELDS.has(entry.field) ? 'resource' : 'patch';
        for (const [document, value] of documentsOf(entry.inline.text, view.file).entries()) {
          const site = { file: view.file, inline: entry.inline.at, document };
          found.push({ site, role: Array.isArray(value) ? 'operations' : role, value, uses: [useOf(view, entry)] });
        }
      }
    }
    for (const [file, { role, uses: by }] of uses) {
      const text = tree.get(file)!;
      if (/^kind: CustomResourceDefinition/m.test(text)) continue;
      for (const [document, value] of documentsOf(text, file).entries()) {
        const isList = Array.isArray(value);
        found.push({
          site: { file, document },
          role: isList && role === 'patch' ? 'operations' : role,
          value,
          uses: by,
        });
      }
    }
    this.all = found;
  }

  /** The files and directories that a build of a directory reads. */
  reached(directory: string): ReadonlySet<string> {
    const known = this.#reached.get(directory);
    if (known !== undefined) return known;
    const files = new Set<string>([directory]);
    for (const each of files) {
      const view = this.kustomizations.get(each);
      if (view === undefined) continue;
      files.add(view.file);
      for (const { path } of view.names) files.add(path);
    }
    this.#reached.set(directory, files);
    return files;
  }
}

function useOf(view: KustomizationView, entry: KustomizationEntry): Use {
  const { directory, file } = view;
  return { directory, file, entry, ...(entry.target === undefined ? {} : { target: entry.target }) };
}

/** Most files are the same in each state of a tree. */
const ENTRIES = new InputMemo<KustomizationEntries | 'unreadable'>();
const DOCUMENTS = new InputMemo<readonly JsonValue[]>();

interface KustomizationEntries {
  readonly isComponent: boolean;
  readonly entries: readonly KustomizationEntry[];
}

export function kustomizationViews(tree: FileTree): Map<string, KustomizationView> {
  const views = new Map<string, KustomizationView>();
  const files = [...tree].filter(({ path }) => KUSTOMIZATION_NAMES.includes(baseName(path)));
  for (const { path, content } of [
    ...files,
    ...toBeCopied(tree, new Set(files.map(({ path }) => directoryOf(path)))),
  ]) {
    const directory = directoryOf(path);
    if (views.has(directory)) continue;
    const read = ENTRIES.get(content, () => readEntries(content, path));
    if (read === 'unreadable') continue;
    const names = read.entries.flatMap((entry) => {
      const named = entry.path === undefined ? undefined : treePath(directory, entry.path);
      return named === undefined ? [] : [{ entry, path: named }];
    });
    views.set(directory, { directory, file: path, ...read, names });
  }
  return views;
}

/** `kustomization_base.yaml`, which a `make` target copies to where kustomize looks; where there is one such file only. */
function toBeCopied(tree: FileTree, known: ReadonlySet<string>) {
  const found = new Map<string, FileEntry[]>();
  for (const file of tree) {
    if (!/^kustomization[-_.][\w.-]*\.ya?ml$/.test(baseName(file.path))) continue;
    const directory = directoryOf(file.path);
    if (!known.has(directory)) found.set(directory, [...(found.get(directory) ?? []), file]);
  }
  return [...found.values()].flatMap((files) => (files.length === 1 ? files : []));
}

function readEntries(text: string, file: string): KustomizationEntries | 'unreadable' {
  try {
    const editor = new YamlEditor(text, file);
    const root = editor.values[0];
    return { isComponent: isObject(root) && root.kind === 'Component', entries: kustomizationEntries(editor) };
  } catch (error) {
    if (error instanceof ScaffoldError) return 'unreadable';
    throw error;
  }
}

/** As resolvePath; undefined also where it leads to the root of a disk, or to the network. */
export function treePath(directory: string, path: string): string | undefined {
  return path.startsWith('/') || /^[a-z+]+:\/\//.test(path) ? undefined : resolvePath(directory, path);
}

function documentsOf(text: string, path: string): readonly JsonValue[] {
  return DOCUMENTS.get(text, () => read(text, path));
}

function read(text: string, path: string): JsonValue[] {
  try {
    // With empty documents, so that indexes are those of the editor.
    return text.includes('\n---') || text.startsWith('---')
      ? [...new YamlEditor(text, path).values]
      : parseYaml(text, path);
  } catch (error) {
    if (error instanceof ScaffoldError) return [];
    throw error;
  }
}

/** Edits the document of a site; the tree is the same where nothing changes. */
export function editSite(tree: FileTree, site: Site, edit: (editor: YamlEditor, document: number) => void): FileTree {
  const text = tree.get(site.file);
  if (text === undefined) return tree;
  const outer = new YamlEditor(text, site.file);
  if (site.inline === undefined) {
    edit(outer, site.document);
  } else {
    const inner = new YamlEditor(String(outer.get(0, site.inline) ?? ''), site.file);
    const before = inner.text;
    edit(inner, site.document);
    if (inner.text !== before) outer.set(0, site.inline, inner.text);
  }
  return outer.text === text
    ? tree
    : tree.with({ [site.file]: { content: outer.text, executable: tree.entry(site.file)!.executable } });
}

/** The containers of a pod in a document that is, or patches, something with pods: path and value of each. */
export function containersOf(value: JsonValue): { path: YamlPath; value: JsonObject }[] {
  if (!isObject(value)) return [];
  const found: { path: YamlPath; value: JsonObject }[] = [];
  for (const base of POD_PATHS) {
    for (const key of ['containers', 'initContainers']) {
      for (const [index, item] of listAt(value, ...base, key).entries()) {
        if (isObject(item)) found.push({ path: [...base, key, index], value: item });
      }
    }
  }
  return found;
}

export const POD_PATHS: readonly (readonly string[])[] = [
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
];

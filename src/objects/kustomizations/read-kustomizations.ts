import type { FileTree } from '../../core/file-tree.ts';
import { directoryOf, resolvePath } from '../../core/paths.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../../yaml/node.ts';
import { parseDocuments } from '../../yaml/parse-documents.ts';
import { ofFiles } from '../of-files.ts';

/** A kustomization file as it is written, and what it names. Read tolerantly: an unknown field is no reason to stop. */
export interface KustomizationFile {
  readonly file: string;
  /** `.` for the tree itself. */
  readonly directory: string;
  readonly isComponent: boolean;
  /** The fields that stand in it, with their lines. */
  readonly fields: ReadonlyMap<string, FieldPlace>;
  readonly entries: readonly KustomizationEntry[];
  /** Why nothing of it could be read. */
  readonly problem?: { readonly line: number | undefined; readonly message: string };
}

export interface FieldPlace {
  readonly line: number;
  readonly node: YamlNode;
}

/** Something that a kustomization names. */
export interface KustomizationEntry {
  /** `resources`, `patches`, `configMapGenerator`, … */
  readonly field: string;
  /** Its place in the list of the field. */
  readonly index: number;
  /** As written. */
  readonly text: string;
  readonly line: number;
  readonly target: EntryTarget;
}

/**
 * `file` and `directory` are in the tree, `missing` would be and is not; `outside` leads out of the tree; `remote` has to
 * be downloaded.
 */
export type EntryTarget =
  | { readonly kind: 'file' | 'directory' | 'missing'; readonly path: string }
  | { readonly kind: 'outside' | 'remote' };

const NAME = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;
/** Fields whose entries are paths, and whether those may be directories. */
const PATH_FIELDS = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
];

/** Every kustomization of a tree, by its directory. Never throws for what stands in the files. */
export function readKustomizations(tree: FileTree): ReadonlyMap<string, KustomizationFile> {
  const found = new Map<string, KustomizationFile>();
  const directories = directoriesIn(tree);
  for (const { path, content } of tree) {
    if (!NAME.test(path)) continue;
    const directory = directoryOf(path);
    if (!found.has(directory)) found.set(directory, readFile(path, directory, content, tree, directories));
  }
  return found;
}

function readFile(
  file: string,
  directory: string,
  content: string,
  tree: FileTree,
  directories: ReadonlySet<string>,
): KustomizationFile {
  let root: YamlNode | undefined;
  try {
    root = parseDocuments(content, file)[0];
  } catch (error) {
    const issue = ofFiles(error).issues[0]!;
    const line = /:(\d+)(?::\d+)?$/.exec(issue.path)?.[1];
    const problem = { line: line === undefined ? undefined : Number(line), message: issue.message };
    return { file, directory, isComponent: false, fields: new Map(), entries: [], problem };
  }
  const fields = new Map<string, FieldPlace>();
  if (root?.kind === 'map') {
    for (const { key, value } of root.entries) fields.set(key.value, { line: key.line, node: value });
  }
  const entries = [...fields].flatMap(([field, { node }]) =>
    [...namedIn(field, node)].map(({ text, line, index }) => ({
      field,
      index,
      text,
      line,
      target: targetOf(text, directory, tree, directories),
    })),
  );
  const kind = fields.get('kind')?.node;
  return { file, directory, isComponent: kind?.kind === 'scalar' && kind.value === 'Component', fields, entries };
}

interface Named {
  readonly text: string;
  readonly line: number;
  readonly index: number;
}

function* namedIn(field: string, node: YamlNode): Generator<Named> {
  if (field === 'openapi') {
    yield* scalarAt(node, 'path', 0);
    return;
  }
  if (node.kind !== 'seq') return;
  for (const [index, item] of node.items.entries()) {
    if (item.kind === 'scalar') {
      // Patches, generators and transformers may be written out instead.
      const isText = item.value.includes('\n') || /^\s*[{[]|:\s/.test(item.value);
      if ((PATH_FIELDS.includes(field) || field === 'patchesStrategicMerge') && !isText && item.value !== '') {
        yield { text: item.value, line: item.line, index };
      }
      continue;
    }
    if (field === 'patches' || field === 'patchesJson6902' || field === 'replacements')
      yield* scalarAt(item, 'path', index);
    if (field === 'configMapGenerator' || field === 'secretGenerator') {
      yield* scalarAt(item, 'env', index);
      for (const key of ['files', 'envs']) {
        const list = valueAt(item, key);
        for (const each of list?.kind === 'seq' ? list.items : []) {
          if (each.kind !== 'scalar') continue;
          // `name=path` gives a file another key.
          const text = key === 'files' ? each.value.slice(each.value.indexOf('=') + 1) : each.value;
          yield { text, line: each.line, index };
        }
      }
    }
  }
}

function* scalarAt(node: YamlNode, key: string, index: number): Generator<Named> {
  const value = valueAt(node, key);
  if (value?.kind === 'scalar' && value.value !== '') yield { text: value.value, line: value.line, index };
}

function valueAt(node: YamlNode, key: string): YamlNode | undefined {
  return node.kind === 'map' ? (node as YamlMap).entries.find((entry) => isKey(entry.key, key))?.value : undefined;
}

function isKey(node: YamlScalar, key: string): boolean {
  return node.value === key;
}

function targetOf(text: string, directory: string, tree: FileTree, directories: ReadonlySet<string>): EntryTarget {
  if (/^[a-z+]+:\/\/|^[\w.-]+@|[?&]ref=|^(?:github\.com|gitlab\.com|bitbucket\.org)[/:]/.test(text))
    return { kind: 'remote' };
  if (text.startsWith('/')) return { kind: 'outside' };
  const path = resolvePath(directory, text);
  const real = path === undefined ? undefined : tree.realPath(path === '.' ? '' : path);
  if (path === undefined || real === undefined) return { kind: 'outside' };
  if (tree.has(real) || tree.others.get(real) instanceof Uint8Array) return { kind: 'file', path: real };
  if (real === '' || directories.has(real)) return { kind: 'directory', path: real === '' ? '.' : real };
  return { kind: 'missing', path };
}

function directoriesIn(tree: FileTree): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of [...tree.paths(), ...tree.others.keys()]) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const directory = path.slice(0, slash);
      if (found.has(directory)) break;
      found.add(directory);
    }
  }
  return found;
}

import type { FileTree } from '../../core/file-tree.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { isObject, listAt, nameOf, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { withoutFiles, withoutInline, withText } from './entries.ts';
import { containersOf, editSite, type Manifest, type Manifests, type Site, type Use } from './manifests.ts';
import { Renders } from './renders.ts';
import type { Subject } from './survey.ts';

/** A place that counts containers, and the names of the containers where it counts them. */
export interface Position {
  readonly kind: 'operations' | 'replacement' | 'variable';
  readonly site: Site;
  /** The kustomization's directory. */
  readonly directory: string;
  readonly names: readonly string[];
}

const POINTER = /^(\/spec\/(?:jobTemplate\/spec\/)?template\/spec\/containers\/)(\d+)(\/.*)?$/;
const DOTTED = /^(\.?spec\.(?:jobTemplate\.spec\.)?template\.spec\.containers\.)(\d+)(\..*)?$/;
const BRACKETS = /^(spec\.(?:jobTemplate\.spec\.)?template\.spec\.containers\[)(\d+)(\].*)?$/;

/**
 * The JSON patches, replacements and variables that go by a container's place, with the containers that they meet there.
 * What a patch meets is told by building with another patch in its place, one that copies the list out.
 */
export function findPositions(tree: FileTree, subject: Subject, manifests: Manifests, renders: Renders): Position[] {
  const found: Position[] = [];
  for (const manifest of subject.manifests) {
    if (manifest.role !== 'operations' || !counts(manifest.value)) continue;
    const names = namesAt(tree, manifest, subject, manifests, renders.standIns);
    const directory = manifest.uses[0]?.directory ?? '.';
    if (names !== undefined) found.push({ kind: 'operations', site: manifest.site, directory, names });
  }
  for (const view of manifests.kustomizations.values()) {
    const text = tree.get(view.file) ?? '';
    const files = [
      view.file,
      ...view.names.filter(({ entry }) => entry.field === 'replacements').map(({ path }) => path),
    ];
    for (const file of files) {
      const content = file === view.file ? text : (tree.get(file) ?? '');
      if (!/containers[.[]\d/.test(content)) continue;
      const root = view.isComponent
        ? subject.proxied.find((each) => manifests.reached(each).has(view.directory))
        : view.directory;
      const object = root === undefined ? undefined : workloadIn(renders, root, subject);
      if (object === undefined) continue;
      const names = containersOf(object)
        .filter(({ path }) => path.includes('containers'))
        .map(({ value }) => String(value.name));
      found.push({ kind: 'replacement', site: { file, document: 0 }, directory: view.directory, names });
    }
  }
  return found;
}

function counts(value: JsonValue): boolean {
  return (
    Array.isArray(value) &&
    value.some((each) => POINTER.test(stringAt(each, 'path') ?? '') || POINTER.test(stringAt(each, 'from') ?? ''))
  );
}

function workloadIn(renders: Renders, directory: string, subject: Subject) {
  const { objects, origins } = renders.of(directory);
  return objects.find(
    (each) => each.kind === subject.kind && origins.get(each) === subject.file && nameOf(each).includes(subject.name),
  );
}

/** The names of the containers that a JSON patch meets; undefined where nothing can be built with it. */
function namesAt(
  tree: FileTree,
  manifest: Manifest,
  subject: Subject,
  manifests: Manifests,
  standIns: Renders['standIns'],
): string[] | undefined {
  const probe = '- op: copy\n  from: /spec/template/spec/containers\n  path: /spec/containersSeenHere\n';
  const { site } = manifest;
  const probed =
    site.inline === undefined
      ? withText(tree, site.file, probe)
      : withText(tree, site.file, new YamlEditor(tree.get(site.file)!, site.file).set(0, site.inline, probe).text);
  for (const use of manifest.uses) {
    const { directory } = use;
    const view = manifests.kustomizations.get(directory);
    const roots = view?.isComponent
      ? [...subject.proxied, ...subject.roots].filter((root) => manifests.reached(root).has(directory))
      : [directory];
    // What comes later may need what the patch did.
    for (const tried of [() => probed, () => withoutLater(probed, use)]) {
      const renders = new Renders(tried(), standIns);
      for (const root of roots) {
        const seen = listAt(workloadIn(renders, root, subject), 'spec', 'containersSeenHere');
        if (seen.length > 0) return seen.map((each) => stringAt(each, 'name') ?? '');
      }
    }
  }
  return undefined;
}

/** The tree without what a kustomization does after one of its patches. */
function withoutLater(tree: FileTree, { file, entry }: Use): FileTree {
  const editor = new YamlEditor(tree.get(file)!, file);
  for (const field of ['replacements', 'vars', 'patchesJson6902', 'patches']) {
    if (editor.get(0, [field]) === undefined) continue;
    if (field !== entry.field) {
      if (field === 'patches' && entry.field === 'patchesJson6902') continue;
      editor.remove(0, [field]);
      continue;
    }
    const list = editor.get(0, [field]) as readonly JsonValue[];
    const own = Number(entry.at[1]);
    for (let index = list.length - 1; index > own; index -= 1) editor.remove(0, [field, index]);
  }
  return withText(tree, file, editor.text);
}

/** Gives every counting place the number that the same container has without the proxy; what reached into it goes. */
export function reindex(tree: FileTree, subject: Subject, positions: readonly Position[]): FileTree {
  let next = tree;
  for (const { kind, site, names } of positions) {
    if (!next.has(site.file) || !names.some((name) => subject.proxyNames.has(name))) continue;
    const left = names.filter((name) => !subject.proxyNames.has(name));
    const move = (index: number): number | undefined => {
      const name = names[index];
      if (name === undefined) return undefined;
      return subject.proxyNames.has(name) ? -1 : left.indexOf(name);
    };
    if (kind === 'operations') next = inOperations(next, site, move);
    else next = inReplacements(next, site, move, subject);
  }
  return next;
}

type Move = (index: number) => number | undefined;

function moved(pattern: RegExp, text: string | undefined, move: Move): string | null | undefined {
  const match = pattern.exec(text ?? '');
  if (match === null) return undefined;
  const index = move(Number(match[2]));
  if (index === undefined) return undefined;
  return index === -1 ? null : `${match[1]}${index}${match[3] ?? ''}`;
}

function inOperations(tree: FileTree, site: Site, move: Move): FileTree {
  let empty = false;
  const next = editSite(tree, site, (editor, document) => {
    const operations = editor.values[document];
    if (!Array.isArray(operations)) return;
    for (const [index, operation] of [...operations.entries()].reverse()) {
      const path = stringAt(operation as JsonValue, 'path');
      // An operation that puts a container at a place is not about the one that is there.
      const whole =
        path !== undefined && /\/containers\/\d+$/.test(path) && stringAt(operation as JsonValue, 'op') === 'add';
      const results = (['path', 'from'] as const).map(
        (key) => [key, whole ? undefined : moved(POINTER, stringAt(operation as JsonValue, key), move)] as const,
      );
      if (results.some(([, result]) => result === null)) {
        editor.remove(document, [index]);
        continue;
      }
      for (const [key, result] of results) {
        if (typeof result === 'string' && result !== stringAt(operation as JsonValue, key))
          editor.set(document, [index, key], result);
      }
    }
    const rest = editor.values[document];
    empty = Array.isArray(rest) && rest.length === 0;
  });
  if (!empty) return next;
  return site.inline === undefined ? withoutFiles(next, [site.file]) : withoutInline(next, site.file, site.inline);
}

/** Fields of replacements and variables: a number, or the proxy's name in brackets. */
function inReplacements(tree: FileTree, site: Site, move: Move, subject: Subject): FileTree {
  const text = tree.get(site.file)!;
  const editor = new YamlEditor(text, site.file);
  const pathOf = (field: string): string | null | undefined => {
    for (const name of subject.proxyNames) if (field.includes(`containers.[name=${name}]`)) return null;
    const dotted = moved(DOTTED, field, move);
    return dotted === undefined ? moved(BRACKETS, field, move) : dotted;
  };
  for (const document of editor.values.keys()) {
    const root = editor.values[document];
    const base = isObject(root) && Array.isArray(root.replacements) ? ['replacements'] : [];
    const list = base.length > 0 ? listAt(root, 'replacements') : Array.isArray(root) ? root : [];
    for (const [index, item] of [...list.entries()].reverse()) {
      const source = stringAt(item as JsonValue, 'source', 'fieldPath');
      const from = source === undefined || !aims(item as JsonValue, subject) ? undefined : pathOf(source);
      if (from === null) {
        editor.remove(document, [...base, index], { prune: true });
        continue;
      }
      if (typeof from === 'string' && from !== source)
        editor.set(document, [...base, index, 'source', 'fieldPath'], from);
      for (const [place, target] of [...listAt(item as JsonValue, 'targets').entries()].reverse()) {
        const at = [...base, index, 'targets', place, 'fieldPaths'];
        for (const [step, field] of [...listAt(target, 'fieldPaths').entries()].reverse()) {
          const result = typeof field === 'string' ? pathOf(field) : undefined;
          if (result === null) editor.remove(document, [...at, step], { prune: true });
          else if (result !== undefined && result !== field) editor.set(document, [...at, step], result);
        }
      }
    }
    for (const [index, variable] of listAt(isObject(root) ? root : {}, 'vars').entries()) {
      const field = stringAt(variable, 'fieldref', 'fieldpath');
      const result = field === undefined ? undefined : pathOf(field);
      if (typeof result === 'string' && result !== field)
        editor.set(document, ['vars', index, 'fieldref', 'fieldpath'], result);
    }
  }
  return withText(tree, site.file, editor.text);
}

function aims(item: JsonValue, { kind }: Subject): boolean {
  return stringAt(item, 'source', 'kind') === kind;
}

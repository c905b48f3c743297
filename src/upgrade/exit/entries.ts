import type { FileTree } from '../../core/file-tree.ts';
import { directoryOf } from '../../core/paths.ts';
import { kustomizationEntries, removeEntries } from '../../edit/yaml/kustomization.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { isObject } from '../../kubernetes/identity.ts';
import { kustomizationViews, treePath } from './manifests.ts';

/** Comments that stand before what goes, and speak of it. */
export const ABOUT_PROXY = /rbac.?proxy|auth.?proxy|\/metrics|authn\/z|metrics over https/i;

/**
 * Takes files away with every entry of a kustomization that names them, whatever the path. A kustomization that names
 * and says nothing then goes as well, with the entries that name its directory.
 */
export function withoutFiles(tree: FileTree, files: readonly string[]): FileTree {
  let next = tree.without(...files);
  const gone = new Set(files);
  for (const { file, directory } of kustomizationViews(tree).values()) {
    const text = next.get(file);
    if (text === undefined) continue;
    const editor = new YamlEditor(text, file);
    const entries = kustomizationEntries(editor).filter(
      ({ path }) => path !== undefined && gone.has(treePath(directory, path) ?? ''),
    );
    if (entries.length === 0) continue;
    removeEntries(editor, entries, (comment) => ABOUT_PROXY.test(comment));
    next = withEdited(next, file, editor);
  }
  return next;
}

/** Takes the entry away that holds a text itself. */
export function withoutInline(tree: FileTree, file: string, at: readonly unknown[]): FileTree {
  const editor = new YamlEditor(tree.get(file)!, file);
  const entries = kustomizationEntries(editor).filter(
    ({ inline }) => inline !== undefined && JSON.stringify(inline.at) === JSON.stringify(at),
  );
  removeEntries(editor, entries, (comment) => ABOUT_PROXY.test(comment));
  return withEdited(tree, file, editor);
}

/** The tree with a kustomization as edited; without it where nothing is left in it. */
export function withEdited(tree: FileTree, file: string, editor: YamlEditor): FileTree {
  const next = withText(tree, file, editor.text);
  return next !== tree && isIdle(editor) ? withoutFiles(next, [file, directoryOf(file)]) : next;
}

export function withText(tree: FileTree, path: string, content: string): FileTree {
  const entry = tree.entry(path);
  if (entry?.content === content) return tree;
  return tree.with({ [path]: { content, executable: entry?.executable === true } });
}

/** kustomize refuses a kustomization without any field but its kind. */
function isIdle(editor: YamlEditor): boolean {
  const root = editor.values[0];
  if (!isObject(root)) return true;
  return Object.entries(root).every(
    ([key, value]) =>
      key === 'kind' || key === 'apiVersion' || value === null || (Array.isArray(value) && value.length === 0),
  );
}

import type { FileTree } from '../../core/file-tree.ts';
import { YamlEditor } from '../../edit/yaml/yaml-editor.ts';
import { listAt, stringAt } from '../../kubernetes/identity.ts';
import { ABOUT_PROXY, withEdited } from './entries.ts';
import { containersOf, type Manifest, Manifests } from './manifests.ts';
import { isProxyEntry, type Subject } from './survey.ts';

/**
 * Takes the entries of `images` away that were for the proxy: nothing of that name is left for them to change.
 *
 * @param had the documents as they were with the proxy
 */
export function withoutImageEntries(tree: FileTree, subject: Subject, had: readonly Manifest[]): FileTree {
  const manifests = new Manifests(tree);
  const left = new Set(manifests.all.flatMap(({ value }) => imagesOf(containersOf(value))));
  const proxies = had.flatMap(({ value }) => containersOf(value).filter((each) => isProxyEntry(each.value, subject)));
  const gone = new Set(imagesOf(proxies).filter((name) => !left.has(name)));
  if (gone.size === 0) return tree;
  let next = tree;
  // Bases first: what one calls the image is the name for those that build on it.
  const reach = (directory: string) => manifests.reached(directory).size;
  const roots = new Set(subject.roots.flatMap((root) => [...manifests.reached(root)]));
  const views = [...manifests.kustomizations.values()].filter(({ directory }) => roots.has(directory));
  for (const { file } of views.sort((a, b) => reach(a.directory) - reach(b.directory))) {
    const editor = new YamlEditor(next.get(file)!, file);
    for (const [index, item] of [...listAt(editor.values[0], 'images').entries()].reverse()) {
      if (!gone.has(stringAt(item, 'name') ?? '')) continue;
      gone.add(stringAt(item, 'newName') ?? '');
      editor.remove(0, ['images', index], { prune: true, comment: (text) => ABOUT_PROXY.test(text) });
    }
    next = withEdited(next, file, editor);
  }
  return next;
}

/** Without tags and digests, as `images` name them. */
function imagesOf(containers: ReturnType<typeof containersOf>): string[] {
  return containers.flatMap(({ value }) => {
    const image = stringAt(value, 'image');
    return image === undefined || image === '' ? [] : [image.split('@')[0]!.replace(/:[^:/]*$/, '')];
  });
}

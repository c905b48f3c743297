import type { FileTree } from '../../core/file-tree.ts';
import type { YamlPath } from '../../edit/yaml/path.ts';
import { listAt } from '../../kubernetes/identity.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import { addOperations } from './add-operations.ts';
import { containersOf, editSite, type Manifest, type Manifests } from './manifests.ts';
import type { Renders } from './renders.ts';
import type { Subject } from './survey.ts';
import { workloadOf } from './workload-of.ts';

type Read = (tree: FileTree) => { renders: Renders; manifests: Manifests };

/**
 * Gives the manager a flag in every place where a list of its arguments takes effect and lacks it: an overlay that
 * replaces the whole list needs it, too. Where that is the list of a JSON patch, another one appends it.
 *
 * @param has whether the rendered words have it
 */
export function addFlag(
  tree: FileTree,
  subject: Subject,
  flag: string,
  has: (words: readonly string[]) => boolean,
  read: Read,
): FileTree {
  let next = tree;
  const start = read(tree).manifests;
  // What a directory builds on comes first: it may bring the flag along.
  const roots = [...subject.proxied].sort((a, b) => start.reached(a).size - start.reached(b).size);
  for (const root of roots) {
    const { renders, manifests } = read(next);
    const container = managerIn(renders, root, subject);
    if (container === undefined || has(wordsOf(container))) continue;
    const ways = [
      () => inList(next, subject, manifests, root, container, flag),
      () => appended(next, subject, renders, manifests, root, flag),
    ];
    for (const way of ways) {
      const tried = way();
      if (tried === undefined || !has(wordsOf(managerIn(read(tried).renders, root, subject)))) continue;
      next = tried;
      break;
    }
  }
  return next;
}

/** The manager's container as a directory renders it. */
function managerIn(renders: Renders, root: string, subject: Subject): JsonObject | undefined {
  const workload = workloadOf(renders, root, subject);
  if (workload === undefined) return undefined;
  return containersOf(workload.object).find(({ value }) => value.name === subject.managerName)?.value;
}

function wordsOf(container: JsonObject | undefined): string[] {
  return ['command', 'args'].flatMap((key) => listAt(container, key).map(String));
}

function inList(
  tree: FileTree,
  subject: Subject,
  manifests: Manifests,
  root: string,
  container: JsonObject,
  flag: string,
): FileTree {
  const site = effectiveArguments(subject, manifests, root, listAt(container, 'args').map(String));
  return editSite(tree, site.manifest.site, (editor, document) => {
    editor.insert(document, [...site.path, 'args'], flag);
  });
}

function appended(
  tree: FileTree,
  subject: Subject,
  renders: Renders,
  manifests: Manifests,
  root: string,
  flag: string,
): FileTree | undefined {
  return addOperations(tree, subject, renders, manifests, root, (path, container) =>
    listAt(container, 'args').length > 0
      ? [{ op: 'add', path: `${path}/args/-`, value: flag }]
      : [{ op: 'add', path: `${path}/args`, value: [flag] }],
  );
}

/** The document whose list of arguments is the one that is rendered; the workload itself where there is none. */
function effectiveArguments(
  subject: Subject,
  manifests: Manifests,
  root: string,
  words: readonly string[],
): { manifest: Manifest; path: YamlPath } {
  const reached = manifests.reached(root);
  const found = subject.manifests
    .filter(({ site, role }) => role !== 'operations' && reached.has(site.file))
    .flatMap((manifest) => {
      const now = manifests.all.find(({ site }) => JSON.stringify(site) === JSON.stringify(manifest.site)) ?? manifest;
      return containersOf(now.value)
        .filter(({ value }) => value.name === subject.managerName)
        .map(({ path, value }) => ({ manifest: now, path, words: listAt(value, 'args').map(String) }));
    });
  const fits = found.filter((each) => each.words.length > 0 && each.words.every((word) => words.includes(word)));
  const best = fits.sort((a, b) => b.words.length - a.words.length || rank(b.manifest) - rank(a.manifest))[0];
  return best ?? found.find(({ manifest }) => manifest.role === 'resource') ?? found[0]!;
}

function rank({ role }: Manifest): number {
  return role === 'patch' ? 1 : 0;
}

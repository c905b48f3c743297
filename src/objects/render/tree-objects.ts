import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { someOf } from '../../core/some-of.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { renderObjects } from '../../kustomize/render-objects.ts';
import type { Identity } from '../identity.ts';
import { identityOf, refOf } from '../identity.ts';
import { hasKustomization, kustomizeRoots } from './kustomize-roots.ts';
import { describeIssue, type OriginatedObject, plainObjects, type Unread } from './plain-objects.ts';

/** The objects of a tree, or why there are none. */
export interface TreeObjects {
  readonly objects: readonly KubernetesObject[];
  /** The files that each object comes from. */
  readonly origins: ReadonlyMap<Identity, readonly string[]>;
  /** Where rendering stopped, and why; then there are no objects. */
  readonly problem?: { readonly path: string; readonly message: string };
  /** What was passed over: the objects are those of the other files. */
  readonly unread?: readonly Unread[];
}

/** Where a scaffold is put together, before the root of a tree. */
const DIRECTORIES = ['config/default', '.'];

/**
 * The objects that a tree stands for: what kustomize builds of the given directory, of `config/default`, of the root, or
 * of the only directory that no other kustomization builds upon; where there is no kustomization at all, the manifests
 * that lie in it. Never throws for what stands in the files.
 */
export function treeObjects(tree: FileTree, directory?: string): TreeObjects {
  const found = directory ?? DIRECTORIES.find((candidate) => hasKustomization(tree, candidate));
  if (found !== undefined) return rendered(found, () => renderObjects(tree, found));
  if (tree.has('Chart.yaml')) {
    return stopped('Chart.yaml', 'A Helm chart is made of templates, which only Helm renders; its files are compared.');
  }
  const [only, ...others] = kustomizeRoots(tree);
  if (only === undefined) {
    const { objects, unread } = plainObjects(tree);
    return unread.length === 0 ? withOrigins(objects) : { ...withOrigins(objects), unread };
  }
  if (others.length === 0) return rendered(only, () => renderObjects(tree, only));
  const names = someOf([only, ...others]);
  return stopped('.', `There is more than one directory to build: ${names}. Name one. Only files are compared.`);
}

/** The objects of a directory, or why there are none. */
export function rendered(directory: string, render: () => readonly OriginatedObject[]): TreeObjects {
  try {
    return withOrigins(render());
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    const path = error.issues[0]!.path || directory;
    const messages = error.issues.map((issue) => describeIssue(issue.path === path ? { ...issue, path: '' } : issue));
    return stopped(path, `${someOf(messages, ' ')} Only files are compared.`);
  }
}

/** The objects without those of files or directories that the other side could not read: nobody knows their changes. */
export function withoutFiles(side: TreeObjects, places: readonly string[]): TreeObjects {
  if (places.length === 0) return side;
  const unread = (path: string) => places.some((place) => path === place || path.startsWith(`${place}/`));
  const known = (object: KubernetesObject) => !side.origins.get(identityOf(refOf(object)))?.every(unread);
  return { ...side, objects: side.objects.filter(known) };
}

function withOrigins(originated: readonly OriginatedObject[]): TreeObjects {
  return {
    objects: originated.map(({ object }) => object),
    origins: new Map(originated.map(({ object, origin }) => [identityOf(refOf(object)), [origin.file]])),
  };
}

function stopped(path: string, message: string): TreeObjects {
  return { objects: [], origins: new Map(), problem: { path, message } };
}

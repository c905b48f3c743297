import { type Issue, ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { renderObjects } from '../../kustomize/render-objects.ts';
import type { Identity } from '../objects/identity.ts';
import { identityOf, refOf } from '../objects/identity.ts';
import { type OriginatedObject, plainObjects } from './plain-objects.ts';

/** The objects of a tree, or why there are none. */
export interface TreeObjects {
  readonly objects: readonly KubernetesObject[];
  /** The files that each object comes from. */
  readonly origins: ReadonlyMap<Identity, readonly string[]>;
  /** Where rendering stopped, and why; then there are no objects. */
  readonly problem?: { readonly path: string; readonly message: string };
}

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
/** Where a scaffold is put together, before the root of a tree. */
const DIRECTORIES = ['config/default', '.'];

/**
 * The objects that a tree stands for: what kustomize builds of the given directory, of `config/default` or of the root;
 * where there is no kustomization at all, the manifests that lie in it. Never throws for what stands in the files.
 */
export function treeObjects(tree: FileTree, directory?: string): TreeObjects {
  const chart = tree.has('Chart.yaml') ? 'Chart.yaml' : undefined;
  const found = directory ?? DIRECTORIES.find((candidate) => hasKustomization(tree, candidate));
  if (found === undefined && chart !== undefined) {
    return stopped(chart, 'A Helm chart is made of templates, which only Helm renders; its files are compared.');
  }
  try {
    return withOrigins(found === undefined ? plainObjects(tree) : renderObjects(tree, found));
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    const first = error.issues[0]!;
    const path = first.path || (found ?? '.');
    const messages = error.issues.map((issue) => describeIssue(issue.path === path ? { ...issue, path: '' } : issue));
    return stopped(path, `${messages.join(' ')} Only files are compared.`);
  }
}

function hasKustomization(tree: FileTree, directory: string): boolean {
  const prefix = directory === '.' ? '' : `${directory}/`;
  return KUSTOMIZATIONS.some((name) => tree.has(`${prefix}${name}`));
}

function withOrigins(rendered: readonly OriginatedObject[]): TreeObjects {
  return {
    objects: rendered.map(({ object }) => object),
    origins: new Map(rendered.map(({ object, origin }) => [identityOf(refOf(object)), [origin.file]])),
  };
}

function stopped(path: string, message: string): TreeObjects {
  return { objects: [], origins: new Map(), problem: { path, message } };
}

function describeIssue({ path, message, received }: Issue): string {
  return `${path === '' ? '' : `${path}: `}${message}${received === undefined ? '' : ` (${received})`}.`;
}

import type { FileTree } from '../core/file-tree.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { DEFAULT_DIRECTORY } from './build.ts';
import type { BuildCallOptions } from './build-options.ts';
import { renderObjects } from './render-objects.ts';

/**
 * The objects that `kustomize build DIRECTORY` prints for a tree, in its order.
 *
 * @throws ScaffoldError with an issue for each thing that real kustomize would refuse, and for what cannot be done in
 *   memory (`kustomize-needs-network`, `kustomize-needs-helm`, `kustomize-needs-plugin`); see docs/kustomize.md
 * @example
 * renderManifests(tree).map((object) => object.kind).includes('Deployment'); // true
 */
export function renderManifests(
  tree: FileTree,
  directory: string = DEFAULT_DIRECTORY,
  call?: BuildCallOptions,
): KubernetesObject[] {
  return renderObjects(tree, directory, call).map(({ object }) => object);
}

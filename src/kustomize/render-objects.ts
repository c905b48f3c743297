import { textArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { KubernetesObject } from '../kubernetes/object.ts';
import { toJs } from '../yaml/to-js.ts';
import { build, DEFAULT_DIRECTORY } from './build.ts';
import { type BuildCallOptions, type BuildOptions, buildOptionsOf } from './build-options.ts';
import type { Source } from './read/source.ts';
import { readEach } from './read-each.ts';
import type { ObjectOrigin } from './resources/resource.ts';

/** An object as plain data, with the file that it came from. */
export interface RenderedObject {
  readonly object: KubernetesObject;
  readonly origin: ObjectOrigin;
}

/**
 * As renderManifests, with the origin of each object.
 *
 * @throws ScaffoldError as renderManifests does
 * @example
 * renderObjects(tree)[0].origin.file; // 'config/manager/manager.yaml'
 */
export function renderObjects(
  tree: FileTree,
  directory: string = DEFAULT_DIRECTORY,
  call?: BuildCallOptions,
): RenderedObject[] {
  return enter(call, () => objectsFrom(treeArgument(tree), textArgument(directory, 'directory'), buildOptionsOf(call)));
}

/** As renderObjects, of anything that a build reads from. */
export function objectsFrom(from: FileTree | Source, directory: string, options: BuildOptions = {}): RenderedObject[] {
  return enter(undefined, () =>
    readEach(build(from, directory, options), (node, origin) => ({
      object: toJs(node, origin.file) as KubernetesObject,
      origin,
    })),
  );
}

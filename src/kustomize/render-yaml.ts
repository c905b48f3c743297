import { textArgument, treeArgument } from '../core/arguments.ts';
import { enter } from '../core/call.ts';
import type { FileTree } from '../core/file-tree.ts';
import { printParts } from '../yaml/print-node.ts';
import { build, DEFAULT_DIRECTORY } from './build.ts';
import { type BuildCallOptions, type BuildOptions, buildOptionsOf } from './build-options.ts';
import type { Source } from './read/source.ts';
import { readEach } from './read-each.ts';

/**
 * The text that `kustomize build DIRECTORY` prints for a tree, byte for byte.
 *
 * @throws ScaffoldError as renderManifests does
 * @example
 * renderYaml(tree, 'config/default'); // what `kustomize build config/default` prints
 */
export function renderYaml(tree: FileTree, directory: string = DEFAULT_DIRECTORY, call?: BuildCallOptions): string {
  return enter(call, () =>
    renderParts(treeArgument(tree), textArgument(directory, 'directory'), buildOptionsOf(call)).join(''),
  );
}

/**
 * As renderYaml, in parts to be written one after the other. Schemas of CRDs are slices of the tree's own files: the
 * text as a whole is never there.
 */
export function renderParts(
  from: FileTree | Source,
  directory: string = DEFAULT_DIRECTORY,
  options: BuildOptions = {},
): string[] {
  return enter(undefined, () => {
    const objects = build(from, directory, options);
    const documents = readEach(objects, (node, { file }) => printParts(node, file));
    return documents.flatMap((parts, index) => (index === 0 ? parts : ['---\n', ...parts]));
  });
}

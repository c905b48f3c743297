import type { FileTree } from '../core/file-tree.ts';
import { printParts } from '../yaml/print-node.ts';
import { build, DEFAULT_DIRECTORY } from './build.ts';
import { readEach } from './read-each.ts';

/**
 * The text that `kustomize build DIRECTORY` prints for a tree, byte for byte.
 *
 * @throws ScaffoldError as renderManifests does
 */
export function renderYaml(tree: FileTree, directory: string = DEFAULT_DIRECTORY): string {
  return renderParts(tree, directory).join('');
}

/**
 * As renderYaml, in parts to be written one after the other. Schemas of CRDs are slices of the tree's own files: the
 * text as a whole is never there.
 */
export function renderParts(tree: FileTree, directory: string = DEFAULT_DIRECTORY): string[] {
  const documents = readEach(build(tree, directory), (node, { file }) => printParts(node, file));
  return documents.flatMap((parts, index) => (index === 0 ? parts : ['---\n', ...parts]));
}

import type { FileTree } from '../core/file-tree.ts';
import { printNode } from '../yaml/print-node.ts';
import { build, DEFAULT_DIRECTORY } from './build.ts';
import { readEach } from './read-each.ts';

/**
 * The text that `kustomize build DIRECTORY` prints for a tree, byte for byte.
 *
 * @throws ScaffoldError as renderManifests does
 */
export function renderYaml(tree: FileTree, directory: string = DEFAULT_DIRECTORY): string {
  return readEach(build(tree, directory), (node, { file }) => printNode(node, file)).join('---\n');
}

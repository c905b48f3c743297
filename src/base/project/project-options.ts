import type { FileTree } from '../../core/file-tree.ts';
import type { ScaffoldOptions } from '../../options/generated/types.ts';
import { kindsOfCrds } from './kinds-of-crds.ts';
import { type MendedOptions, mendOptions } from './mend-options.ts';
import { readProject } from './read-project.ts';

/** The options of a project whose preset is known: what PROJECT and the CRDs say, mended, and no more. */
export function projectOptions(tree: FileTree): ScaffoldOptions {
  return mendedProject(tree).options;
}

/**
 * The same with what was mended.
 *
 * @param asReleased whether to let through what releases of Kubebuilder do
 */
export function mendedProject(tree: FileTree, asReleased = false): MendedOptions {
  const { options } = readProject(tree);
  const resources = [...(options.resources ?? []), ...kindsOfCrds(tree, options).resources];
  return mendOptions(resources.length === 0 ? options : { ...options, resources }, asReleased);
}

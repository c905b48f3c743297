import { FileTree } from '../core/file-tree.ts';
import { configFiles } from './config-files.ts';
import { contextOf } from './context.ts';
import { goFiles } from './go/go-files.ts';
import type { ReadOptions } from './read-options.ts';

/**
 * The kustomize scaffold of checked options: what `buildScaffold` gives, without the renderer and the chart builder
 * that its other format needs.
 */
export function scaffoldTree({ project, preset }: ReadOptions): FileTree {
  return FileTree.from([...configFiles(contextOf(project, preset.profile)), ...goFiles(project, preset.profile)]);
}

import { FileTree } from '../core/file-tree.ts';
import type { ScaffoldOptions } from '../options/generated/types.ts';
import { configFiles } from './config-files.ts';
import { contextOf } from './context.ts';
import { goFiles } from './go/go-files.ts';
import { readOptions } from './read-options.ts';

/**
 * The scaffold that the options describe: `config/`, PROJECT, and the Go module around them. The files that code
 * generators write later (CRDs, webhook configurations, and in named presets the manager's role) are there already, so
 * the tree renders at once.
 *
 * @throws ScaffoldError with everything that is wrong with the options
 */
export function buildScaffold(options: ScaffoldOptions): FileTree {
  const { project, preset } = readOptions(options);
  const context = contextOf(project, preset.profile);
  return FileTree.from([...configFiles(context), ...goFiles(project, preset.profile)]);
}

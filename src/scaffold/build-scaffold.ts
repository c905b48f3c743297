import { enter } from '../core/call.ts';
import type { FileTree } from '../core/file-tree.ts';
import type { CallOptions } from '../core/limits.ts';
import { renderManifests } from '../kustomize/render-manifests.ts';
import type { ScaffoldOptions } from '../options/generated/types.ts';
import { readOptions } from './read-options.ts';
import { scaffoldChart } from './scaffold-chart.ts';
import { scaffoldTree } from './scaffold-tree.ts';

/**
 * The scaffold that the options describe.
 *
 * With format `kustomize` (the default) that is `config/`, PROJECT, and the Go module around them. The files that code
 * generators write later (CRDs, webhook configurations, and in named presets the manager's role) are there already, so
 * the tree renders at once. With format `helm` it is a chart of what `config/default` renders to.
 *
 * @throws ScaffoldError with everything that is wrong with the options; `release-defect` where the release that the
 *   preset reproduces does not build with them
 * @example
 * const tree = buildScaffold({ projectName: 'shop', resources: [{ group: 'web', version: 'v1', kind: 'Page' }] });
 * tree.has('api/v1/page_types.go'); // true
 */
export function buildScaffold(options: ScaffoldOptions, call?: CallOptions): FileTree {
  return enter(call, () => {
    const read = readOptions(options);
    const tree = scaffoldTree(read);
    return read.options.format === 'helm' ? scaffoldChart(tree, renderManifests(tree), read.options.chart) : tree;
  });
}

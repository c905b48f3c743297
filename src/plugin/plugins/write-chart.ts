import { buildChart } from '../../chart/build-chart.ts';
import { STATE_PATH } from '../../chart/update/state.ts';
import { updateChart } from '../../chart/update/update-chart.ts';
import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { renderManifests } from '../../kustomize/render-manifests.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import type { PluginCall, PluginResult } from '../define-plugin.ts';

/** `kubebuilder edit`: writes the chart of the project, or updates the one that stands there. */
export function writeChart({ tree, flags }: PluginCall): PluginResult {
  const [source, output] = [directory(flags['chart-source']), directory(flags['chart-output'])];
  const standing = tree.subtree(output);
  const manifests = renderManifests(tree, source);
  const options = chartOptions(flags, tree);
  const outside = tree.filter(({ path }) => !path.startsWith(`${output}/`));
  if (standing.size === 0 || flags['chart-force'] === true) {
    const built = buildChart(manifests, options);
    return {
      tree: outside.with(built.under(output)),
      notes: [`${output}: the chart ${built.report.chart} of ${built.size} files.`],
    };
  }
  if (!standing.has(STATE_PATH)) {
    throw new ScaffoldError({
      code: 'file-exists',
      path: output,
      message: 'a chart of another tool stands there',
      expected: 'an empty directory, or a chart of this plugin',
      hint: '--chart-output names another directory, --chart-force replaces it',
    });
  }
  const update = updateChart(standing, manifests, options);
  return {
    tree: outside.with(update.tree.under(output)),
    notes: update.unresolved.map(
      (path) =>
        `${output}/${path}: you and the manifests changed the same lines; Helm refuses the chart until its markers are gone.`,
    ),
  };
}

function chartOptions(flags: PluginCall['flags'], tree: FileTree): ChartOptions {
  const options: Record<string, unknown> = {};
  for (const [flag, option] of [
    ['chart-name', 'name'],
    ['chart-version', 'version'],
    ['chart-app-version', 'appVersion'],
    ['chart-crds', 'crds'],
  ] as const) {
    if (flags[flag] !== '') options[option] = flags[flag];
  }
  if (tree.has('config/samples/kustomization.yaml')) options.samples = renderManifests(tree, 'config/samples');
  return options as ChartOptions;
}

function directory(flag: PluginCall['flags'][string] | undefined): string {
  return String(flag)
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

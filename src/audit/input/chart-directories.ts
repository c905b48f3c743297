import type { FileTree } from '../../core/file-tree.ts';

/** The Helm charts of a tree, without the charts in them. */
export function chartDirectories(tree: FileTree): string[] {
  const all = tree.paths().flatMap((path) => {
    if (path === 'Chart.yaml') return ['.'];
    return path.endsWith('/Chart.yaml') ? [path.slice(0, -'/Chart.yaml'.length)] : [];
  });
  return all.filter((chart) => !all.some((other) => other !== chart && isInside(chart, other)));
}

export function isPartOfChart(path: string, charts: readonly string[]): boolean {
  return charts.some((chart) => path === chart || isInside(path, chart));
}

function isInside(path: string, directory: string): boolean {
  return directory === '.' || path.startsWith(`${directory}/`);
}

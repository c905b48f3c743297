import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { generateChart } from '../../src/chart/build-chart.ts';
import type { ChartTree } from '../../src/chart/chart-tree.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import { NAMED_PRESETS } from '../../src/presets/named/named-presets.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { scaffoldChart } from '../../src/scaffold/scaffold-chart.ts';
import { holdsGoldenFiles } from '../support/golden-files.ts';
import { GOLDEN_PROJECT } from '../support/golden-project.ts';

const GOLDEN = join(import.meta.dirname, '..', 'golden', 'charts');

/** What a reviewer reads: the schema without Kubernetes' own shapes, and what was decided and told. */
function readable(chart: ChartTree): Map<string, string> {
  const files = new Map([...chart].map(({ path, content }) => [path, content]));
  const { definitions: _, ...schema } = JSON.parse(chart.get('values.schema.json')!) as Record<string, unknown>;
  files.set('values.schema.json', `${JSON.stringify(schema, null, 2)}\n`);
  files.set('report.json', `${JSON.stringify(chart.report, null, 2)}\n`);
  return files;
}

// To accept a change: npm run golden
describe.each(NAMED_PRESETS.map((preset) => preset.name))('the chart of %s', (preset) => {
  const tree = buildScaffold({ ...GOLDEN_PROJECT, preset });
  const chart = scaffoldChart(tree, renderManifests(tree), {}, generateChart);
  holdsGoldenFiles(join(GOLDEN, preset), readable(chart));
});

describe('the chart of an operator with everything', () => {
  const manifests = readFileSync(join(GOLDEN, 'orchard.yaml'), 'utf8');
  holdsGoldenFiles(join(GOLDEN, 'orchard'), readable(generateChart(manifests)));
});

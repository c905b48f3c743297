/**
 * A CI step that keeps a chart current: manifests on standard input, the chart in a directory.
 *
 *     kustomize build config/default | npx tsx chart-in-ci.ts dist/chart v1.2.3
 *
 * Prints what needs a person's eye, and fails where a reference of the source leads nowhere.
 */
import { text } from 'node:stream/consumers';
import { buildChart, ScaffoldError } from 'operator-scaffold';
import { writeTree } from 'operator-scaffold/node';

const [directory = 'dist/chart', appVersion = 'v0.0.0'] = process.argv.slice(2);

try {
  const chart = buildChart(await text(process.stdin), { version: appVersion.replace(/^v/, ''), appVersion });
  const { report } = chart;
  console.log(`${report.chart}: ${report.objects} objects, ${report.references} references`);
  for (const { object, message } of report.assumptions) console.log(`note: ${object} ${message}`);
  for (const { object, message } of report.warnings) console.log(`warning: ${object} ${message}`);
  const { created, replaced } = await writeTree(chart, directory, { force: true });
  console.log(`${created.length} files new, ${replaced.length} changed`);
  process.exitCode = report.warnings.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof ScaffoldError)) throw error;
  for (const { path, message } of error.issues) console.error(`${path}: ${message}`);
  process.exitCode = 2;
}

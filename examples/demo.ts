/**
 * The main job in one run, in memory: a scaffold with an API and webhooks, what it renders to, its Helm chart, and
 * what changed since the days of the kube-rbac-proxy sidecar. Run it with `npm run demo`.
 */
import {
  buildChart,
  buildScaffold,
  diffScaffolds,
  renderManifests,
  type ScaffoldOptions,
  summarizeDiff,
} from 'operator-scaffold';

const options: ScaffoldOptions = {
  preset: 'https-metrics',
  projectName: 'guestbook',
  domain: 'example.com',
  resources: [{ group: 'webapp', version: 'v1', kind: 'Guestbook', webhooks: { defaulting: true, validation: true } }],
};

const tree = buildScaffold(options);
title(`The scaffold: ${tree.size} files`);
const folders = new Map<string, number>();
for (const { path } of tree) {
  const folder = path.startsWith('config/') ? path.split('/', 2).join('/') : (path.split('/')[0] ?? path);
  folders.set(folder, (folders.get(folder) ?? 0) + 1);
}
for (const [folder, count] of folders) console.log(`  ${folder}${count === 1 ? '' : ` (${count} files)`}`);

const objects = renderManifests(tree);
title(`config/default renders to ${objects.length} objects`);
for (const { kind, metadata } of objects) console.log(`  ${kind} ${metadata.name}`);

const chart = buildChart(objects);
title(`The chart ${chart.report.chart}: ${chart.size} files, ${chart.report.references} references kept`);
for (const path of chart.paths()) console.log(`  ${path}`);

const diff = diffScaffolds({ ...options, preset: 'pre-3.15' }, options);
title('From pre-3.15 to https-metrics');
console.log(`  ${diff.files.length} files and ${diff.objects.length} objects change. What it means:`);
const summary = summarizeDiff(diff);
for (const { text } of summary.points) console.log(`  - ${text}`);

function title(text: string): void {
  console.log(`\n${text}`);
}

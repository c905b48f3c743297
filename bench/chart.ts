import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureGoTool } from '../scripts/tools/go-tool.ts';
import { library } from './library.ts';
import { measure, print } from './measure.ts';
import { byTurns, NODE_START } from './processes.ts';
import { crdHeavyTree } from './render-trees.ts';
import { buildWithNames, timeByStage } from './stages.ts';

const { buildChart, buildScaffold, FileTree, renderYaml } = library;

const CLI = 'dist/cli/cli.cjs';
const RUNS = 7;

/**
 * Charts: warm, and as whole processes beside helmify.
 *
 * @param corpus directory of operators, one folder each; left out where it is not given
 */
export async function benchChart(corpus?: string): Promise<void> {
  const resources = ['Guestbook', 'Entry', 'Author'].map((kind) => ({
    group: 'webapp',
    version: 'v1',
    kind,
    webhooks: { defaulting: true, validation: true },
  }));
  const tree = buildScaffold({ projectName: 'guestbook', resources });
  const inputs = new Map([['three kinds with webhooks', renderYaml(tree)]]);
  const kustomize = corpus === undefined ? undefined : await ensureGoTool('kustomize');
  for (const name of corpus === undefined ? [] : readdirSync(corpus)) {
    const directory = join(corpus as string, name, 'config/default');
    if (!existsSync(directory) || kustomize === undefined) continue;
    const built = spawnSync(kustomize, ['build', directory], { encoding: 'utf8', maxBuffer: 256 << 20 });
    if (built.status === 0) inputs.set(name, built.stdout);
  }
  inputs.set('75 CRDs of 7.5 MB', renderYaml(FileTree.from(crdHeavyTree(75, 25))));
  print(
    'buildChart of text, warm',
    [...inputs].map(([name, text]) => measure(name, () => buildChart(text), { warmUp: 200, during: 500 })),
  );
  if (!existsSync(CLI)) {
    console.log(`\nCharts as processes: not measured, ${CLI} is not built (npm run build)`);
    return;
  }
  const helmify = await ensureGoTool('helmify');
  const scratch = mkdtempSync(join(tmpdir(), 'operator-scaffold-bench-'));
  try {
    const named = buildWithNames(join(scratch, 'cli'));
    console.log("\nCharts, whole processes, by turns: Node's start (node -e 0), helmify, and ours; wall, processor");
    for (const [name, text] of inputs) {
      const args = [resolve(CLI), 'chart', '-', '--force', '--output', join(scratch, `${name} of ours`)];
      const times = byTurns(
        {
          node: NODE_START,
          chart: { program: process.execPath, args, input: text, cwd: scratch },
          helmify: { program: helmify, args: [plainName(name)], input: text, cwd: scratch },
        },
        RUNS,
      );
      console.log(`  ${name}`);
      for (const kind of ['wall', 'processor'] as const) {
        const ratio = times.chart[kind] / times.helmify[kind];
        console.log(
          `    ${kind.padEnd(9)}  node ${times.node[kind].toFixed(0)} ms, helmify ${times.helmify[kind].toFixed(0)} ms, chart ${times.chart[kind].toFixed(0)} ms: ${ratio.toFixed(2)}`,
        );
      }
      const fresh = ['chart', '-', '--output', join(scratch, `${name} profiled`)];
      const stages = [...timeByStage(named, fresh, text, scratch)].map(
        ([stage, time]) => `${stage} ${time.toFixed(0)}`,
      );
      console.log(`    main thread, in ms: ${stages.join(', ')}`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Helmify ends at a name with a capital or a dot in it. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

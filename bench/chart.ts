import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureGoTool } from '../scripts/tools/go-tool.ts';
import { buildChart, buildScaffold, renderYaml } from '../src/index.ts';
import { type Measured, measure, median, print } from './measure.ts';

const CLI = 'dist/cli/cli.cjs';
const RUNS = 9;

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
    for (const [name, text] of inputs) {
      const ours = [CLI, 'chart', '-', '--force', '--output', join(scratch, name)];
      print(`A chart of ${name}, whole processes`, [
        wholeProcess('operator-scaffold chart', process.execPath, ours, text, scratch),
        wholeProcess('helmify', helmify, ['chart'], text, scratch),
      ]);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function wholeProcess(name: string, program: string, args: string[], input: string, cwd: string): Measured {
  const absolute = args.map((arg) => (arg === CLI ? join(process.cwd(), CLI) : arg));
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now();
    const { status } = spawnSync(program, absolute, { input, cwd });
    if (status !== 0) return { name: `${name} (failed)`, median: Number.NaN, runs: 0 };
    if (run > 0) times.push(performance.now() - start);
  }
  return { name, median: median(times), runs: times.length };
}

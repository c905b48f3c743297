import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measured, median, print } from './measure.ts';

const CLI = 'dist/cli/cli.cjs';
const RUNS = 15;

/** Whole processes: what a person waits for. */
export function benchStartUp(): void {
  if (!existsSync(CLI)) {
    console.log(`\nStart-up: not measured, ${CLI} is not built (npm run build)`);
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'operator-scaffold-bench-'));
  try {
    const node = wholeProcess('node -e 0', () => ['-e', '0']);
    const version = wholeProcess('--version', () => [CLI, '--version']);
    const resource = ['--resource', 'webapp/v1/Guestbook:defaulting,validation'];
    const init = wholeProcess('init', (run) => [
      ...[CLI, 'init', '--project-name', 'guestbook', ...resource],
      ...['--output', join(scratch, String(run))],
    ]);
    print('Start-up, whole processes', [node, version, init]);
    console.log(`  init above Node's own start: ${(init.median - node.median).toFixed(1)} ms`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function wholeProcess(name: string, args: (run: number) => string[]): Measured {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args(run), { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    if (run > 0) times.push(performance.now() - start); // the first run fills the disk's cache
  }
  return { name, median: median(times), runs: RUNS };
}

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byTurns, NODE_START } from './processes.ts';

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
    const resource = ['--resource', 'webapp/v1/Guestbook:defaulting,validation'];
    const init = ['init', '--project-name', 'guestbook', ...resource, '--force', '--output', scratch];
    const times = byTurns(
      {
        'node -e 0': NODE_START,
        '--version': { program: process.execPath, args: [CLI, '--version'] },
        init: { program: process.execPath, args: [CLI, ...init] },
      },
      RUNS,
    );
    console.log('\nStart-up, whole processes, by turns: wall, processor');
    for (const [name, { wall, processor }] of Object.entries(times)) {
      console.log(`  ${name.padEnd(9)}  ${wall.toFixed(0).padStart(4)} ms  ${processor.toFixed(0).padStart(4)} ms`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

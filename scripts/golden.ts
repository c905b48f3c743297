import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the golden trees and charts anew, so that a file which is no longer made goes too: `npm run golden`. */
const GOLDEN = join(import.meta.dirname, '..', 'test', 'golden');

function emptyDirectories(parent: string, keep: readonly string[]): void {
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    if (!entry.isDirectory() || keep.includes(entry.name)) continue;
    for (const inside of readdirSync(join(parent, entry.name))) {
      rmSync(join(parent, entry.name, inside), { recursive: true });
    }
  }
}

emptyDirectories(GOLDEN, ['charts', 'go']);
emptyDirectories(join(GOLDEN, 'charts'), []);
const tests = ['test/scaffold/golden.test.ts', 'test/chart/golden.test.ts'];
const { status } = spawnSync('npx', ['vitest', 'run', ...tests, '--update', '-t', '^(?!.*has no other files)'], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

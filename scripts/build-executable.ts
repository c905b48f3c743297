/**
 * Makes the command line one file that needs nothing on the machine: Node with our code in it, as Node's own "single
 * executable application". For the platform that it runs on.
 *
 *     npx tsx scripts/build-executable.ts [FILE]      (default: build/operator-scaffold)
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ensureRuntime } from './tools/npm-hosts.ts';
import { runProgram } from './tools/run-program.ts';

const ROOT = join(import.meta.dirname, '..');

/** @throws Error with what esbuild or Node says where the file cannot be made */
export async function buildExecutable(file: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'executable-'));
  try {
    const main = join(directory, 'main.cjs');
    await build({
      entryPoints: [join(ROOT, 'src/cli/main.ts')],
      outfile: main,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target: 'node26',
      // Of plugins alone, which the executable does not have beside it.
      logOverride: { 'empty-import-meta': 'silent' },
    });
    const configuration = join(directory, 'configuration.json');
    const output = resolve(file);
    mkdirSync(dirname(output), { recursive: true });
    // Compiled once here, not at each start.
    writeFileSync(
      configuration,
      JSON.stringify({ main, output, disableExperimentalSEAWarning: true, useCodeCache: true }),
    );
    await runProgram(await ensureRuntime('node-26'), ['--build-sea', configuration], { cwd: directory });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const file = process.argv[2] ?? join(ROOT, 'build', 'operator-scaffold');
  await buildExecutable(file);
  console.log(file);
}

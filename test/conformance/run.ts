/**
 * Runs the conformance suites: our output against the real tools.
 *
 *     npm run conformance -- [--corpus DIR] [--only SUITE,...] [--seed N] [--all]
 *
 * Prints a line per case and `N passed, N failed` at the end; exits 1 where a case failed or a tool is missing.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Suite } from './suite.ts';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    only: { type: 'string' },
    seed: { type: 'string' },
    all: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});
const only = values.only?.split(',');
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const corpus = values.corpus === undefined ? undefined : resolve(values.corpus);
const directory = join(import.meta.dirname, 'suites');
let passed = 0;
let failed = 0;

console.log(`seed ${seed}`);
for (const file of readdirSync(directory).sort()) {
  const name = file.replace(/\.ts$/, '');
  if (name === file || (only !== undefined && !only.includes(name))) continue;
  const { suite } = (await import(join(directory, file))) as { suite: Suite };
  const scratch = mkdtempSync(join(tmpdir(), `conformance-${name}-`));
  const start = Date.now();
  let count = 0;
  try {
    for await (const result of suite.run({ corpus, scratch, seed, all: values.all })) {
      count += 1;
      if (result.error === undefined) passed += 1;
      else failed += 1;
      if (result.error !== undefined) console.log(`not ok  ${suite.name}: ${result.name}\n${indent(result.error)}`);
      else if (!values.quiet) console.log(`ok      ${suite.name}: ${result.name}`);
    }
    if (count === 0) throw new Error('the suite ran no case');
  } catch (error) {
    failed += 1;
    console.log(
      `not ok  ${suite.name}: stopped\n${indent(error instanceof Error ? (error.stack ?? error.message) : String(error))}`,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`${suite.name}: ${count} cases in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function indent(text: string): string {
  return text.replace(/^/gm, '        ');
}

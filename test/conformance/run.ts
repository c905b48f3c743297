/**
 * Runs the conformance suites: our output against the real tools.
 *
 *     npm run conformance -- [--corpus DIR] [--only SUITE,...] [--match TEXT] [--seed N] [--all] [--quiet]
 *         [--summary FILE]
 *
 * Prints a line per case and `N passed, N failed` at the end; exits 1 where a case failed or a tool is missing. With
 * --summary the counts go to a file as JSON instead of a closing line.
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureAllTools } from '../../scripts/tools/ensure-all.ts';
import type { CaseResult, Suite } from './suite.ts';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    only: { type: 'string' },
    match: { type: 'string' },
    seed: { type: 'string' },
    all: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    summary: { type: 'string' },
  },
});
const only = values.only?.split(',');
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const corpus = values.corpus === undefined ? undefined : resolve(values.corpus);
const directory = join(import.meta.dirname, 'suites');
const suites = readdirSync(directory)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();
let passed = 0;
let failed = 0;

refuseBadArguments();
console.log(`seed ${seed}`);
// A run of one suite builds what that suite asks for, when it asks.
if (only === undefined) await runSuite({ name: 'tools', run: tools });
for (const name of suites) {
  if (only !== undefined && !only.includes(name)) continue;
  await runSuite(async () => ((await import(join(directory, `${name}.ts`))) as { suite: Suite }).suite, name);
}
if (values.summary === undefined) console.log(`${passed} passed, ${failed} failed`);
else writeFileSync(values.summary, JSON.stringify({ passed, failed }));
// Explicit, so that a server which a stopped suite left running cannot hold the run open.
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function runSuite(suite: Suite): Promise<void>;
async function runSuite(load: () => Promise<Suite>, name: string): Promise<void>;
async function runSuite(given: Suite | (() => Promise<Suite>), file?: string): Promise<void> {
  const name = typeof given === 'function' ? (file ?? '') : given.name;
  const scratch = mkdtempSync(join(tmpdir(), `conformance-${name}-`));
  const start = Date.now();
  let count = 0;
  try {
    const suite = typeof given === 'function' ? await given() : given;
    for await (const result of suite.run({ corpus, scratch, seed, match: values.match, all: values.all })) {
      count += 1;
      report(name, result);
    }
    if (count === 0) throw new Error('the suite ran no case');
  } catch (error) {
    report(name, { name: 'stopped', error: text(error) });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`${name}: ${count} cases in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

async function* tools(): AsyncIterable<CaseResult> {
  for (const { name, error } of await ensureAllTools()) {
    yield { name, ...(error === undefined ? {} : { error: text(error) }) };
  }
}

function report(suite: string, { name, error }: CaseResult): void {
  if (error === undefined) passed += 1;
  else failed += 1;
  if (error !== undefined) console.log(`not ok  ${suite}: ${name}\n${indent(error)}`);
  else if (!values.quiet) console.log(`ok      ${suite}: ${name}`);
}

/** A misspelt suite or directory must not look like a run in which nothing failed. */
function refuseBadArguments(): void {
  const unknown = only?.filter((name) => !suites.includes(name)) ?? [];
  const problems = [
    ...unknown.map((name) => `--only: there is no suite ${name}; there are ${suites.join(', ')}`),
    ...(corpus !== undefined && !statSync(corpus, { throwIfNoEntry: false })?.isDirectory()
      ? [`--corpus: ${corpus} is not a directory`]
      : []),
    ...(Number.isSafeInteger(seed) ? [] : [`--seed: ${values.seed} is not an integer`]),
  ];
  if (problems.length === 0) return;
  for (const problem of problems) console.error(problem);
  process.exit(2);
}

function text(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function indent(text: string): string {
  return text.replace(/^/gm, '        ');
}

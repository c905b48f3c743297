/**
 * Runs the conformance suites: our output against the real tools.
 *
 *     npm run conformance -- [--corpus DIR] [--only SUITE,...] [--match TEXT] [--seed N] [--all] [--quiet]
 *         [--jobs N] [--summary FILE]
 *
 * Prints a line per case and `N passed, N failed` at the end; exits 1 where a case failed or a tool is missing. With
 * --summary the counts go to a file as JSON instead of a closing line. Each suite is a process of its own, --jobs of
 * them at a time (default 2): one that waits for a server leaves its core to another.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
    jobs: { type: 'string', default: '2' },
    summary: { type: 'string' },
  },
});
const only = values.only?.split(',');
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const jobs = Number(values.jobs);
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
const wanted = suites.filter((name) => only === undefined || only.includes(name));
if (wanted.length === 1) {
  const [name = ''] = wanted;
  await runSuite(async () => ((await import(join(directory, `${name}.ts`))) as { suite: Suite }).suite, name);
} else {
  await Promise.all(Array.from({ length: jobs }, runNext));
}
if (values.summary === undefined) console.log(`${passed} passed, ${failed} failed`);
else writeFileSync(values.summary, JSON.stringify({ passed, failed }));
// Explicit, so that a server which a stopped suite left running cannot hold the run open.
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** One suite after another, each in a process of its own. */
async function runNext(): Promise<void> {
  for (let name = wanted.shift(); name !== undefined; name = wanted.shift()) {
    const scratch = mkdtempSync(join(tmpdir(), `conformance-${name}-`));
    const summary = join(scratch, 'counts.json');
    const options = [
      ...['--only', name, '--seed', String(seed), '--summary', summary],
      ...(corpus === undefined ? [] : ['--corpus', corpus]),
      ...(values.match === undefined ? [] : ['--match', values.match]),
      ...(values.all ? ['--all'] : []),
      ...(values.quiet ? ['--quiet'] : []),
    ];
    const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, ...options], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    await new Promise((done) => child.on('close', done));
    // A process that died without its counts is a failure.
    const counts = existsSync(summary) ? JSON.parse(readFileSync(summary, 'utf8')) : { passed: 0, failed: 1 };
    if (!existsSync(summary)) console.log(`not ok  ${name}: the process of the suite died`);
    passed += counts.passed;
    failed += counts.failed;
    rmSync(scratch, { recursive: true, force: true });
  }
}

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
  const { user, system } = process.cpuUsage();
  const own = ((user + system) / 1e6).toFixed(0);
  console.log(`${name}: ${count} cases in ${((Date.now() - start) / 1000).toFixed(1)} s, ${own} s of them in Node`);
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
    ...(Number.isSafeInteger(jobs) && jobs > 0 ? [] : [`--jobs: ${values.jobs} is not a number of processes`]),
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

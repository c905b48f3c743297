import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { cacheDirectory } from './cache.ts';

const run = promisify(execFile);
const SOURCE = join(import.meta.dirname, 'kustomize-oracle');

/** What to ask; see kustomize-oracle/main.go. */
export type OracleRequest =
  | { readonly op: 'build'; readonly files: Readonly<Record<string, string>>; readonly path: string }
  | { readonly op: 'parse' | 'parse11'; readonly text: string }
  | { readonly op: 'print'; readonly json: string };

export type OracleAnswer =
  | { readonly output: string; readonly error?: undefined; readonly log: string }
  | { readonly output?: undefined; readonly error: string; readonly log: string };

/** The real kustomize in one process that answers many questions, at the version of the `kustomize` tool. */
export class KustomizeOracle {
  #process: ChildProcessWithoutNullStreams | undefined;
  readonly #binary: string;
  #waiting: { readonly request: OracleRequest; readonly resolve: (answer: OracleAnswer) => void }[] = [];

  private constructor(binary: string) {
    this.#binary = binary;
  }

  static async start(): Promise<KustomizeOracle> {
    return new KustomizeOracle(await ensureOracle());
  }

  /**
   * Answers come in the order of the questions, of which many may wait. A process that dies over one is replaced, and the
   * others are asked anew.
   */
  ask(request: OracleRequest): Promise<OracleAnswer> {
    return new Promise((resolve) => this.#send(request, resolve));
  }

  #send(request: OracleRequest, resolve: (answer: OracleAnswer) => void): void {
    const child = this.#child();
    this.#waiting.push({ request, resolve });
    child.stdin.write(`${JSON.stringify(request)}\n`);
  }

  stop(): void {
    this.#process?.stdin.end();
    this.#process = undefined;
  }

  #child(): ChildProcessWithoutNullStreams {
    if (this.#process !== undefined) return this.#process;
    const child = spawn(this.#binary, { stdio: ['pipe', 'pipe', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-4000);
    });
    createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
      const answer = JSON.parse(line) as { output?: string; error?: string; log?: string };
      this.#waiting.shift()?.resolve({ log: '', ...answer } as unknown as OracleAnswer);
    });
    child.stdin.on('error', () => {});
    child.on('close', () => {
      if (this.#process === child) this.#process = undefined;
      const [culprit, ...others] = this.#waiting;
      this.#waiting = [];
      culprit?.resolve({ error: `kustomize stopped: ${complaint}`, log: complaint });
      for (const { request, resolve } of others) this.#send(request, resolve);
    });
    this.#process = child;
    return child;
  }
}

/** The path of the built program; named by its sources, so that a change builds it anew. */
async function ensureOracle(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of readdirSync(SOURCE).sort()) hash.update(file).update(readFileSync(join(SOURCE, file)));
  const target = join(cacheDirectory(), 'tools', `kustomize-oracle@${hash.digest('hex').slice(0, 12)}`, 'oracle');
  if (existsSync(target)) return target;
  console.error('building the kustomize oracle …');
  mkdirSync(dirname(dirname(target)), { recursive: true });
  const aside = mkdtempSync(join(dirname(dirname(target)), '.build-'));
  try {
    cpSync(SOURCE, join(aside, 'source'), { recursive: true });
    await run('go', ['build', '-trimpath', '-o', join(aside, 'out', 'oracle'), '.'], {
      cwd: join(aside, 'source'),
      maxBuffer: 64 << 20,
    });
    rmSync(dirname(target), { recursive: true, force: true });
    renameSync(join(aside, 'out'), dirname(target));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return target;
}

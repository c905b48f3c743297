import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureGoTool } from '../scripts/tools/go-tool.ts';
import { FileTree } from '../src/core/file-tree.ts';
import { renderYaml } from '../src/kustomize/render-yaml.ts';
import { readTree } from '../src/node/read-tree.ts';
import { type Measured, measure, median, print } from './measure.ts';
import { crdHeavyTree, wideTree } from './render-trees.ts';

const CLI = 'dist/cli/cli.cjs';
const RUNS = 9;

/**
 * Rendering against the real `kustomize build`: whole processes, and warm within one process.
 *
 * @param corpus directory of operators, one folder each; left out where it is not given
 */
export async function benchRender(corpus?: string): Promise<void> {
  const kustomize = await ensureGoTool('kustomize');
  const scratch = mkdtempSync(join(tmpdir(), 'operator-scaffold-bench-'));
  try {
    const heavy = crdHeavyTree(27, 40);
    write(join(scratch, 'heavy'), heavy);
    const directories = operators(corpus).map((name) => join(corpus as string, name));
    benchProcesses(kustomize, [...directories, join(scratch, 'heavy')]);
    await benchWarm(kustomize, [...directories, join(scratch, 'heavy')]);
    benchMemory(heavy, join(scratch, 'heavy'));
    benchGrowth();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function operators(corpus: string | undefined): string[] {
  if (corpus === undefined) return [];
  return readdirSync(corpus).filter((name) => existsSync(join(corpus, name, 'config/default')));
}

/** What a person waits for. */
function benchProcesses(kustomize: string, directories: readonly string[]): void {
  if (!existsSync(CLI)) {
    console.log(`\nRendering as a process: not measured, ${CLI} is not built (npm run build)`);
    return;
  }
  const node = wholeProcess("Node's own start", process.execPath, ['-e', '0']);
  print('Rendering, whole processes', [node]);
  for (const directory of directories) {
    const target = join(directory, 'config/default');
    const real = wholeProcess('kustomize build', kustomize, ['build', target]);
    const ours = wholeProcess('render', process.execPath, [CLI, 'render', target]);
    const allowed = real.median + node.median;
    console.log(
      `  ${name(directory)}: kustomize build ${real.median.toFixed(0)} ms, render ${ours.median.toFixed(0)} ms: ` +
        `${(ours.median / allowed).toFixed(2)} of kustomize build and Node's start`,
    );
  }
}

async function benchWarm(kustomize: string, directories: readonly string[]): Promise<void> {
  console.log('\nRendering, warm within one process, against the real process');
  for (const directory of directories) {
    const tree = (await readTree(join(directory, 'config'))).under('config');
    const real = wholeProcess('kustomize build', kustomize, ['build', join(directory, 'config/default')]);
    const ours = measure('renderYaml', () => renderYaml(tree, 'config/default'));
    console.log(
      `  ${name(directory)}: kustomize build ${real.median.toFixed(0)} ms, renderYaml ${ours.median.toFixed(1)} ms: ` +
        `${(real.median / ours.median).toFixed(1)} times as fast`,
    );
  }
}

/** The most memory that a process takes to render, less what it takes to start, by the size of its input. */
function benchMemory(files: Readonly<Record<string, string>>, directory: string): void {
  if (!existsSync(CLI)) return;
  const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  const peak = (args: readonly string[]) => {
    const code = `process.on('exit', () => console.error(process.resourceUsage().maxRSS)); process.argv.splice(1, 0, 'cli'); await import(${JSON.stringify(join(process.cwd(), CLI))});`;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return Number(stderr.trim().split('\n').at(-1)) * 1024;
  };
  const least = peak(['--version']);
  const most = peak(['render', join(directory, 'config/default')]);
  const used = most - least;
  console.log(
    `\nMemory for ${(size / 1e6).toFixed(1)} MB of input: ${(used / 1e6).toFixed(1)} MB above the start, ${(used / size).toFixed(1)} times the input`,
  );
}

/** Ten times the objects, patches and replacements. */
function benchGrowth(): void {
  const small = FileTree.from(wideTree(500, 50, 20));
  const large = FileTree.from(wideTree(5000, 500, 200));
  const rows = [
    measure('500 objects, 50 patches, 20 replacements', () => renderYaml(small)),
    measure('5,000 objects, 500 patches, 200 replacements', () => renderYaml(large), { during: 5000 }),
  ] as const;
  print('Rendering, growth', rows);
  console.log(`  ten times the work costs ${(rows[1].median / rows[0].median).toFixed(1)} times the time`);
}

function wholeProcess(title: string, program: string, args: readonly string[]): Measured {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const start = performance.now();
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`${title} ${args.join(' ')}: ${stderr}`);
    if (run > 0) times.push(performance.now() - start); // the first run fills the disk's cache
  }
  return { name: title, median: median(times), runs: RUNS };
}

function name(directory: string): string {
  return directory.split('/').at(-1) as string;
}

function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

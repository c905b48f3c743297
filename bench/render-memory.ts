import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CLI = 'dist/cli/cli.cjs';

/**
 * Memory by the size of the input. As a process: the largest resident set, above that of Node's own start. In process:
 * what the garbage collector leaves of the heap while the tree and its text are both held.
 *
 * @param directory an operator's, with `config/default`
 */
export function benchMemory(directory: string): void {
  if (!existsSync(CLI)) {
    console.log(`\nMemory: not measured, ${CLI} is not built (npm run build)`);
    return;
  }
  const target = join(directory, 'config/default');
  const size = readdirSync(target).reduce((sum, name) => sum + statSync(join(target, name)).size, 0);
  const start = largest('');
  const render = largest(
    `process.argv.splice(1, 0, 'cli'); require(${JSON.stringify(resolve(CLI))});`,
    'render',
    target,
  );
  const held = Number(printed(IN_PROCESS, '--expose-gc', '--input-type=module', '-e', IN_PROCESS, directory));
  console.log(`\nMemory for ${megabytes(size)} of input`);
  console.log(`  render, at most above Node's start: ${share(render - start, size)}`);
  console.log(`  renderYaml, the tree and the text as long as both are held: ${share(held, size)}`);
}

const IN_PROCESS = `
  import { renderYaml } from ${JSON.stringify(resolve('dist/index.js'))};
  import { readTree } from ${JSON.stringify(resolve('dist/node/index.js'))};
  gc();
  const before = process.memoryUsage().heapUsed;
  const tree = await readTree(process.argv[1]);
  const text = renderYaml(tree);
  gc();
  console.error(process.memoryUsage().heapUsed - before, text.length > 0 && tree.size > 0 ? '' : 'empty');
`;

/** The largest resident set of a Node that runs some code, in bytes. */
function largest(code: string, ...args: readonly string[]): number {
  const noted = `process.on('exit', () => console.error(process.resourceUsage().maxRSS)); ${code}`;
  return Number(printed(noted, '-e', noted, ...args)) * 1024;
}

/** The last line of standard error. */
function printed(what: string, ...args: readonly string[]): string {
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${what}: ${stderr}`);
  return stderr.trim().split('\n').at(-1) as string;
}

function share(bytes: number, size: number): string {
  return `${megabytes(bytes)}, ${(bytes / size).toFixed(1)} times the input`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

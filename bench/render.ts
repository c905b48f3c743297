import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ensureGoTool } from '../scripts/tools/go-tool.ts';
import { library, nodeLibrary } from './library.ts';
import { measure, print } from './measure.ts';
import { byTurns, NODE_START } from './processes.ts';
import { benchMemory } from './render-memory.ts';
import { crdHeavyTree, wideTree } from './render-trees.ts';

const { FileTree, renderYaml } = library;
const { readTree } = nodeLibrary;

const CLI = 'dist/cli/cli.cjs';
const RUNS = 9;

/**
 * Rendering beside the real `kustomize build`: whole processes, and warm within one process.
 *
 * @param corpus directory of operators, one folder each; left out where it is not given
 */
export async function benchRender(corpus?: string): Promise<void> {
  const kustomize = await ensureGoTool('kustomize');
  const scratch = mkdtempSync(join(tmpdir(), 'operator-scaffold-bench-'));
  try {
    const heavy = write(join(scratch, '27 large CRDs'), crdHeavyTree(27, 40));
    const heavier = write(join(scratch, '75 large CRDs'), crdHeavyTree(75, 40));
    console.log("\nRendering: times of `kustomize build`, of Node's start (node -e 0), and of ours; wall, processor");
    for (const directory of [...operators(corpus), heavy]) await besideKustomize(kustomize, directory);
    benchMemory(heavier);
    benchGrowth();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function operators(corpus: string | undefined): string[] {
  if (corpus === undefined) return [];
  return readdirSync(corpus)
    .map((name) => join(corpus, name))
    .filter((directory) => existsSync(join(directory, 'config/default')));
}

async function besideKustomize(kustomize: string, directory: string): Promise<void> {
  const target = join(directory, 'config/default');
  console.log(`  ${basename(directory)}`);
  const built = { program: kustomize, args: ['build', target] };
  const times = existsSync(CLI)
    ? byTurns(
        { kustomize: built, node: NODE_START, render: { program: process.execPath, args: [CLI, 'render', target] } },
        RUNS,
      )
    : { ...byTurns({ kustomize: built }, RUNS), node: undefined, render: undefined };
  if (times.render === undefined || times.node === undefined) {
    console.log(`    as a process: not measured, ${CLI} is not built (npm run build)`);
  } else {
    const { kustomize: real, node, render } = times;
    for (const kind of ['wall', 'processor'] as const) {
      const ratio = render[kind] / (real[kind] + node[kind]);
      console.log(
        `    ${kind.padEnd(9)}  ${shown(real[kind])} + ${shown(node[kind])}, render ${shown(render[kind])}: ${ratio.toFixed(2)} of both`,
      );
    }
  }
  const tree = (await readTree(join(directory, 'config'))).under('config');
  const warm = measure('renderYaml', () => renderYaml(tree, 'config/default'), { during: 700 });
  const faster = times.kustomize.wall / warm.median;
  console.log(`    warm, in process: ${shown(warm.median)}, ${faster.toFixed(1)} times as fast as kustomize build`);
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

function shown(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 20 ? 1 : 0)} ms`;
}

function write(directory: string, files: Readonly<Record<string, string>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

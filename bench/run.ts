/**
 * Prints medians: the scaffold, start-up, rendering and charts, with their peers in the same run.
 *
 *     npm run build && npm run bench -- [--corpus DIR]
 */
import { parseArgs } from 'node:util';
import { benchChart } from './chart.ts';
import { benchRender } from './render.ts';
import { benchScaffold } from './scaffold.ts';
import { benchStartUp } from './start-up.ts';

const { corpus } = parseArgs({ options: { corpus: { type: 'string' } } }).values;

console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
benchScaffold();
benchStartUp();
await beside('Rendering beside kustomize', () => benchRender(corpus));
await beside('Charts beside helmify', () => benchChart(corpus));

/** The peers are built with Go at the first call. Without Go there is nothing to compare with, and that is said. */
async function beside(title: string, bench: () => Promise<void>): Promise<void> {
  try {
    await bench();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    console.log(`\n${title}: not measured, ${reason}`);
    process.exitCode = 1;
  }
}

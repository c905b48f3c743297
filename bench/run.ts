/**
 * Prints medians: the scaffold, diffs, start-up, audits, the exit from the proxy, rendering and charts, with their peers in the
 * same run.
 *
 *     npm run build && npm run bench -- [--corpus DIR] [--only NAME]...
 */
import { parseArgs } from 'node:util';
import { benchAudit } from './audit.ts';
import { benchChart } from './chart.ts';
import { benchDiff } from './diff.ts';
import { benchExit, benchUpgrade } from './exit.ts';
import { benchRender } from './render.ts';
import { benchScaffold } from './scaffold.ts';
import { benchStartUp } from './start-up.ts';

const { corpus, only } = parseArgs({
  options: { corpus: { type: 'string' }, only: { type: 'string', multiple: true } },
}).values;

console.log(`Node ${process.version}, ${process.platform} ${process.arch}`);
if (wanted('scaffold')) benchScaffold();
if (wanted('diff')) benchDiff();
if (wanted('start-up')) benchStartUp();
if (wanted('audit')) await beside('Audits', () => benchAudit(corpus));
if (wanted('exit')) await beside('Leaving kube-rbac-proxy', () => benchExit(corpus));
if (wanted('upgrade')) await beside('Whole upgrades', () => benchUpgrade(corpus));
if (wanted('render')) await beside('Rendering beside kustomize', () => benchRender(corpus));
if (wanted('chart')) await beside('Charts beside helmify', () => benchChart(corpus));

function wanted(name: string): boolean {
  return only === undefined || only.includes(name);
}

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

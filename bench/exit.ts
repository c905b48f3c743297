import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { library, nodeLibrary } from './library.ts';
import { measure, print } from './measure.ts';

const { applyPlan, planUpgrade } = library;

/** How real operators leave kube-rbac-proxy: the plan, with every rendering before and after, and its application. */
export async function benchExit(corpus: string | undefined): Promise<void> {
  await benchUpgrades(corpus, 'metrics to https-metrics', { to: 'https-metrics', only: ['metrics'] });
}

/** The whole upgrade of the same operators. */
export async function benchUpgrade(corpus: string | undefined): Promise<void> {
  await benchUpgrades(corpus, 'all to https-metrics', { to: 'https-metrics' });
}

async function benchUpgrades(
  corpus: string | undefined,
  what: string,
  request: Parameters<typeof planUpgrade>[1],
): Promise<void> {
  if (corpus === undefined) throw new Error('needs --corpus DIR, with operators that have the proxy');
  const rows = [];
  for (const entry of readdirSync(corpus, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const tree = await nodeLibrary.readTree(join(corpus, entry.name), { ignore: [] });
    const act = () => applyPlan(tree, planUpgrade(tree, request));
    rows.push(measure(entry.name, act, { warmUp: 3000 }));
  }
  rows.sort((a, b) => b.median - a.median);
  print(`planUpgrade and applyPlan, ${what}`, rows);
}

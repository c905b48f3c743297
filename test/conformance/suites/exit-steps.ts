import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileTree } from '../../../src/core/file-tree.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { recordedCases } from '../../presets/recorded.ts';
import { EXITS, faultsWithout } from '../../upgrade/left-out-steps.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

/** The last release with the proxy that most projects are of. */
const RELEASE = '3.14.2';

/**
 * Each step of each way out of the proxy left out, of the real operators and of what Kubebuilder 3.14 scaffolds, and each
 * of whole upgrades of ours: what is left builds, and has no error that was not there before.
 */
export const suite: Suite = {
  name: 'exit-steps',
  async *run({ corpus, scratch, match, all }) {
    const isWanted = (name: string) => match === undefined || name.includes(match);
    if (corpus === undefined) throw new Error('this suite needs --corpus');
    for (const operator of readdirSync(corpus).sort()) {
      const root = join(corpus, operator);
      if (statSync(root).isDirectory() && isWanted(operator)) yield* resultsOf(operator, await readTree(root));
    }
    const recorded = recordedCases().filter(({ release }) => release === RELEASE);
    for (const { scenario, options } of all ? recorded : recorded.slice(0, 3)) {
      const name = `${RELEASE} ${scenario}`;
      if (!isWanted(name)) continue;
      const { profile } = resolvePreset(options.preset!);
      const files = await runKubebuilder(RELEASE, toProject(options), profile, join(scratch, scenario));
      yield* resultsOf(name, FileTree.from(files));
    }
    for (const [from, to] of UPGRADES) {
      const name = `${from} to ${to}`;
      if (!isWanted(name)) continue;
      const { faults } = faultsWithout(buildScaffold({ ...OURS, preset: from }), { to });
      yield { name, ...(faults.length === 0 ? {} : { error: faults.join('\n') }) };
    }
  },
};

const OURS: ScaffoldOptions = {
  projectName: 'shop',
  domain: 'example.com',
  features: { prometheus: true },
  resources: [{ group: 'shop', version: 'v1', kind: 'Order', webhooks: { validation: true } }],
};

const UPGRADES = [
  ['kubebuilder@3.13.0', 'https-metrics'],
  ['kubebuilder@3.14.2', 'kubebuilder@4.16.0'],
  ['kubebuilder@3.15.0', 'https-metrics'],
  ['kubebuilder@4.1.0', 'kubebuilder@4.9.0'],
  ['kubebuilder@4.3.0', 'kubebuilder@4.16.0'],
  ['kubebuilder@4.7.0', 'https-metrics'],
] as const;

function* resultsOf(name: string, tree: FileTree): Generator<CaseResult> {
  for (const exit of Object.keys(EXITS) as (keyof typeof EXITS)[]) {
    const { faults } = faultsWithout(tree, { ...EXITS[exit], only: ['metrics'] });
    yield { name: `${name} to ${exit}`, ...(faults.length === 0 ? {} : { error: faults.join('\n') }) };
  }
}

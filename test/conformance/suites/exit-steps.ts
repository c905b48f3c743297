import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileTree } from '../../../src/core/file-tree.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { recordedCases } from '../../presets/recorded.ts';
import { EXITS, faultsWithout } from '../../upgrade/left-out-steps.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

/** The last release with the proxy that most projects are of. */
const RELEASE = '3.14.2';

/**
 * Each step of each way out of the proxy left out, of the real operators and of what Kubebuilder 3.14 scaffolds: what is
 * left builds, and has no error that was not there before.
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
  },
};

function* resultsOf(name: string, tree: FileTree): Generator<CaseResult> {
  for (const exit of Object.keys(EXITS) as (keyof typeof EXITS)[]) {
    const { faults } = faultsWithout(tree, { ...EXITS[exit], only: ['metrics'] });
    yield { name: `${name} to ${exit}`, ...(faults.length === 0 ? {} : { error: faults.join('\n') }) };
  }
}

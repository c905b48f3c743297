import { join } from 'node:path';
import fc from 'fast-check';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { configFiles } from '../../../src/scaffold/config-files.ts';
import { contextOf } from '../../../src/scaffold/context.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';
import { randomOptions } from '../../presets/random-options.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { differencesOf } from '../support/compare-scaffold.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

/** Random projects: what our presets scaffold against what the releases' own programs leave on a disk. */
export const suite: Suite = {
  name: 'releases',
  async *run(context) {
    const releases = Object.keys(KUBEBUILDER_RELEASES);
    const each = context.all ? 40 : 2;
    for (const [position, release] of releases.entries()) {
      const sample = fc.sample(randomOptions(`kubebuilder@${release}`), {
        numRuns: each * 8,
        seed: context.seed + position,
      });
      const allowed = sample.filter(isAllowed).slice(0, each);
      for (const [index, options] of allowed.entries()) {
        yield await compare(`${release} ${index}`, release, options, join(context.scratch, release));
      }
    }
  },
};

/** Where the release itself does not build there is still a scaffold to compare. */
function isAllowed(options: ScaffoldOptions): boolean {
  return validateOptions(options).every((issue) => issue.code === 'release-defect');
}

async function compare(
  name: string,
  release: string,
  options: ScaffoldOptions,
  directory: string,
): Promise<CaseResult> {
  const { profile } = resolvePreset(`kubebuilder@${release}`);
  const project = toProject(options);
  const ours = new Map([...configFiles(contextOf(project, profile))].map(([path, content]) => [path, content]));
  let theirs: Map<string, string>;
  try {
    theirs = await runKubebuilder(release, project, profile, directory);
  } catch (error) {
    return { name, error: `${JSON.stringify(options)}\n${error instanceof Error ? error.message : error}` };
  }
  const differences = [...differencesOf(ours, theirs)];
  return differences.length === 0 ? { name } : { name, error: [JSON.stringify(options), ...differences].join('\n') };
}

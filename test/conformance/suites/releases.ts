import { join } from 'node:path';
import fc from 'fast-check';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import type { Project } from '../../../src/options/project.ts';
import { toProject } from '../../../src/options/to-project.ts';
import type { Profile } from '../../../src/presets/facts/facts.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { configFiles } from '../../../src/scaffold/config-files.ts';
import { contextOf } from '../../../src/scaffold/context.ts';
import { readOptions, validateOptions } from '../../../src/scaffold/read-options.ts';
import { scaffoldTree } from '../../../src/scaffold/scaffold-tree.ts';
import { randomOptions } from '../../presets/random-options.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { differencesOf } from '../support/compare-scaffold.ts';
import { addWebhooks, runKubebuilder } from '../support/run-kubebuilder.ts';

/**
 * Random projects: what our presets scaffold against what the releases' own programs leave on a disk, from nothing, and
 * from a scaffold of ours to which they add the webhooks.
 */
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
        yield await compare(`${release} ${index}`, options, (project, profile) =>
          runKubebuilder(release, project, profile, join(context.scratch, release)),
        );
      }
      const withWebhooks = sample.filter((it) => isAllowed(it) && validateOptions(lessWebhooks(it)).length === 0);
      for (const [index, options] of withWebhooks.slice(0, each).entries()) {
        const tree = scaffoldTree(readOptions(lessWebhooks(options)));
        yield await compare(`${release} ${index}, its webhooks added to our scaffold`, options, (project, profile) =>
          addWebhooks(release, tree, project, profile, join(context.scratch, release)),
        );
      }
    }
  },
};

/** Where the release itself does not build there is still a scaffold to compare. */
function isAllowed(options: ScaffoldOptions): boolean {
  return validateOptions(options).every((issue) => issue.code === 'release-defect');
}

/** The same project before its webhooks were made. */
function lessWebhooks(options: ScaffoldOptions): ScaffoldOptions {
  return { ...options, resources: (options.resources ?? []).map(({ webhooks: _, ...resource }) => resource) };
}

async function compare(
  name: string,
  options: ScaffoldOptions,
  run: (project: Project, profile: Profile) => Promise<Map<string, string>>,
): Promise<CaseResult> {
  const { profile } = resolvePreset(options.preset ?? '');
  const project = toProject(options);
  const ours = new Map([...configFiles(contextOf(project, profile))]);
  let theirs: Map<string, string>;
  try {
    theirs = await run(project, profile);
  } catch (error) {
    return { name, error: `${JSON.stringify(options)}\n${error instanceof Error ? error.message : error}` };
  }
  const differences = [...differencesOf(ours, theirs)];
  return differences.length === 0 ? { name } : { name, error: [JSON.stringify(options), ...differences].join('\n') };
}

import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import type { JsonValue } from '../../../src/kubernetes/object.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { configFiles } from '../../../src/scaffold/config-files.ts';
import { contextOf } from '../../../src/scaffold/context.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';
import { parseYaml } from '../../../src/yaml/parse.ts';
import { randomOptions } from '../../presets/random-options.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

/** Random projects: what our presets scaffold against what the releases' own programs leave on a disk. */
export const suite: Suite = {
  name: 'releases',
  async *run(context) {
    const releases = Object.keys(KUBEBUILDER_RELEASES);
    const each = context.all ? 40 : 4;
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

/** controller-gen writes these, which does not run here. */
const GENERATED = /^config\/(crd\/bases\/|webhook\/manifests\.yaml$)/;

function* differencesOf(ours: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>): Generator<string> {
  for (const [path, content] of theirs) {
    if (path !== 'PROJECT' && !path.startsWith('config/')) continue;
    const own = ours.get(path);
    if (own === undefined) {
      yield `${path} is missing`;
      continue;
    }
    const [expected, received] = [documents(path, content), documents(path, own)];
    if (!isDeepStrictEqual(received, expected)) {
      yield `${path}\n  expected ${JSON.stringify(expected)}\n  received ${JSON.stringify(received)}`;
    }
    if (path.endsWith('kustomization.yaml')) yield* differentSections(path, switchable(content), switchable(own));
  }
  for (const path of ours.keys()) if (!theirs.has(path) && !GENERATED.test(path)) yield `${path} is not in the release`;
}

function* differentSections(path: string, expected: readonly string[], received: readonly string[]): Generator<string> {
  const at = expected.findIndex((line, index) => line !== received[index]);
  if (at === -1 && expected.length === received.length) return;
  const part = (lines: readonly string[]) =>
    lines
      .slice(at === -1 ? expected.length : at)
      .slice(0, 5)
      .join('\n    ');
  yield `${path}: sections\n  expected\n    ${part(expected)}\n  received\n    ${part(received)}`;
}

function documents(path: string, content: string): JsonValue[] {
  const values = parseYaml(quoted(content), path);
  if (path !== 'PROJECT') return values;
  return values.map((value) => ({ ...(value as Record<string, JsonValue>), cliVersion: '' }));
}

/**
 * The release writes names as they are, so that a project called `1e3` gets a number for a label and a kind called
 * `Null` none at all; both are meant as texts.
 */
function quoted(content: string): string {
  return content.replace(
    /^([- ]*(?:app\.kubernetes\.io\/[\w-]+|kind|projectName|group|domain): )([\w.-]+)$/gm,
    '$1"$2"',
  );
}

/** The lines that can be switched on, and the markers: commented-out YAML, without the words about it. */
function switchable(content: string): string[] {
  return content
    .split('\n')
    .filter((line) => /^#([^\s#]|\s{3,}\S| {1,2}- source)/.test(line) || line.includes('+kubebuilder:scaffold'))
    .map((line) => line.replace(/ # .*$/, '').replace(/^(#)\s*/, '$1'));
}

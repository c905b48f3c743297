import { join } from 'node:path';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { mergeOf } from '../../../src/upgrade/whole/files/merge-of.ts';
import type { FileVersions } from '../../../src/upgrade/whole/model.ts';
import { breaches } from '../../upgrade/whole/files/edit-law.ts';
import { EDITS } from '../../upgrade/whole/files/edits.ts';
import { factsOf } from '../../upgrade/whole/files/facts.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

const OPTIONS: ScaffoldOptions = {
  projectName: 'shop',
  domain: 'acme.example',
  repo: 'acme.example/shop',
  resources: [{ group: 'sales', version: 'v1', kind: 'Order', webhooks: { defaulting: true, validation: true } }],
};

/**
 * The files of the releases' own programs that are neither manifests nor Go, merged by their facts from release to
 * release: untouched, they get every fact that the target changes, without a conflict; with an edit of people each, the
 * edit is there afterwards, or named where the target changes the same fact.
 */
export const suite: Suite = {
  name: 'file-merges',
  async *run(context) {
    for (const [from, to] of pairsOf(context)) {
      const [base, target] = [from, to].map((release) =>
        buildScaffold({ ...OPTIONS, preset: `kubebuilder@${release}` }),
      );
      const [yours, wanted] = [await scaffold(from, context), await scaffold(to, context)];
      const paths = new Set([...EDITS.map(({ path }) => path), '.custom-gcl.yml', '.devcontainer/post-install.sh']);
      for (const path of paths) {
        const texts = [base!.get(path), yours.get(path), target!.get(path)];
        const [old, mine, theirs] = texts;
        const want = wanted.get(path);
        if (old === undefined || mine === undefined || theirs === undefined || want === undefined) continue;
        const versions = { path, base: old, yours: mine, theirs };
        yield named(`${from} to ${to}: ${path}`, untouched(versions, want));
        for (const edit of EDITS.filter((each) => each.path === path)) {
          const found = breaches(edit, versions);
          if (found !== undefined) yield named(`${from} to ${to}: ${path}: ${edit.title}`, found);
        }
      }
    }
  },
};

/** What an untouched file has otherwise than the target's own program writes it, of what our presets say changed. */
function untouched(versions: FileVersions, wanted: string): string[] {
  const { path } = versions;
  const { text, conflicts, manual } = mergeOf(path)!(versions);
  const [got, want, old, ours] = [text, wanted, versions.base, versions.theirs].map((each) => factsOf(path, each)) as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ];
  const facts = new Set([...got.keys(), ...want.keys()]);
  // What our presets say otherwise than the program is told by the suite of the scaffolds.
  const changed = [...facts].filter((fact) => old.get(fact) !== ours.get(fact) && ours.get(fact) === want.get(fact));
  const wrong = changed.filter((fact) => got.get(fact) !== want.get(fact));
  return [
    ...conflicts.map(({ where }) => `a conflict: ${where}`),
    ...manual.map((task) => `a task: ${task.text}`),
    ...wrong.map((fact) => `${fact} is ${got.get(fact)}, not ${want.get(fact)}`),
  ];
}

function pairsOf({ seed, all }: Context): [string, string][] {
  const releases = Object.keys(KUBEBUILDER_RELEASES);
  const pairs = releases.flatMap((from, index) => releases.slice(index + 1).map((to): [string, string] => [from, to]));
  if (all) return pairs;
  const random = new Random(seed);
  return pairs
    .map((pair) => ({ pair, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, 4)
    .map(({ pair }) => pair);
}

const made = new Map<string, Promise<Map<string, string>>>();

function scaffold(release: string, { scratch }: Context): Promise<Map<string, string>> {
  const known = made.get(release);
  if (known !== undefined) return known;
  const { profile } = resolvePreset(`kubebuilder@${release}`);
  const making = runKubebuilder(release, toProject(OPTIONS), profile, join(scratch, release));
  made.set(release, making);
  return making;
}

function named(name: string, found: readonly string[]): CaseResult {
  return found.length === 0 ? { name } : { name, error: found.join('\n') };
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { generateOwnFiles } from '../../../scripts/generate-own-files.ts';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import { detectBase } from '../../../src/base/detect-base.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { diffProject } from '../../../src/diff/diff-project.ts';
import { summarizeDiff } from '../../../src/diff/summary/summarize.ts';
import { readTree } from '../../../src/node/read-tree.ts';
import { identityOf, refOf } from '../../../src/objects/identity.ts';
import { treeObjects } from '../../../src/objects/render/tree-objects.ts';
import type { ResourceOptions, ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';
import { randomOptions } from '../../presets/random-options.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { editProject } from '../support/edit-project.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

const SHARES = { untouched: 0, few: 0.15, many: 0.7 } as const;
const TARGETS = ['pre-3.15', '3.15', 'https-metrics', 'kubebuilder@4.16.0'];
const LIVE = /^(?:CustomResourceDefinition|Namespace|Certificate|Issuer|\w+WebhookConfiguration)$/;

/**
 * Where projects come from. Real ones of random names from the releases' own programs, untouched and edited: the range
 * holds the release, and each file is called untouched or edited as it is. Of real operators, a diff to any preset names
 * no object for deletion that they do not render, and none that others hang on.
 */
export const suite: Suite = {
  name: 'base',
  async *run(context) {
    yield ownFiles();
    yield* operators(context);
    const random = new Random(context.seed);
    const all = Object.keys(KUBEBUILDER_RELEASES);
    const releases = context.all ? all : shuffled(all, random).slice(0, 4);
    for (const [position, release] of releases.entries()) {
      const seed = context.seed + position;
      const sample = fc.sample(randomOptions(`kubebuilder@${release}`), { numRuns: 40, seed });
      const options = sample.filter((it) => validateOptions(it).length === 0).slice(0, context.all ? 6 : 2);
      if (options.length === 0) throw new Error(`no options for ${release}`);
      for (const [index, each] of options.entries())
        yield* projects(`${release} ${index}`, release, each, context, random);
    }
  },
};

/** What tells our own scaffolds: stale, it would call files edited that nobody has touched. */
function ownFiles(): CaseResult {
  const name = 'the digests of our own scaffolds are current';
  const stale = Object.entries(generateOwnFiles()).filter(([path, text]) => readFileSync(path, 'utf8') !== text);
  return stale.length === 0 ? { name } : { name, error: `npm run generate: ${stale.map(([path]) => path).join(', ')}` };
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = items.map((item) => ({ item, at: random.next() }));
  return order.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

async function* projects(
  name: string,
  release: string,
  options: ScaffoldOptions,
  { scratch }: Context,
  random: Random,
): AsyncIterable<CaseResult> {
  const preset = `kubebuilder@${release}`;
  const project = toProject(options);
  const made = await runKubebuilder(release, project, resolvePreset(preset).profile, join(scratch, release));
  for (const [amount, share] of Object.entries(SHARES)) {
    const { files, edited } = editProject(made, share, random);
    const wrong = faultsOf(files, edited, preset, options);
    const full = `${name}, ${amount}`;
    yield wrong.length === 0 ? { name: full } : { name: full, error: [JSON.stringify(options), ...wrong].join('\n') };
  }
}

/**
 * What is told wrong about a project of a known release. No edited file may ever be called untouched. An untouched one
 * may be called edited where the record, which is made of scenarios, does not span the project.
 */
export function faultsOf(
  files: ReadonlyMap<string, string>,
  edited: ReadonlySet<string>,
  preset: string,
  options: ScaffoldOptions,
): string[] {
  const spanned = isSpanned(options);
  const base = detectBase(FileTree.from(files));
  const faults = base.range.includes(preset) ? [] : [`the range is ${base.range.join(', ') || 'empty'}`];
  for (const file of base.files) {
    if (file.state === 'generated') continue;
    const told = file.state === 'edited' || !file.presets?.includes(preset);
    const mine = edited.has(file.path);
    // The order in which kinds got their webhooks shows in this file alone.
    const exact = spanned && file.path !== 'test/e2e/e2e_test.go';
    if (mine ? !told : told && exact) faults.push(`${file.path} is ${mine ? 'edited' : 'untouched'}`);
  }
  return faults;
}

/** Whether the recorded scenarios hold every sort of thing that a project has: own kinds of one version each. */
function isSpanned({ domain, resources = [] }: ScaffoldOptions): boolean {
  const versions = (group: string | undefined, kind: string) =>
    resources.filter((one) => one.group === group && one.kind === kind).length;
  const isOwn = ({ external, core, group, kind }: ResourceOptions) =>
    external !== true && core !== true && group !== '' && versions(group, kind) === 1;
  return domain !== '' && resources.every(isOwn);
}

async function* operators({ corpus }: Context): AsyncIterable<CaseResult> {
  if (corpus === undefined) throw new Error('this suite needs --corpus');
  for (const operator of readdirSync(corpus).sort()) {
    const root = join(corpus, operator);
    if (!statSync(root).isDirectory()) continue;
    const tree = await readTree(root);
    const rendered = new Set(treeObjects(tree).objects.map((object) => identityOf(refOf(object))));
    const wrong: string[] = [];
    for (const to of TARGETS) {
      const { leftBehind, breaks } = summarizeDiff(diffProject(tree, { to }));
      for (const ref of [...leftBehind, ...breaks.flatMap(({ object }) => object ?? [])]) {
        const fault = LIVE.test(ref.kind) ? 'others hang on it' : 'it is not rendered';
        if (LIVE.test(ref.kind) || !rendered.has(identityOf(ref))) wrong.push(`${to}: ${identityOf(ref)}: ${fault}`);
      }
    }
    yield wrong.length === 0 ? { name: operator } : { name: operator, error: wrong.join('\n') };
  }
}

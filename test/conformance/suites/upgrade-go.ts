import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureControllerGen } from '../../../scripts/tools/controller-gen.ts';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import { tryProgram } from '../../../scripts/tools/run-program.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { parseGo } from '../../../src/edit/go/parse.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { applyPlan } from '../../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../../src/upgrade/plan-upgrade.ts';
import { flagsIn } from '../../../src/upgrade/whole/go/main-flags.ts';
import { mergeGo } from '../../../src/upgrade/whole/go/merge-go.ts';
import type { FactMerge } from '../../../src/upgrade/whole/model.ts';
import { GO_EDITS } from '../../upgrade/whole/go/edits.ts';
import type { Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { GO_ENVIRONMENT, go, misformatted } from '../support/go-project.ts';
import { MAIN_SHAPES } from '../support/main-shapes.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';
import { writeFiles } from '../support/write-files.ts';

/** Another suite of CI compiles its libraries anyway. */
const COMPILED = '4.16.0';
const MAIN = 'cmd/main.go';

/**
 * Projects that real releases wrote, upgraded to other releases: every Go file goes through the merge, untouched and with
 * one edit each; the main file in the ways of operators, compiled with the libraries of the newer release.
 */
export const suite: Suite = {
  name: 'upgrade-go',
  async *run({ scratch, seed, match = '', all }) {
    const releases = Object.keys(KUBEBUILDER_RELEASES);
    const pairs = releases.flatMap((from, index) => releases.slice(index + 1).map((to) => [from, to] as const));
    const chosen = (all ? pairs : sample(pairs, seed, 8)).filter((pair) => pair.join(' to ').includes(match));
    const projects = new Map<string, FileTree>();
    const real = async (release: string) => {
      const known = projects.get(release) ?? FileTree.from(await scaffold(release, join(scratch, 'kubebuilder')));
      projects.set(release, known);
      return known;
    };
    for (const [from, to] of chosen) {
      const pair = { from, to, real: await real(from), theirs: buildScaffold(optionsOf(to)) };
      const newer = await real(to);
      yield await attempt(`${from} to ${to}: nothing edited`, () => untouched(pair, newer, join(scratch, 'formatted')));
      yield await attempt(`${from} to ${to}: one edit at a time`, () => edited(pair, join(scratch, 'formatted')));
    }
    const shapes = Object.keys(MAIN_SHAPES);
    const starts = releases.filter((release) => release !== COMPILED);
    const programs = starts.flatMap((from) => shapes.map((shape) => ({ from, shape })));
    for (const { from, shape } of all ? programs : sample(programs, seed, 3)) {
      if (!`${from} to ${COMPILED}`.includes(match)) continue;
      yield await attempt(`${from} to ${COMPILED}: ${shape}: compiles`, async () =>
        compiles(await real(from), shape, join(scratch, 'compiled')),
      );
    }
  },
};

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly real: FileTree;
  readonly theirs: FileTree;
}

function optionsOf(release: string): ScaffoldOptions & { readonly preset: string } {
  return {
    preset: `kubebuilder@${release}`,
    projectName: 'weather',
    domain: 'example.com',
    repo: 'example.com/weather',
    resources: [
      { group: 'shop', version: 'v1', kind: 'Widget', webhooks: { defaulting: true, validation: true } },
      { group: 'shop', version: 'v1', kind: 'Shelf' },
    ],
  };
}

async function scaffold(release: string, directory: string): Promise<Map<string, string>> {
  const options = optionsOf(release);
  const { profile } = resolvePreset(options.preset);
  const files = await runKubebuilder(release, toProject(options), profile, directory);
  // The release leaves imports to a tool that finds them in the module cache, which may be empty yet.
  for (const [path, text] of files) {
    const misses = path.endsWith('webhook_suite_test.go') && !text.includes('controller-runtime/pkg/webhook"');
    if (misses) files.set(path, text.replace(/\n\n\tshopv1 /, '\n\t"sigs.k8s.io/controller-runtime/pkg/webhook"$&'));
  }
  return files;
}

/** The files of both releases, each with what the merge makes of it. */
function merges({ from, real, theirs }: Pair): { path: string; yours: string; merge: (yours: string) => FactMerge }[] {
  const base = buildScaffold(optionsOf(from));
  return [...real].flatMap(({ path, content }) => {
    const [old, now] = [base.get(path), theirs.get(path)];
    if (!path.endsWith('.go') || old === undefined || now === undefined) return [];
    return [{ path, yours: content, merge: (yours: string) => mergeGo({ path, base: old, yours, theirs: now }) }];
  });
}

async function untouched(pair: Pair, newer: FileTree, directory: string): Promise<string[]> {
  const problems: string[] = [];
  const texts = new Map<string, string>();
  for (const { path, yours, merge } of merges(pair)) {
    const { text, conflicts } = merge(yours);
    texts.set(path, text);
    problems.push(...conflicts.map(({ where }) => `${path}: a conflict over ${where}`));
    if (merge(text).text !== text) problems.push(`${path}: a second merge changes more`);
  }
  const [ours, theirs] = [flagsOf(texts.get(MAIN) ?? ''), flagsOf(newer.get(MAIN) ?? '')];
  if (ours !== theirs) problems.push(`flags\n  expected ${theirs}\n  received ${ours}`);
  return [...problems, ...(await formatted(texts, directory))];
}

async function edited(pair: Pair, directory: string): Promise<string[]> {
  const problems: string[] = [];
  const [before, after] = [new Map<string, string>(), new Map<string, string>()];
  for (const { path, yours, merge } of merges(pair)) {
    const tasks = merge(yours).manual.length;
    for (const { name, edit, kept, conflict, path: of } of GO_EDITS) {
      if (of !== path || (edit(yours) === yours && name !== 'its own name')) continue;
      const { text, conflicts, manual } = merge(edit(yours));
      const file = `${name.replaceAll(' ', '-')}/${path}`;
      before.set(file, edit(yours));
      after.set(file, text);
      if (!text.includes(kept)) problems.push(`${path}: ${name}: it is lost`);
      if (manual.length > tasks) problems.push(`${path}: ${name}: ${manual.at(-1)!.text}`);
      for (const { where } of conflicts) {
        if (conflict?.test(where) !== true) problems.push(`${path}: ${name}: a conflict over ${where}`);
      }
    }
  }
  const clean = await formatted(before, directory);
  return [...problems, ...(await formatted(after, directory)).filter((problem) => !clean.includes(problem))];
}

async function formatted(files: ReadonlyMap<string, string>, directory: string): Promise<string[]> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writeFiles(directory, FileTree.from(files));
  return (await misformatted(directory)).map((path) => `gofmt would change ${path}`);
}

function flagsOf(main: string): string {
  return flagsIn(parseGo(MAIN, main)!)
    .map(({ flag }) => `--${flag.name}=${flag.default}`)
    .sort()
    .join(' ');
}

/** The whole upgrade of a project whose Go files have all been edited: what does not compile has a task. */
async function compiles(real: FileTree, shape: string, directory: string): Promise<string[]> {
  const touched = [...real].filter(({ path }) => path.endsWith('.go') && path !== MAIN);
  const tree = real
    .with(touched.map(({ path, content }) => [path, `${content}\n// Edited.\n`] as const))
    .with(MAIN_SHAPES[shape]!(real.get(MAIN)!));
  const plan = planUpgrade(tree, { to: `kubebuilder@${COMPILED}` });
  const theirs = buildScaffold(optionsOf(COMPILED));
  const upgraded = applyPlan(tree, plan).with([['go.mod', theirs.get('go.mod')!]]);
  rmSync(directory, { recursive: true, force: true });
  writeFiles(directory, upgraded);
  await go(directory, 'mod', 'tidy');
  const { profile } = resolvePreset(`kubebuilder@${COMPILED}`);
  const generator = await ensureControllerGen(profile.controllerTools);
  await tryProgram(generator, ['object', 'paths=./api/...'], { cwd: directory, env: GO_ENVIRONMENT });
  const { status, stdout, stderr } = await tryProgram('go', ['vet', './...'], { cwd: directory, env: GO_ENVIRONMENT });
  if (status === 0) return [];
  const said = `${stdout}${stderr}`;
  const files = new Set([...said.matchAll(/([\w./-]+\.go):[0-9]+/g)].map((match) => match[1]!.replace(/^\.\//, '')));
  const named = plan.manual.map(({ path }) => path);
  const unnamed = [...files].filter((path) => !named.includes(path));
  return unnamed.length > 0 || files.size === 0 ? [said.slice(0, 2000)] : [];
}

/** Some of a list, other ones for every seed. */
function sample<T>(list: readonly T[], seed: number, count: number): T[] {
  const length = Math.min(count, list.length);
  const step = Math.floor(list.length / length);
  return Array.from({ length }, (_, index) => list[(seed + index * step) % list.length]!);
}

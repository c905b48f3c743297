import { join } from 'node:path';
import { KUBEBUILDER_RELEASES } from '../../../scripts/tools/kubebuilder.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { toProject } from '../../../src/options/to-project.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { applyPlan } from '../../../src/upgrade/apply-plan.ts';
import { planUpgrade } from '../../../src/upgrade/plan-upgrade.ts';
import { ALL_EDITS } from '../../upgrade/edits/all-edits.ts';
import { faultsOf } from '../../upgrade/edits/check-edit.ts';
import { Random } from '../kustomize/random.ts';
import type { Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { differencesOf } from '../support/compare-scaffold.ts';
import { isKnown } from '../support/facts/known-differences.ts';
import { factDifferences, projectFacts } from '../support/facts/project-facts.ts';
import { runKubebuilder } from '../support/run-kubebuilder.ts';

/** What every release knows, with the names that the edits speak of, and a project of several groups. */
const PROJECTS: readonly ScaffoldOptions[] = [
  {
    projectName: 'shop',
    domain: 'example.com',
    resources: [
      { group: 'store', version: 'v1', kind: 'Order', webhooks: { defaulting: true, validation: true } },
      { group: 'store', version: 'v1', kind: 'Item', api: { namespaced: false } },
    ],
  },
  {
    projectName: 'my-op',
    domain: 'acme.io',
    repo: 'github.com/acme/my-op',
    multigroup: true,
    resources: [
      { group: 'cache', version: 'v1alpha1', kind: 'Memcached', webhooks: { validation: true } },
      { group: 'db', version: 'v1', kind: 'Postgres' },
    ],
  },
  { projectName: 'bare', domain: 'acme.io', repo: 'github.com/acme/bare' },
];

/**
 * Projects that the releases' own programs wrote: upgraded to another release they have the values, structures and flags
 * of that release's own project, without a conflict; edited as people edit them, every edit is there or is named.
 *
 * Takes pairs of releases by chance; --all takes all pairs of ten releases and every edit.
 */
export const suite: Suite = {
  name: 'upgrade',
  async *run(context: Context) {
    const random = new Random(context.seed);
    const releases = Object.keys(KUBEBUILDER_RELEASES);
    const taken = context.all ? releases.filter((_, index) => index % 3 !== 1) : releases;
    const pairs = taken.flatMap((from, index) => taken.slice(index + 1).map((to) => [from, to] as const));
    const projects = new Projects(context.scratch);
    for (const [from, to] of context.all ? pairs : drawn(pairs, 5, random)) {
      for (const options of context.all ? PROJECTS : [random.pick(PROJECTS)]) {
        const name = `${options.projectName} ${from} to ${to}`;
        if (context.match !== undefined && !name.includes(context.match)) continue;
        yield await attempt(name, async () =>
          untouched(await projects.of(from, options), await projects.of(to, options), to),
        );
      }
    }
    for (const [from, to] of context.all ? [...EDITED] : [random.pick(EDITED)]) {
      const tree = await projects.of(from, PROJECTS[0]!);
      for (const edit of context.all ? ALL_EDITS : drawn(ALL_EDITS, 25, random)) {
        const name = `${from} to ${to}: ${edit.name} in ${edit.path}`;
        if (context.match !== undefined && !name.includes(context.match)) continue;
        yield await attempt(name, async () => faultsOf([edit], tree, `kubebuilder@${to}`) ?? []);
      }
      yield await attempt(
        `${from} to ${to}: all edits`,
        async () => faultsOf(ALL_EDITS, tree, `kubebuilder@${to}`) ?? [],
      );
    }
  },
};

const EDITED = [
  ['3.14.2', '4.16.0'],
  ['4.2.0', '4.15.0'],
  ['4.7.0', '4.16.0'],
] as const;

class Projects {
  readonly #scratch: string;
  readonly #made = new Map<string, FileTree>();

  constructor(scratch: string) {
    this.#scratch = scratch;
  }

  async of(release: string, options: ScaffoldOptions): Promise<FileTree> {
    const key = `${release} ${options.projectName}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const { profile } = resolvePreset(`kubebuilder@${release}`);
    const directory = join(this.#scratch, 'project');
    const tree = FileTree.from(await runKubebuilder(release, toProject(options), profile, directory));
    this.#made.set(key, tree);
    return tree;
  }
}

/** What an untouched project has other than the release's own one. */
function untouched(tree: FileTree, wanted: FileTree, to: string): string[] {
  const plan = planUpgrade(tree, { to: `kubebuilder@${to}` });
  const result = new Map([...applyPlan(tree, plan)].map(({ path, content }) => [path, content]));
  const theirs = new Map([...wanted].map(({ path, content }) => [path, content]));
  return [
    ...plan.conflicts.map(({ path, where }) => `a conflict about ${path} ${where}`),
    ...plan.manual.map(({ path, text }) => `a task: ${path}: ${text}`),
    ...differencesOf(result, theirs),
    ...factDifferences(projectFacts(theirs), projectFacts(result)).filter((line) => !isKnown(line, to, new Set())),
  ];
}

function drawn<T>(items: readonly T[], count: number, random: Random): T[] {
  const order = items.map((item) => ({ item, at: random.next() }));
  return order
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ item }) => item);
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureGoTool } from '../../../scripts/tools/go-tool.ts';
import { runProgram } from '../../../scripts/tools/run-program.ts';
import type { ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { RELEASES } from '../../../src/presets/releases.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { Random } from '../kustomize/random.ts';
import type { Context } from '../suite.ts';
import { fileNameOf, writeFiles } from './write-files.ts';

/** What charts are made of in the suites: a YAML stream and where it is from. */
export interface ChartInput {
  readonly name: string;
  readonly manifests: string;
  /** From the corpus: somebody else's, as it is. */
  readonly isForeign?: true;
}

/** Where inputs are from: made to be nasty, of the corpus, of a preset or its switches, of a release of Kubebuilder. */
type Group = 'made up' | 'operator' | 'scaffold' | 'release';

/**
 * How many inputs of a group a suite takes without --all, by the seed; all of a group that is not here.
 *
 * `always` is the name of one that is among them in any case.
 */
export type Sample = { readonly [group in Group]?: number } & { readonly always?: string };

/** Real operators, every preset, and inputs made to be nasty. Rendered by the real kustomize. */
export async function chartInputs(
  { corpus, scratch, seed, all, match }: Context,
  sample: Sample = {},
): Promise<ChartInput[]> {
  const operators = corpus === undefined ? [] : operatorsOf(corpus);
  const names = [...nastyInputs().map(({ name }) => name), ...operators, ...presetNames()];
  const wanted = new Set(
    match !== undefined ? names.filter((name) => name.includes(match)) : all ? names : sampled(names, seed, sample),
  );
  const isWanted = (name: string) => wanted.has(name);
  return [
    ...nastyInputs().filter(({ name }) => isWanted(name)),
    ...(corpus === undefined ? [] : await corpusInputs(corpus, isWanted)),
    ...(await presetInputs(scratch, isWanted)),
  ];
}

/** The inputs of a suite that renders each chart many times: those of releases only with --all. */
export async function chartInputsForMany(context: Context, sample: Sample = {}): Promise<ChartInput[]> {
  return chartInputs(context, { release: 0, ...sample });
}

function sampled(names: readonly string[], seed: number, sample: Sample): string[] {
  const random = new Random(seed);
  const groups: readonly Group[] = ['made up', 'operator', 'scaffold', 'release'];
  return groups.flatMap((group) => {
    const own = names.filter((name) => groupOf(name) === group);
    const some = random.sample(own, Math.min(sample[group] ?? own.length, own.length));
    return own.filter((name) => some.includes(name) || name === sample.always);
  });
}

function groupOf(name: string): Group {
  if (name.startsWith('made up, ')) return 'made up';
  if (name.includes('kubebuilder@')) return 'release';
  return /^(preset |scaffold, )/.test(name) ? 'scaffold' : 'operator';
}

/** Asked before an input is rendered, which takes its time. */
type IsWanted = (name: string) => boolean;

/** Those that can be rendered only, because an API server refuses the objects. */
export function refusedInputs({ match = '' }: Context): ChartInput[] {
  return nastyInputs('refused-inputs').filter(({ name }) => name.includes(match));
}

export function nastyInputs(folder = 'inputs'): ChartInput[] {
  const directory = join(import.meta.dirname, '..', folder);
  return readdirSync(directory)
    .sort()
    .map((file) => ({
      name: `made up, ${basename(file, '.yaml')}`,
      manifests: readFileSync(join(directory, file), 'utf8'),
    }));
}

/** The names of the operators in a directory. */
export function operatorsOf(corpus: string): string[] {
  return readdirSync(corpus)
    .filter((entry) => entry.endsWith('.yaml') || existsSync(join(corpus, entry, 'config', 'default')))
    .sort()
    .map((entry) => basename(entry, '.yaml'));
}

/** The operators of a directory: a folder with config/default, or a stream NAME.yaml that is rendered already. */
async function corpusInputs(corpus: string, isWanted: IsWanted): Promise<ChartInput[]> {
  const inputs: ChartInput[] = [];
  for (const name of operatorsOf(corpus).filter(isWanted)) {
    const stream = join(corpus, `${name}.yaml`);
    const manifests = existsSync(stream)
      ? readFileSync(stream, 'utf8')
      : await kustomize(join(corpus, name, 'config', 'default'));
    inputs.push({ name, manifests, isForeign: true });
  }
  return inputs;
}

function projects(): readonly (readonly [string, ScaffoldOptions])[] {
  return [
    ...PRESETS.map((preset) => [`preset ${preset}`, { ...PROJECT, preset }] as const),
    ...Object.entries(SCAFFOLDS).map(([name, options]) => [`scaffold, ${name}`, options] as const),
  ];
}

function presetNames(): string[] {
  return projects().map(([name]) => name);
}

export async function presetInputs(scratch: string, isWanted: IsWanted = () => true): Promise<ChartInput[]> {
  const inputs: ChartInput[] = [];
  for (const [name, options] of projects()) {
    if (isWanted(name)) inputs.push(await scaffoldInput(scratch, name, options));
  }
  return inputs;
}

export const PRESETS: readonly string[] = [
  'pre-3.15',
  '3.15',
  'https-metrics',
  ...RELEASES.map(({ version }) => `kubebuilder@${version}`),
];

/** A project with something of everything, in every preset. */
export const PROJECT: ScaffoldOptions = {
  projectName: 'depot',
  domain: 'example.org',
  repo: 'example.org/depot',
  image: 'ghcr.io/example/depot:v1.4.0',
  resources: [
    { group: 'store', version: 'v1', kind: 'Shelf', webhooks: { defaulting: true, validation: true } },
    { group: 'store', version: 'v1', kind: 'Aisle', api: { namespaced: false } },
  ],
};

/** The three named presets with their switches on and off, a conversion webhook, and nothing at all. */
const SCAFFOLDS: Readonly<Record<string, ScaffoldOptions>> = {
  'conversion webhook': {
    ...PROJECT,
    resources: [
      { group: 'store', version: 'v1', kind: 'Shelf', webhooks: { conversion: true, spoke: ['v2'], validation: true } },
      { group: 'store', version: 'v2', kind: 'Shelf' },
    ],
  },
  everything: {
    ...PROJECT,
    resources: [
      {
        group: 'store',
        version: 'v1',
        kind: 'Shelf',
        webhooks: { defaulting: true, validation: true, conversion: true, spoke: ['v2'] },
      },
      { group: 'store', version: 'v2', kind: 'Shelf' },
    ],
    features: { metrics: true, networkPolicy: true, prometheus: true, certManager: true, metricsCerts: true },
  },
  'all of https-metrics': {
    ...PROJECT,
    features: { metrics: true, networkPolicy: true, prometheus: true, certManager: true, metricsCerts: true },
  },
  'no API': { projectName: 'bare', domain: 'example.org' },
  'no metrics': { ...PROJECT, features: { metrics: false } },
  '3.15 without its policy': { ...PROJECT, preset: '3.15', features: { networkPolicy: false } },
  'pre-3.15 with monitor': { ...PROJECT, preset: 'pre-3.15', features: { prometheus: true } },
  'no image tag': { ...PROJECT, image: 'controller' },
  'a digest': { ...PROJECT, image: `localhost:5000/a/b:v1@sha256:${'0123456789abcdef'.repeat(4)}` },
  'a long name': { ...PROJECT, projectName: 'a-name-as-long-as-it-may-be' },
};

async function scaffoldInput(scratch: string, name: string, options: ScaffoldOptions): Promise<ChartInput> {
  const directory = join(scratch, 'scaffolds', fileNameOf(name));
  writeFiles(directory, buildScaffold(options));
  return { name, manifests: await kustomize(join(directory, 'config', 'default')) };
}

async function kustomize(directory: string): Promise<string> {
  return runProgram(await ensureGoTool('kustomize'), ['build', directory]);
}

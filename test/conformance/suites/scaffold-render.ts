import { join } from 'node:path';
import { ensureGoTool } from '../../../scripts/tools/go-tool.ts';
import { KustomizeOracle } from '../../../scripts/tools/kustomize-oracle.ts';
import { runProgram } from '../../../scripts/tools/run-program.ts';
import type { FileTree } from '../../../src/core/file-tree.ts';
import { renderObjects } from '../../../src/kustomize/render-objects.ts';
import { renderYaml } from '../../../src/kustomize/render-yaml.ts';
import type { FeatureName, ResourceOptions, ScaffoldOptions } from '../../../src/options/generated/types.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';
import type { Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { PRESETS } from '../support/chart-inputs.ts';
import { parseStream } from '../support/parse-stream.ts';
import { writeFiles } from '../support/write-files.ts';

/**
 * What our scaffolds render to in memory against the real kustomize: every preset with every combination of its
 * features (of the releases: none, each alone, all), in projects of several shapes. The newest release's text byte for
 * byte; the objects of 5.5.0.
 */
export const suite: Suite = {
  name: 'scaffold-render',
  async *run(context) {
    const oracle = await KustomizeOracle.start();
    try {
      for (const preset of PRESETS) yield* casesOf(preset, oracle, context);
    } finally {
      oracle.stop();
    }
  },
};

const DIRECTORY = 'config/default';
const FEATURES = [
  'metrics',
  'networkPolicy',
  'prometheus',
  'certManager',
  'metricsCerts',
  'webhooks',
] as const satisfies FeatureName[];

const SHELF: ResourceOptions = { group: 'store', version: 'v1', kind: 'Shelf' };
const SHAPES: Readonly<Record<string, Partial<ScaffoldOptions>>> = {
  bare: {},
  webhooks: {
    resources: [
      { ...SHELF, webhooks: { defaulting: true, validation: true } },
      { group: 'store', version: 'v1', kind: 'Aisle', api: { namespaced: false }, controller: false },
    ],
  },
  conversion: {
    resources: [
      { ...SHELF, webhooks: { conversion: true, spoke: ['v2'] } },
      { ...SHELF, version: 'v2' },
    ],
  },
  'several groups': {
    multigroup: true,
    resources: [
      { ...SHELF, webhooks: { validation: true } },
      { group: 'ship', version: 'v1beta1', kind: 'Policy', webhooks: { defaulting: true } },
      { group: 'ship', version: 'v1beta1', kind: 'Series', plural: 'series' },
    ],
  },
  'one namespace': { namespaced: true, resources: [SHELF] },
};

async function* casesOf(preset: string, oracle: KustomizeOracle, context: Context) {
  for (const [shape, options] of Object.entries(SHAPES)) {
    const base: ScaffoldOptions = { projectName: 'depot', domain: 'example.org', preset, ...options };
    const allowed = featureSets(preset, context.all)
      .map((features): ScaffoldOptions => ({ ...base, features }))
      .filter((candidate) => validateOptions(candidate).length === 0);
    // A shape that a release does not know, such as conversion webhooks of several versions, is no case.
    if (allowed.length === 0) continue;
    const [first] = allowed as [ScaffoldOptions];
    yield await attempt(`${preset}, ${shape}: ${allowed.length} sets of features`, async () => {
      const problems: string[] = [];
      for (const candidate of allowed) {
        const tree = buildScaffold(candidate);
        const real = await oracle.ask({ op: 'build', files: tree.toRecord(), path: DIRECTORY });
        const label = JSON.stringify(candidate.features);
        if (real.output === undefined) problems.push(`${label}: the real one refuses: ${real.error}`);
        else if (real.output !== renderYaml(tree, DIRECTORY)) problems.push(`${label}: another text`);
      }
      return problems;
    });
    yield await attempt(`${preset}, ${shape}: objects of 5.5.0`, () => olderObjects(buildScaffold(first), context));
  }
}

function featureSets(preset: string, all: boolean): Partial<Record<FeatureName, boolean>>[] {
  const every = Object.fromEntries(FEATURES.map((feature) => [feature, true]));
  if (preset.includes('@') && !all) {
    return [{}, ...FEATURES.map((feature) => ({ [feature]: true })), every];
  }
  return Array.from({ length: 2 ** FEATURES.length }, (_, bits) =>
    Object.fromEntries(FEATURES.map((feature, index) => [feature, (bits & (1 << index)) !== 0])),
  );
}

async function olderObjects(tree: FileTree, { scratch }: Context): Promise<string[]> {
  const directory = join(scratch, String(process.hrtime.bigint()));
  writeFiles(directory, tree);
  const printed = parseStream(
    await runProgram(await ensureGoTool('kustomize-5.5'), ['build', join(directory, DIRECTORY)]),
  );
  const ours = renderObjects(tree, DIRECTORY).map(({ object }) => object);
  const text = (objects: readonly unknown[]) => objects.map((object) => JSON.stringify(sorted(object))).join('\n');
  return text(printed) === text(ours) ? [] : [`${printed.length} objects, ours are ${ours.length} others`];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

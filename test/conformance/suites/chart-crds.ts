import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { ChartReport } from '../../../src/chart/report.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { type ChartEngine, startChartEngine } from '../support/chart-engine.ts';
import { differences } from '../support/compare-objects.ts';
import { type HelmVersion, mustHelm } from '../support/helm.ts';
import { commonCrds, type KubernetesApi, startKubernetesApi } from '../support/kubernetes-api.ts';
import { type LargeOperator, largeOperator } from '../support/large-operator.ts';
import { fileNameOf, writeFiles } from '../support/write-files.ts';

/**
 * Every place that `auto` finds for CustomResourceDefinitions, on operators as large as it takes to make it choose so: the
 * chart is linted, renders the objects of its input, and is installed, upgraded and uninstalled on a real API server.
 */
export const suite: Suite = {
  name: 'chart-crds',
  async *run(context) {
    const engine = await startChartEngine();
    const api = await startKubernetesApi(context.scratch);
    try {
      await api.addCrds(await commonCrds());
      const stage = { engine, api, context };
      // Megabytes through Helm and the API server: two with one Helm each, the rest with --all.
      const shapes = context.all ? SHAPES : new Random(context.seed).sample(SHAPES, SAMPLE);
      for (const [index, shape] of shapes.entries()) {
        const versions: readonly HelmVersion[] = context.all
          ? ['helm', 'helm-4']
          : [(index + context.seed) % 2 === 0 ? 'helm' : 'helm-4'];
        if (shape.name.includes(context.match ?? '')) yield* placed(shape, versions, stage);
      }
    } finally {
      engine.stop();
      await api.stop();
    }
  },
};

const SAMPLE = 2;

interface Shape {
  readonly name: string;
  readonly operator: Omit<LargeOperator, 'tag'>;
  readonly policy: ChartReport['crds']['policy'];
}

/** 75 definitions of 7.5 MB are as much as the largest operators have. */
const LARGE = { crds: 75, bytes: 7_500_000, texts: 400 };
const SHAPES: readonly Shape[] = [
  { name: 'few definitions', operator: { crds: 3, bytes: 60_000, texts: 50 }, policy: 'templates' },
  { name: 'some definitions', operator: { crds: 25, bytes: 2_000_000, texts: 400 }, policy: 'subchart' },
  { name: 'many definitions', operator: LARGE, policy: 'crds' },
  { name: 'many definitions and a custom resource', operator: { ...LARGE, instance: true }, policy: 'crds' },
  { name: 'some that convert', operator: { ...LARGE, converting: 10 }, policy: 'crds' },
  {
    name: 'some that convert, and a custom resource',
    operator: { ...LARGE, converting: 5, instance: true },
    policy: 'crds',
  },
  { name: 'nearly all convert', operator: { ...LARGE, texts: 20_000, converting: 74 }, policy: 'chart' },
];

interface Stage {
  readonly engine: ChartEngine;
  readonly api: KubernetesApi;
  readonly context: Context;
}

async function* placed(
  { name, operator, policy }: Shape,
  versions: readonly HelmVersion[],
  { engine, api, context }: Stage,
): AsyncIterable<CaseResult> {
  for (const version of versions) {
    const tag = `${fileNameOf(name)}-${version}`;
    const manifests = largeOperator({ ...operator, tag });
    const chart = buildChart(manifests);
    yield await attempt(`${name}, ${policy}`, () =>
      chart.report.crds.policy === policy ? [] : [`it is ${JSON.stringify(chart.report.crds)}`],
    );
    const directory = join(context.scratch, 'crds', tag);
    writeFiles(directory, chart);
    const siblings = chart.paths().flatMap((path) => /^([^/]+-crds(?:-\d+)?)\/Chart\.yaml$/.exec(path)?.[1] ?? []);
    const parts = [...siblings.map((each) => join(directory, each)), directory];
    const namespace = 'grove-system';
    const space = `large-${tag}`;
    await api.admin.createNamespace(space);
    const run = (...args: string[]) =>
      mustHelm(version, [...args, '--namespace', space], { api, scratch: context.scratch });
    const definitions = () => definitionsOf(tag, api);

    yield await attempt(`${name}, ${version} lint`, async () => {
      for (const part of parts) {
        await mustHelm(version, ['lint', '--strict', '--kube-version', '1.34.1', part], context);
      }
      return [];
    });
    yield await attempt(`${name}, the objects of the input`, async () => {
      const objects = [];
      for (const part of parts) {
        const rendered = await engine.render({ chart: part, release: chart.report.prefix ?? 'grove', namespace });
        if (rendered.error !== undefined) return [rendered.error];
        objects.push(...rendered.objects.map(({ object }) => object));
      }
      return differences(await engine.parse(manifests), objects, namespace);
    });
    yield await attempt(`${name}, ${version} install`, async () => {
      for (const [at, part] of parts.entries()) await run('install', `r${at}`, part);
      const count = await definitions();
      return count === operator.crds ? [] : [`${count} definitions are there`];
    });
    yield await attempt(`${name}, ${version} upgrade`, async () => {
      for (const [at, part] of parts.entries()) {
        const values = part === directory ? ['--set', 'image.tag=v2'] : [];
        await run('upgrade', `r${at}`, part, ...values);
      }
      const count = await definitions();
      return count === operator.crds ? [] : [`${count} definitions are there`];
    });
    yield await attempt(`${name}, ${version} uninstall leaves the definitions`, async () => {
      for (const at of [...parts.keys()].reverse()) await run('uninstall', `r${at}`);
      const count = await definitions();
      return count === operator.crds ? [] : [`${count} definitions are there`];
    });
    await removeDefinitions(tag, api);
  }
}

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

async function namesOf(tag: string, api: KubernetesApi): Promise<string[]> {
  const { body } = await api.admin.request('GET', DEFINITIONS);
  const { items } = body as unknown as { items: { metadata: { name: string } }[] };
  return items.map(({ metadata }) => metadata.name).filter((name) => name.endsWith(`.${tag}.example.org`));
}

async function definitionsOf(tag: string, api: KubernetesApi): Promise<number> {
  return (await namesOf(tag, api)).length;
}

/** The API server keeps a schema of each in its memory. */
async function removeDefinitions(tag: string, api: KubernetesApi): Promise<void> {
  for (const name of await namesOf(tag, api)) await api.admin.request('DELETE', `${DEFINITIONS}/${name}`);
}

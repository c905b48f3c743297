import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { ChartTree } from '../../../src/chart/chart-tree.ts';
import { ScaffoldError } from '../../../src/core/errors.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { attempt as attemptCase } from '../support/attempt.ts';
import { type ChartEngine, startChartEngine } from '../support/chart-engine.ts';
import { type ChartInput, chartInputs, refusedInputs } from '../support/chart-inputs.ts';
import { differences, identity } from '../support/compare-objects.ts';
import { type HelmVersion, helm, mustHelm } from '../support/helm.ts';
import { leftoversOf } from '../support/oracle-leftovers.ts';
import { referencesOf } from '../support/oracle-references.ts';
import { fileNameOf, writeFiles } from '../support/write-files.ts';

/** Charts of every input under real Helm 3 and 4: the same objects at default values, the same graph under other names. */
export const suite: Suite = {
  name: 'chart-render',
  async *run(context) {
    const engine = await startChartEngine();
    try {
      const inputs = [...refusedInputs(context), ...(await chartInputs(context, { scaffold: 4, release: 3 }))];
      for (const input of inputs) yield* casesOf(input, engine, context);
    } finally {
      engine.stop();
    }
  },
};

async function* casesOf(input: ChartInput, engine: ChartEngine, context: Context): AsyncIterable<CaseResult> {
  let chart: ChartTree;
  try {
    chart = buildChart(input.manifests);
  } catch (error) {
    yield { name: `${input.name}, built`, error: String(error) };
    return;
  }
  const directory = join(context.scratch, 'charts', fileNameOf(input.name));
  writeFiles(directory, chart);
  const release = chart.report.prefix ?? chart.report.chart;
  const namespace = chart.report.namespace ?? 'default';
  const source = await engine.parse(input.manifests);
  const home = await engine.render({ chart: directory, release, namespace });

  const attempt = (name: string, check: Parameters<typeof attemptCase>[1]) =>
    attemptCase(`${input.name}, ${name}`, check);
  for (const version of ['helm', 'helm-4'] as const) {
    yield await attempt(`${version} lint --strict`, async () => {
      const found = await complaints(version, directory, context);
      if (found.length === 0) return [];
      const own = await complaints(version, writeBareChart(source, `${directory}-bare`), context);
      return found.filter((complaint) => !own.includes(complaint));
    });
    yield await attempt(`${version} template prints what the engine renders`, async () => {
      const printed = await template(version, directory, release, namespace, engine, context);
      return sameObjects(
        home.objects.map(({ object }) => object),
        printed,
      );
    });
  }
  yield await attempt('the objects of the input', () => {
    if (home.error !== undefined) return [home.error];
    return differences(
      source,
      home.objects.map(({ object }) => object),
      namespace,
    );
  });
  if (source.some(({ kind }) => kind === 'CustomResourceDefinition')) {
    for (const policy of ['templates', 'subchart', 'crds', 'chart'] as const) {
      if (policy === chart.report.crds.policy) continue;
      yield await attempt(`the objects of the input with crds: ${policy}`, async () => {
        const place = `${directory}-${policy}`;
        const parts = placed(input, policy, place);
        if (parts === undefined) return [];
        const objects: KubernetesObject[] = [];
        for (const part of parts) {
          const rendered = await engine.render({ chart: part, release, namespace });
          if (rendered.error !== undefined) return [rendered.error];
          objects.push(...rendered.objects.map(({ object }) => object));
        }
        return differences(source, objects, namespace);
      });
    }
  }
  yield await attempt('whatever still names the source is in the report', async () => {
    const moved = await engine.render({ chart: directory, release: 'other', namespace: 'elsewhere' });
    if (moved.error !== undefined) return [moved.error];
    const before = home.objects.map(({ object }) => object);
    const reported = chart.report.notRewritten.map(({ object }) => object);
    return leftoversOf(
      before,
      moved.objects.map(({ object }) => object),
      namespace,
      'elsewhere',
    )
      .filter(({ object }) => !reported.some((entry) => entry.endsWith(`${before[object]?.metadata.name}`)))
      .map(
        ({ object, place, text }) =>
          `${before[object]?.kind} ${before[object]?.metadata.name} ${place}: ${text.slice(0, 200)}`,
      );
  });
  for (const [other, elsewhere] of [
    ['other', 'elsewhere'],
    ['a-release-name-that-is-as-long-as-helm-lets-it-be-here', namespace],
    ['123', '0x1f'],
    ['9.lives', namespace],
    [namespace, namespace],
    [chart.report.chart, 'elsewhere'],
  ] as const) {
    yield await attempt(`the same graph as release ${other} in ${elsewhere}`, async () => {
      const moved = await engine.render({ chart: directory, release: other.slice(0, 53), namespace: elsewhere });
      if (moved.error !== undefined) return [moved.error];
      return graphChanges(home.objects, moved.objects, namespace, elsewhere);
    });
  }
}

/** What `helm lint --strict` has against a chart, without places and names. */
async function complaints(version: HelmVersion, directory: string, context: Context): Promise<string[]> {
  const { status, stdout, stderr } = await helm(
    version,
    ['lint', '--strict', '--kube-version', '1.34.1', directory],
    context,
  );
  if (status === 0) return [];
  const found = [...`${stdout}\n${stderr}`.matchAll(/^\[(?:ERROR|WARNING)\] (?:templates\/\S+: )?(.*)$/gm)];
  return found.length === 0
    ? [`${stdout}${stderr}`]
    : found.map(([, text]) => String(text).replace(/"(?:test-release-)?[^"]*"/g, '"…"'));
}

/** The input as it is, in a chart: what lint has against that is the source's own and has to come through. */
function writeBareChart(objects: readonly KubernetesObject[], directory: string): string {
  const files: Record<string, string> = { 'Chart.yaml': 'apiVersion: v2\nname: bare\nversion: 0.1.0\n' };
  for (const [at, object] of objects.entries()) {
    files[`templates/${at}.yaml`] = JSON.stringify(object).replace(/\{\{/g, '{{ "{{" }}');
  }
  writeFiles(directory, FileTree.from(files));
  return directory;
}

/** The charts that a policy makes, on disk; undefined where Helm could not store them. */
function placed(
  input: ChartInput,
  crds: 'templates' | 'subchart' | 'crds' | 'chart',
  directory: string,
): string[] | undefined {
  let chart: ChartTree;
  try {
    chart = buildChart(input.manifests, { crds });
  } catch (error) {
    if (error instanceof ScaffoldError && error.issues.every(({ code }) => code === 'chart-too-large'))
      return undefined;
    throw error;
  }
  writeFiles(directory, chart);
  const siblings = chart.paths().flatMap((path) => /^([^/]+-crds(?:-\d+)?)\/Chart\.yaml$/.exec(path)?.[1] ?? []);
  return [directory, ...siblings.map((name) => join(directory, name))];
}

async function template(
  version: HelmVersion,
  directory: string,
  release: string,
  namespace: string,
  engine: ChartEngine,
  context: Context,
): Promise<KubernetesObject[]> {
  const args = ['template', release, directory, '--namespace', namespace, '--include-crds', '--kube-version', '1.34.1'];
  return engine.parse(await mustHelm(version, args, context));
}

function sameObjects(expected: readonly KubernetesObject[], actual: readonly KubernetesObject[]): string[] {
  const left = expected.map((object) => JSON.stringify(object)).sort();
  const right = actual.map((object) => JSON.stringify(object)).sort();
  return left.join('\n') === right.join('\n') ? [] : [`${left.length} objects and ${right.length} others`];
}

type Sourced = readonly { readonly source: string; readonly object: KubernetesObject }[];

function graphChanges(home: Sourced, moved: Sourced, namespace: string, elsewhere: string): string[] {
  const sources = (list: Sourced) => list.map(({ source }) => source).join('\n');
  if (sources(home) !== sources(moved)) return ['other files render'];
  const objects = moved.map(({ object }) => object);
  const ids = objects.map((object) => identity(object, elsewhere));
  const found = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two objects are ${id}`);
  for (const { kind, metadata } of objects) {
    // kubernetes.io/docs/concepts/overview/working-with-objects/names: as strict as the oldest API servers are.
    const form = kind === 'Service' ? /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/ : /^[^/%]{1,253}$/;
    if (!form.test(String(metadata.name))) found.push(`${kind} cannot be called ${metadata.name}`);
  }
  const before = referencesOf(
    home.map(({ object }) => object),
    namespace,
  );
  const after = referencesOf(objects, elsewhere);
  const named = (entry: string) => `${ids[Number(entry.split('|')[0])]} ${entry}`;
  for (const entry of before) if (!after.has(entry)) found.push(`lost: ${named(entry)}`);
  for (const entry of after) if (!before.has(entry)) found.push(`new: ${named(entry)}`);
  return found;
}

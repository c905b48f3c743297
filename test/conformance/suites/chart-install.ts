import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { ChartTree } from '../../../src/chart/chart-tree.ts';
import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { type ChartEngine, startChartEngine } from '../support/chart-engine.ts';
import { type ChartInput, chartInputs } from '../support/chart-inputs.ts';
import { identity, itemsOf } from '../support/compare-objects.ts';
import { everythingOn } from '../support/everything-on.ts';
import { foreignCrds } from '../support/foreign-crds.ts';
import { type HelmVersion, mustHelm } from '../support/helm.ts';
import { chartValues } from '../support/knobs.ts';
import { commonCrds, type KubernetesApi, startKubernetesApi } from '../support/kubernetes-api.ts';
import { CLUSTER_KINDS, field } from '../support/oracle-references.ts';
import { refusedSource } from '../support/refused-source.ts';
import { writeFiles } from '../support/write-files.ts';

/** Has Jobs. */
const JOBS = 'made up, workloads';

/**
 * The life of a release on a real API server, with the CRDs of cert-manager and the Prometheus operator there
 * and definitions of other kinds that inputs use: install,
 * a second release beside it with the longest name that Helm allows, upgrade with other values, rollback, uninstall.
 * Manifests that the server refuses themselves are named and left out.
 */
export const suite: Suite = {
  name: 'chart-install',
  async *run(context) {
    const engine = await startChartEngine();
    const api = await startKubernetesApi(context.scratch);
    try {
      // A life takes some ten runs of Helm.
      const sample = { 'made up': 4, operator: 3, scaffold: 2, release: 1, always: JOBS };
      const inputs = await chartInputs(context, sample);
      const objects = await Promise.all(inputs.map(({ manifests }) => engine.parse(manifests)));
      const crds = await commonCrds();
      await api.addCrds([...crds, ...foreignCrds(objects.flat().flatMap(itemsOf), crds)]);
      for (const [index, input] of inputs.entries()) {
        const refused = input.isForeign ? await refusedSource(objects[index]!.flatMap(itemsOf), api) : [];
        if (refused.length > 0) {
          yield { name: `${input.name}, which the API server refuses as it is: ${refused[0]}` };
          continue;
        }
        // A release preset differs from its neighbours in little; each goes through one of the two Helms.
        yield* life(input, index % 2 === 0 ? 'helm' : 'helm-4', { api, engine, context, index });
      }
    } finally {
      engine.stop();
      await api.stop();
    }
  },
};

interface Stage {
  readonly api: KubernetesApi;
  readonly engine: ChartEngine;
  readonly context: Context;
  readonly index: number;
}

async function* life(input: ChartInput, version: HelmVersion, stage: Stage): AsyncIterable<CaseResult> {
  const { api, engine, context, index } = stage;
  let chart: ChartTree;
  try {
    chart = buildChart(input.manifests);
  } catch (error) {
    yield { name: `${input.name}, built`, error: String(error) };
    return;
  }
  const directory = join(context.scratch, 'charts', String(index));
  writeFiles(directory, chart);
  const namespace = `case-${index}`;
  await api.admin.createNamespace(namespace);
  await createOtherNamespaces(stage);
  const first = 'one';
  const second = `two-${'x'.repeat(49)}`;
  const run = (args: readonly string[]) =>
    mustHelm(version, [...args, '--namespace', namespace], { api, scratch: context.scratch });
  // How often Helm has written the first release down.
  let revision = 0;
  const write = async (args: readonly string[]) => {
    await run(args);
    revision += 1;
  };
  const rendered = async (release: string, values: JsonObject = {}) => {
    const of = release === first ? { revision } : {};
    const result = await engine.render({ chart: directory, release, namespace, values, ...of });
    if (result.error !== undefined) throw new Error(result.error);
    return result.objects
      .map(({ object }) => object)
      .filter((object) => field(object, 'metadata', 'annotations', 'helm.sh/hook') === undefined);
  };
  const name = (stage: string) => `${input.name}, ${version} ${stage}`;
  const everything = everythingOn(chartValues(chart));
  let crds: KubernetesObject[] = [];
  let beside = false;

  yield await attempt(name('install'), async () => {
    const objects = await rendered(first);
    crds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
    // A chart that brings a CRD of the Prometheus operator is for clusters without it.
    await removeCrds(crds, api);
    await write(['install', first, directory]);
    return missing(objects, namespace, api);
  });
  yield await attempt(name('release record below 1 MiB'), async () => {
    const size = await recordSize(api, namespace, first);
    return size > 0 && size < 1_048_576 ? [] : [`the record has ${size} bytes`];
  });
  yield await attempt(name('a second release beside it shares no object'), async () => {
    const values = hasCrdSwitch(chart) ? { crds: { enabled: false } } : {};
    const ids = new Set((await rendered(first)).map((object) => identity(object, namespace)));
    const shared = (await rendered(second, values)).filter(
      (object) => object.kind !== 'CustomResourceDefinition' && ids.has(identity(object, namespace)),
    );
    const { assumptions, warnings } = chart.report;
    const reported = [...assumptions, ...warnings].map(({ object }) => object);
    const silent = shared.filter(({ metadata }) => !reported.some((entry) => entry.endsWith(String(metadata.name))));
    if (shared.length === 0) {
      await run(['install', second, directory, ...(hasCrdSwitch(chart) ? ['--set', 'crds.enabled=false'] : [])]);
      beside = true;
    }
    return silent.map((object) => `${identity(object, namespace)} is in both, and the report does not say so`);
  });
  yield await attempt(name('a release of the same name in another namespace shares no object'), async () => {
    const elsewhere = `${namespace}-twin`;
    const there = await engine.render({ chart: directory, release: first, namespace: elsewhere });
    if (there.error !== undefined) return [there.error];
    const id = (object: KubernetesObject, own: string) => identity(object, CLUSTER_KINDS.has(object.kind) ? '' : own);
    const ids = new Set((await rendered(first)).map((object) => id(object, namespace)));
    const { assumptions, warnings } = chart.report;
    const reported = [...assumptions, ...warnings].map(({ object }) => object);
    return there.objects
      .filter(({ object }) => object.kind !== 'CustomResourceDefinition' && ids.has(id(object, elsewhere)))
      .filter(({ object }) => !reported.some((entry) => entry.endsWith(String(object.metadata.name))))
      .map(({ object }) => `${identity(object, elsewhere)} is in both, and the report does not say so`);
  });
  const workloads = workloadsOf(await rendered(first).catch(() => []), chart);
  if (workloads.length > 0) {
    yield await attempt(name('upgrade with other values'), async () => {
      await write(['upgrade', first, directory, '--set', 'image.tag=v9.9.9', '--set', 'podAnnotations.changed=yes']);
      return (await images(workloads, namespace, api)).some((image) => image.includes(':v9.9.9'))
        ? []
        : ['the image is as it was'];
    });
    yield await attempt(name('rollback'), async () => {
      await write(['rollback', first, '1']);
      return (await images(workloads, namespace, api)).some((image) => image.includes(':v9.9.9'))
        ? ['the image is still the other']
        : [];
    });
  }
  yield await attempt(name('upgrade with all that the chart offers'), async () => {
    const file = join(context.scratch, `everything-${index}.json`);
    writeFileSync(file, JSON.stringify(everything));
    await write(['upgrade', first, directory, '--values', file]);
    return missing(await rendered(first, everything), namespace, api);
  });
  yield await attempt(name('uninstall takes all but the CRDs'), async () => {
    const objects = [...(await rendered(first)), ...(await rendered(first, everything))];
    if (beside) await run(['uninstall', second]);
    await run(['uninstall', first]);
    const gone = objects.filter(({ kind }) => kind !== 'CustomResourceDefinition');
    return [...(await left(gone, namespace, api)), ...(await missing(crds, namespace, api))];
  });
  await removeCrds(crds, api);
  const own = new Set(crds.map(({ metadata }) => metadata.name));
  await api.addCrds((await commonCrds()).filter(({ metadata }) => own.has(metadata.name)));
}

/** Namespaces other than the release's that objects of a chart live in; kube-system and default are there. */
async function createOtherNamespaces({ api, engine, context, index }: Stage): Promise<void> {
  const directory = join(context.scratch, 'charts', String(index));
  const { objects } = await engine.render({ chart: directory, release: 'one', namespace: `case-${index}` });
  const made = new Set(
    objects.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => object.metadata.name),
  );
  const needed = new Set(objects.map(({ object }) => object.metadata.namespace as string | undefined));
  for (const namespace of needed) {
    if (namespace === undefined || made.has(namespace)) continue;
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    if ((await api.admin.get(object)) === undefined) await api.admin.createNamespace(namespace);
  }
}

async function missing(objects: readonly KubernetesObject[], namespace: string, api: KubernetesApi): Promise<string[]> {
  const found = await Promise.all(objects.map((object) => api.admin.get(object, scopeOf(object, namespace))));
  return objects
    .filter((_, index) => found[index] === undefined)
    .map((object) => `${identity(object, namespace)} is not in the cluster`);
}

async function left(objects: readonly KubernetesObject[], namespace: string, api: KubernetesApi): Promise<string[]> {
  // The API server itself ends the life of what no finalizer holds; it may take a moment.
  for (let attempt = 0; ; attempt += 1) {
    const found = await Promise.all(
      objects.map((object) => api.admin.get(object, scopeOf(object, namespace)).catch(() => undefined)),
    );
    const here = objects.filter(
      (_, index) =>
        found[index] !== undefined &&
        field(found[index] as KubernetesObject, 'metadata', 'deletionTimestamp') === undefined,
    );
    if (here.length === 0 || attempt === 20)
      return here.map((object) => `${identity(object, namespace)} is still in the cluster`);
    await sleep(100);
  }
}

function scopeOf({ metadata }: KubernetesObject, namespace: string): string {
  return (metadata.namespace as string | undefined) ?? namespace;
}

async function recordSize(api: KubernetesApi, namespace: string, release: string): Promise<number> {
  const { body } = await api.admin.request(
    'GET',
    `/api/v1/namespaces/${namespace}/secrets?labelSelector=owner%3Dhelm,name%3D${release}`,
  );
  const items = (body as unknown as { items: { data: { release: string } }[] }).items;
  return Math.max(0, ...items.map(({ data }) => Buffer.from(data.release, 'base64').length));
}

/** A workload of each kind that the top-level values may be about. */
function workloadsOf(objects: readonly KubernetesObject[], chart: ChartTree): KubernetesObject[] {
  if (!/^image:/m.test(chart.get('values.yaml') ?? '')) return [];
  return ['Deployment', 'StatefulSet', 'DaemonSet'].flatMap(
    (kind) => objects.find((object) => object.kind === kind) ?? [],
  );
}

function hasCrdSwitch(chart: ChartTree): boolean {
  return /^crds:\n(?: .*\n|\n)*? {2}enabled:/m.test(chart.get('values.yaml') ?? '');
}

async function images(
  workloads: readonly KubernetesObject[],
  namespace: string,
  api: KubernetesApi,
): Promise<string[]> {
  const bodies = await Promise.all(
    workloads.map(async (workload) => {
      const path = (await api.admin.collection(workload, namespace)).replace(/\?.*/, '');
      return (await api.admin.request('GET', path)).body as unknown as { items: KubernetesObject[] };
    }),
  );
  return bodies
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      const containers = field(item, 'spec', 'template', 'spec', 'containers') as unknown as { image: string }[];
      return containers.map(({ image }) => image);
    });
}

async function removeCrds(crds: readonly KubernetesObject[], api: KubernetesApi): Promise<void> {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const { metadata } of crds) await api.admin.request('DELETE', `${path}/${metadata.name}`);
  for (const { metadata } of crds) {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const { status } = await api.admin.request('GET', `${path}/${metadata.name}`);
      if (status === 404) break;
      await sleep(50);
    }
  }
}

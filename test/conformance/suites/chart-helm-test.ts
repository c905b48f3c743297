import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { type ChartEngine, startChartEngine } from '../support/chart-engine.ts';
import { type ChartInput, chartInputsForMany } from '../support/chart-inputs.ts';
import { itemsOf } from '../support/compare-objects.ts';
import { foreignCrds } from '../support/foreign-crds.ts';
import { helm, mustHelm } from '../support/helm.ts';
import { commonCrds, type KubernetesApi, startKubernetesApi } from '../support/kubernetes-api.ts';
import { field } from '../support/oracle-references.ts';
import { TestKubelet } from '../support/test-kubelet.ts';
import { writeFiles } from '../support/write-files.ts';

/**
 * `helm test` on a real API server, its pods run by the suite in the place of a node: it passes where the workloads are
 * rolled out and the API server takes the custom resources, and fails where they are not or it does not.
 */
export const suite: Suite = {
  name: 'chart-helm-test',
  async *run(context) {
    const engine = await startChartEngine();
    const api = await startKubernetesApi(context.scratch);
    try {
      const inputs = (await chartInputsForMany(context)).filter(({ name }) => context.all || TRIED.test(name));
      const crds = await commonCrds();
      const objects = (await Promise.all(inputs.map(({ manifests }) => engine.parse(manifests)))).flat();
      await api.addCrds([...crds, ...foreignCrds(objects.flatMap(itemsOf), crds)]);
      for (const [index, input] of inputs.entries()) yield* casesOf(input, { api, engine, context, index });
    } finally {
      engine.stop();
      await api.stop();
    }
  },
};

/** Without --all: scaffolds, and inputs with several workloads or bindings. */
const TRIED = /preset (pre-3\.15|3\.15|https-metrics)$|everything|no API|workloads|unstated/;

interface Stage {
  readonly api: KubernetesApi;
  readonly engine: ChartEngine;
  readonly context: Context;
  readonly index: number;
}

async function* casesOf(input: ChartInput, stage: Stage): AsyncIterable<CaseResult> {
  const { api, engine, context, index } = stage;
  const version = index % 2 === 0 ? 'helm' : 'helm-4';
  const namespace = `tested-${index}`;
  const directory = join(context.scratch, 'charts', String(index));
  const source = (await engine.parse(input.manifests)).flatMap(itemsOf);
  const samples = source.flatMap(sampleOf);
  const chart = buildChart(input.manifests, { samples });
  writeFiles(directory, chart);
  if (!chart.paths().includes('templates/tests/operator.yaml')) return;
  const { objects, error } = await engine.render({ chart: directory, release: 'one', namespace });
  const name = (what: string) => `${input.name}, ${version} test ${what}`;
  if (error !== undefined) {
    yield { name: name('renders'), error };
    return;
  }
  const rendered = objects.map(({ object }) => object);
  await createNamespaces(rendered, namespace, api);
  const run = { api, scratch: context.scratch };
  let count = 0;
  const test = async (tests: JsonObject) => {
    const file = join(context.scratch, `tests-${index}-${count}.json`);
    writeFileSync(file, JSON.stringify({ tests: { timeout: '4s', ...tests } }));
    const verb = count === 0 ? 'install' : 'upgrade';
    await mustHelm(version, [verb, 'one', directory, '--namespace', namespace, '--values', file], run);
    // Nobody answers for the webhooks here: the API server is to judge by the schemas alone.
    await remove(
      rendered.filter(({ kind }) => kind.endsWith('WebhookConfiguration')),
      api,
    );
    const kubelet = new TestKubelet(api, namespace, join(context.scratch, `node-${index}-${count}`));
    count += 1;
    const running = kubelet.run();
    const result = await helm(version, ['test', 'one', '--namespace', namespace, '--timeout', '120s'], run);
    kubelet.stop();
    await running;
    const said = [...kubelet.outputs].map(
      ([container, { status, stdout, stderr }]) => `${container} ended with ${status}: ${stdout}${stderr}`,
    );
    return { passed: result.status === 0, outputs: kubelet.outputs, said: `${result.stderr}\n${said.join('\n')}` };
  };
  yield await attempt(name('fails while a workload is not rolled out'), async () => {
    const { passed, said } = await test({});
    if (passed) return [`it passed:\n${said}`];
    return /timed out waiting|exceeded its progress deadline/.test(said) ? [] : [said];
  });
  yield await attempt(name('passes once all are there'), async () => {
    await rollOut(rendered, namespace, api);
    const { passed, outputs, said } = await test({});
    if (!passed) return [said];
    const check = [...outputs].find(([container]) => container.endsWith('/check'))?.[1].stdout ?? '';
    const dry = check.match(/created \(server dry run\)/g)?.length ?? 0;
    return dry === samples.length ? [] : [`${dry} of ${samples.length} custom resources were tried:\n${said}`];
  });
  yield await attempt(name('leaves nothing behind'), async () => {
    const hooks = rendered.filter((object) => field(object, 'metadata', 'annotations', 'helm.sh/hook') !== undefined);
    const found = await Promise.all([...hooks, ...samples].map((object) => api.admin.get(object, namespace)));
    return found.flatMap((object) => (object === undefined ? [] : [`${object.kind} ${object.metadata.name}`]));
  });
  const [sample] = samples;
  if (sample !== undefined) {
    yield await attempt(name('fails for a custom resource that the API server refuses'), async () => {
      const bad = { ...sample, metadata: { name: 'Not A Name' } };
      const { passed, said } = await test({ customResources: [bad as unknown as JsonValue] });
      if (passed) return [`it passed:\n${said}`];
      return said.includes('metadata.name: Invalid value') ? [] : [said];
    });
  }
  await helm(version, ['uninstall', 'one', '--namespace', namespace], run);
  // The next input may define the same kinds.
  await remove(
    rendered.filter(({ kind }) => kind === 'CustomResourceDefinition'),
    api,
  );
}

/** Deletes objects outside all namespaces, and waits until they are gone. */
async function remove(objects: readonly KubernetesObject[], api: KubernetesApi): Promise<void> {
  for (const object of objects) {
    await api.admin.request('DELETE', `${await api.admin.collection(object)}/${object.metadata.name}`);
  }
  for (const object of objects) {
    for (let attempt = 0; attempt < 100 && (await api.admin.get(object)) !== undefined; attempt += 1) await sleep(50);
  }
}

/** The least custom resource of a definition that asks for nothing. */
function sampleOf(crd: KubernetesObject): KubernetesObject[] {
  if (crd.kind !== 'CustomResourceDefinition') return [];
  const versions = field(crd, 'spec', 'versions') as unknown as JsonObject[];
  const version = versions.find(({ served }) => served === true);
  const schema = field(version ?? {}, 'schema', 'openAPIV3Schema') ?? {};
  const spec = field(schema, 'properties', 'spec');
  const required = (of: JsonValue) => (field(of, 'required') ?? []) as readonly JsonValue[];
  const asks = [...required(schema).filter((key) => key !== 'spec'), ...required(spec ?? {})].length > 0;
  if (version === undefined || asks) return [];
  const apiVersion = `${field(crd, 'spec', 'group')}/${version.name}`;
  const kind = String(field(crd, 'spec', 'names', 'kind'));
  return [{ apiVersion, kind, metadata: { name: 'tried' }, ...(spec === undefined ? {} : { spec: {} }) }];
}

/** Says of every workload what its controller would say once its pods are ready. */
async function rollOut(objects: readonly KubernetesObject[], namespace: string, api: KubernetesApi): Promise<void> {
  for (const object of objects) {
    if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind)) continue;
    const path = `${await api.admin.collection(object, (object.metadata.namespace as string | undefined) ?? namespace)}/${object.metadata.name}/status`;
    const replicas = Number(field(object, 'spec', 'replicas') ?? 1);
    const pods =
      object.kind === 'DaemonSet'
        ? {
            currentNumberScheduled: 1,
            desiredNumberScheduled: 1,
            numberAvailable: 1,
            numberMisscheduled: 0,
            numberReady: 1,
            updatedNumberScheduled: 1,
          }
        : { replicas, readyReplicas: replicas, updatedReplicas: replicas, availableReplicas: replicas };
    const revisions = object.kind === 'StatefulSet' ? { currentRevision: 'a', updateRevision: 'a' } : {};
    // An upgrade that changes nothing leaves the generation; one that does makes it higher.
    const status = { observedGeneration: 1_000_000, ...pods, ...revisions };
    const answer = await api.admin.request('PATCH', path, { status }, 'application/merge-patch+json');
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  }
}

async function createNamespaces(objects: readonly KubernetesObject[], own: string, api: KubernetesApi): Promise<void> {
  const made = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const wanted = new Set([own, ...objects.map(({ metadata }) => (metadata.namespace as string | undefined) ?? own)]);
  for (const name of wanted) {
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    if (!made.includes(name) && (await api.admin.get(object)) === undefined) await api.admin.createNamespace(name);
  }
}

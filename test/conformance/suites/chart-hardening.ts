import { join } from 'node:path';
import { parse } from 'yaml';
import { ensureGoTool } from '../../../scripts/tools/go-tool.ts';
import { tryProgram } from '../../../scripts/tools/run-program.ts';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { presetInputs } from '../support/chart-inputs.ts';
import { mustHelm } from '../support/helm.ts';
import { type KubernetesApi, startKubernetesApi } from '../support/kubernetes-api.ts';
import { field } from '../support/oracle-references.ts';
import { parseStream } from '../support/parse-stream.ts';
import { writeFiles } from '../support/write-files.ts';

/**
 * The charts of the presets: values can satisfy kube-score's critical class, and a namespace that enforces the Pod Security Standard
 * "restricted" takes their pods.
 */
export const suite: Suite = {
  name: 'chart-hardening',
  async *run(context) {
    const api = await startKubernetesApi(context.scratch);
    try {
      await api.admin.createNamespace('restricted', { 'pod-security.kubernetes.io/enforce': 'restricted' });
      yield await attempt('the namespace refuses a pod that is not restricted', async () => {
        const pod = { metadata: {}, spec: { containers: [{ name: 'probe', image: 'probe' }] } };
        return (await refusals(pod, api)).length > 0 ? [] : ['it took one'];
      });
      for (const { name, manifests } of await presetInputs(context.scratch)) {
        // What releases scaffold is theirs; what they lack is a finding of an audit.
        if (name.includes('kubebuilder@')) continue;
        const chart = buildChart(manifests);
        const directory = join(context.scratch, 'charts', name.replace(/[^a-z0-9.]+/gi, '-'));
        writeFiles(directory, chart);
        const args = ['template', 'one', directory, '--namespace', 'restricted', '--kube-version', '1.34.1'];
        const rendered = await mustHelm('helm', args, context);
        yield await attempt(`${name}, kube-score with values alone`, async () => {
          const values = ['--no-hooks', '--values', '-'];
          const input = JSON.stringify(hardened(parse(chart.get('values.yaml') ?? '') as JsonObject));
          return criticals(await mustHelm('helm', [...args, ...values], { ...context, input }));
        });
        yield await attempt(`${name}, restricted`, async () => {
          const pods = parseStream(rendered).flatMap(podOf);
          if (pods.length === 0) return ['no pod was found'];
          return (await Promise.all(pods.map((pod) => refusals(pod, api)))).flat();
        });
      }
    } finally {
      await api.stop();
    }
  },
};

/**
 * What a scaffold leaves to its user and kube-score calls critical: limits of local storage, a user id above 10000, a
 * NetworkPolicy, a tag of one's own. A chart's default values are the scaffold's, so values have to be able to say it.
 */
function hardened(defaults: JsonObject): JsonObject {
  const container = {
    resources: { limits: { 'ephemeral-storage': '1Gi' }, requests: { 'ephemeral-storage': '100Mi' } },
    securityContext: { runAsUser: 65532, runAsGroup: 65532, readOnlyRootFilesystem: true },
  };
  const sections = Object.entries(defaults).filter(([, value]) => field(value, 'securityContext') !== undefined);
  return {
    ...Object.fromEntries(sections.map(([name]) => [name, container])),
    ...container,
    image: { tag: 'v1.0.0' },
    networkPolicy: { enabled: true },
  };
}

/**
 * Left out: that images be pulled always. It makes an image that is only on its nodes unusable, as clusters for tests
 * have it, and is one value away (`image.pullPolicy`).
 */
async function criticals(rendered: string): Promise<string[]> {
  const args = ['score', '--output-format', 'ci', '--ignore-test', 'container-image-pull-policy', '-'];
  const { stdout, stderr } = await tryProgram(await ensureGoTool('kube-score'), args, { input: rendered });
  if (!stdout.includes('[OK]')) return [`kube-score judged nothing: ${stderr}`];
  return stdout.split('\n').filter((line) => line.startsWith('[CRITICAL]'));
}

function podOf(object: KubernetesObject): JsonObject[] {
  if (object.kind === 'Pod') return [object];
  const template = field(object, 'spec', 'template');
  return template !== undefined && field(template, 'spec', 'containers') !== undefined ? [template as JsonObject] : [];
}

/** What the API server says against a pod; nothing where it takes it. */
async function refusals(pod: JsonObject, api: KubernetesApi): Promise<string[]> {
  const { spec, metadata } = pod as { spec: JsonObject; metadata: JsonObject };
  const labels = (metadata.labels ?? {}) as JsonObject;
  const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'probe', labels }, spec } as KubernetesObject;
  try {
    await api.admin.create(object, 'restricted', '?dryRun=All');
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

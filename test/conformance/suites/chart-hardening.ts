import { join } from 'node:path';
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
import { fileNameOf, writeFiles } from '../support/write-files.ts';

/**
 * The charts of the named presets: kube-score has nothing critical to say, and a namespace that enforces the Pod Security
 * Standard "restricted" takes their pods. With default values two of its rules are left out, for these reasons; with the
 * chart's own values-hardened.yaml none is.
 *
 * - That images be pulled always: an image that is only on its nodes, as in clusters for tests, could not run, and the
 *   scaffold's own end-to-end test has such a one.
 * - That a NetworkPolicy selects every pod, where the preset has none: in `https-metrics` it is an option, because it shuts
 *   out a Prometheus whose namespace has no label for it, and `pre-3.15` is from before there was one.
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
      // What releases scaffold is theirs; what they lack is a finding of an audit.
      const isPreset = (name: string) => !name.includes('kubebuilder@') && name.includes(context.match ?? '');
      for (const { name, manifests } of await presetInputs(context.scratch, isPreset)) {
        const chart = buildChart(manifests);
        const directory = join(context.scratch, 'charts', fileNameOf(name));
        writeFiles(directory, chart);
        const args = [
          'template',
          'one',
          directory,
          '--namespace',
          'restricted',
          '--kube-version',
          '1.34.1',
          '--no-hooks',
        ];
        // What the tag of an image is, is its user's to say.
        const tag = ['--set', 'image.tag=v1.0.0'];
        const rendered = await mustHelm('helm', [...args, ...tag], context);
        yield await attempt(`${name}, kube-score with default values`, () => {
          const hasPolicy = /^kind: NetworkPolicy$/m.test(manifests);
          return criticals(rendered, ['container-image-pull-policy', ...(hasPolicy ? [] : ['pod-networkpolicy'])]);
        });
        yield await attempt(`${name}, kube-score with values-hardened.yaml`, async () => {
          const file = join(directory, 'values-hardened.yaml');
          return criticals(await mustHelm('helm', [...args, ...tag, '--values', file], context), []);
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

async function criticals(rendered: string, ignored: readonly string[]): Promise<string[]> {
  const args = ['score', '--output-format', 'ci', ...ignored.flatMap((test) => ['--ignore-test', test]), '-'];
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

import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { ChartTree } from '../../../src/chart/chart-tree.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { identity } from '../support/compare-objects.ts';
import { type HelmVersion, helm } from '../support/helm.ts';
import { field, isObject } from '../support/oracle-references.ts';
import { parseStream } from '../support/parse-stream.ts';
import { writeFiles } from '../support/write-files.ts';

/**
 * Charts of ours as dependencies: two operators and two aliases of a third in one umbrella, beside charts that see `global`
 * otherwise, with conditions, tags and imported values, by real Helm 3 and 4.
 */
export const suite: Suite = {
  name: 'chart-umbrella',
  async *run(context) {
    const charts = { alpha: operator('alpha'), beta: operator('beta'), gamma: operator('gamma') };
    for (const version of ['helm', 'helm-4'] as const) {
      for (const [title, global] of Object.entries(GLOBALS)) {
        const directory = join(context.scratch, `${version}-${title}`);
        writeFiles(directory, umbrella(charts, title, global));
        const name = (what: string) => `${version}, global as ${title} has it, ${what}`;
        const render = (...args: string[]) => rendered(version, directory, args, context);
        yield await attempt(name('lint'), async () => {
          const { status, stdout, stderr } = await helm(
            version,
            ['lint', '--kube-version', '1.34.1', directory],
            context,
          );
          return status === 0 ? [] : [stdout + stderr];
        });
        yield await attempt(name('every operator is there once and has its own pods'), async () => {
          const objects = await render();
          return [...twins(objects), ...strangers(objects), ...missing(objects, 4)];
        });
        yield await attempt(name('images and pull secrets'), async () => {
          const objects = await render();
          const registry = field(global, 'imageRegistry');
          const secrets = JSON.stringify(secretsOf(field(global, 'imagePullSecrets') ?? []));
          return pods(objects).flatMap((pod) => {
            const images = containersOf(pod).map((each) => String(field(each, 'image')));
            const wrong = images.filter((image) => !image.startsWith(`${registry ?? 'registry.example.org'}/`));
            const own = JSON.stringify(field(pod, 'imagePullSecrets') ?? []);
            return [...wrong, ...(own === secrets ? [] : [`pull secrets are ${own}, not ${secrets}`])];
          });
        });
        yield await attempt(name('conditions, tags and imported values'), async () => {
          const problems: string[] = [];
          for (const [args, count] of [
            [['--set', 'alpha.enabled=false'], 3],
            [['--set', 'tags.both=false'], 2],
            [['--set', 'alpha.enabled=false', '--set', 'beta.enabled=false', '--set', 'tags.both=false'], 0],
          ] as const) {
            problems.push(...missing(await render(...args), count).map((text) => `${args.join(' ')}: ${text}`));
          }
          const imported = (await render()).find(({ kind }) => kind === 'ConfigMap');
          const text = String(field(imported ?? {}, 'data', 'repository'));
          return text === 'acme/alpha' ? problems : [...problems, `the imported value is ${text}`];
        });
      }
    }
  },
};

/** An operator as older scaffolds make them: its pods have nothing of their own in their labels. */
function operator(name: string): ChartTree {
  const namespace = `${name}-system`;
  const labels = { 'control-plane': 'controller-manager' };
  const metadata = (suffix: string, of: JsonObject = { namespace }) => ({ name: `${name}-${suffix}`, ...of });
  const service = { ...metadata('webhook-service'), path: '/validate' };
  const rules = [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] }];
  return buildChart([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata('controller-manager') },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata('controller-manager'), labels },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: `${name}-controller-manager`,
            containers: [
              { name: 'manager', image: `registry.example.org/acme/${name}:v1.0.0`, args: ['--leader-elect'] },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata('webhook-service'),
      spec: { ports: [{ port: 443, targetPort: 9443 }], selector: labels },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: metadata('validating', {}),
      webhooks: [
        {
          name: `v.${name}.example.org`,
          clientConfig: { service },
          rules,
          sideEffects: 'None',
          admissionReviewVersions: ['v1'],
        },
      ],
    },
  ] as unknown as KubernetesObject[]);
}

/** What well-known charts have in `global`: texts for secrets, maps for secrets, and things of their own. */
const GLOBALS: Readonly<Record<string, JsonObject>> = {
  bitnami: {
    imageRegistry: 'mirror.example.org',
    imagePullSecrets: ['regcred'],
    storageClass: '',
    security: { allowInsecureImages: true },
  },
  'cert-manager': { imagePullSecrets: [{ name: 'regcred' }], commonLabels: {}, logLevel: 2, rbac: { create: true } },
  vault: {
    enabled: true,
    namespace: '',
    imagePullSecrets: [],
    tlsDisable: true,
    openshift: false,
    psp: { enable: false },
  },
};

function umbrella(
  { alpha, beta, gamma }: Readonly<Record<'alpha' | 'beta' | 'gamma', ChartTree>>,
  title: string,
  global: JsonObject,
): FileTree {
  const version = '0.1.0';
  const dependencies: JsonObject[] = [
    {
      name: 'alpha',
      version,
      condition: 'alpha.enabled',
      'import-values': [{ child: 'image', parent: 'alphaImage' }],
    },
    { name: 'beta', version, condition: 'beta.enabled' },
    { name: 'gamma', version, alias: 'first', tags: ['both'] },
    { name: 'gamma', version, alias: 'second', tags: ['both'] },
    { name: title, version },
  ];
  const values: JsonObject = { global, alpha: { enabled: true }, beta: { enabled: true }, tags: { both: true } };
  const chartYaml = (name: string, more: JsonObject = {}) =>
    JSON.stringify({ apiVersion: 'v2', name, version, ...more });
  const properties = Object.fromEntries(Object.entries(global).map(([key, value]) => [key, { type: typeOf(value) }]));
  const below = (name: string, tree: ChartTree) =>
    [...tree].map(({ path, content }) => [`charts/${name}/${path}`, content] as const);
  return FileTree.from({
    'Chart.yaml': chartYaml('platform', { dependencies }),
    'values.yaml': JSON.stringify(values),
    'templates/imported.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: imported}\ndata: {repository: {{ (.Values.alphaImage).repository | default "none" | quote }}}\n',
    ...Object.fromEntries([...below('alpha', alpha), ...below('beta', beta), ...below('gamma', gamma)]),
    // Its schema knows its own keys of `global`, and forbids no others: Helm hands them all to everyone.
    [`charts/${title}/Chart.yaml`]: chartYaml(title),
    [`charts/${title}/values.yaml`]: JSON.stringify({ global }),
    [`charts/${title}/values.schema.json`]: JSON.stringify({
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { global: { type: 'object', properties } },
    }),
  });
}

function typeOf(value: JsonValue): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

async function rendered(
  version: HelmVersion,
  directory: string,
  args: readonly string[],
  context: Context,
): Promise<KubernetesObject[]> {
  const given = ['template', 'platform', directory, '--namespace', 'prod', '--kube-version', '1.34.1', '--no-hooks'];
  const { status, stdout, stderr } = await helm(version, [...given, ...args], context);
  if (status !== 0) throw new Error(stderr);
  return parseStream(stdout);
}

function twins(objects: readonly KubernetesObject[]): string[] {
  const ids = objects.map((object) => identity(object, 'prod'));
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two objects are ${id}`);
}

/** Selectors that reach the pods of more than one workload. */
function strangers(objects: readonly KubernetesObject[]): string[] {
  const workloads = objects.filter(({ kind }) => kind === 'Deployment');
  return objects.flatMap((object) => {
    const selector =
      object.kind === 'Service' ? field(object, 'spec', 'selector') : field(object, 'spec', 'selector', 'matchLabels');
    if (!isObject(selector)) return [];
    const reached = workloads.filter((workload) =>
      Object.entries(selector).every(
        ([key, value]) => field(workload, 'spec', 'template', 'metadata', 'labels', key) === value,
      ),
    );
    return reached.length === 1 ? [] : [`${object.kind} ${object.metadata.name} reaches ${reached.length} workloads`];
  });
}

function missing(objects: readonly KubernetesObject[], count: number): string[] {
  const found = objects.filter(({ kind }) => kind === 'Deployment').length;
  return found === count ? [] : [`${found} operators are there, not ${count}`];
}

function pods(objects: readonly KubernetesObject[]): JsonValue[] {
  return objects.flatMap((object) => {
    const pod = field(object, 'spec', 'template', 'spec');
    return object.kind === 'Deployment' && pod !== undefined ? [pod] : [];
  });
}

function containersOf(pod: JsonValue): JsonValue[] {
  return field(pod, 'containers') as JsonValue[];
}

function secretsOf(list: JsonValue): JsonValue[] {
  return (list as JsonValue[]).map((each) => (typeof each === 'string' ? { name: each } : each));
}

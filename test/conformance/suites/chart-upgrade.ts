import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import { updateChart } from '../../../src/chart/update/update-chart.ts';
import type { UpgradeNote } from '../../../src/chart/update/upgrade-note.ts';
import type { ChartOptions } from '../../../src/options/generated/types.ts';
import { Random } from '../kustomize/random.ts';
import type { CaseResult, Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { type HelmVersion, mustHelm } from '../support/helm.ts';
import { type KubernetesApi, startKubernetesApi } from '../support/kubernetes-api.ts';
import { writeFiles } from '../support/write-files.ts';

/**
 * A release of a chart upgraded to the chart that newer manifests give, on a real API server: it works, or the update has
 * told beforehand what it fails for.
 */
export const suite: Suite = {
  name: 'chart-upgrade',
  async *run(context) {
    const api = await startKubernetesApi(context.scratch);
    try {
      const random = new Random(context.seed);
      // The rest with --all: a pair takes three runs of Helm.
      const pairs = context.all ? PAIRS : random.sample(PAIRS, SAMPLE);
      for (const [index, pair] of pairs.entries()) {
        yield await upgrade(pair, (index + context.seed) % 2 === 0 ? 'helm' : 'helm-4', index, api, context);
      }
    } finally {
      await api.stop();
    }
  },
};

const SAMPLE = 12;

interface Pair {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly options?: ChartOptions;
}

async function upgrade(
  { name, before, after, options = {} }: Pair,
  version: HelmVersion,
  index: number,
  api: KubernetesApi,
  context: Context,
): Promise<CaseResult> {
  return attempt(`${name}, ${version}`, async () => {
    const first = buildChart(before, { version: '1.0.0', crds: 'templates', ...firstOptions(options) });
    const update = updateChart(first, after, options);
    const again = updateChart(update.tree, after);
    const problems = again.tree.equals(update.tree) ? [] : ['a second update changes the chart'];
    if (update.conflicts.length > 0) problems.push(`${update.conflicts.length} conflicts without an edit`);
    const namespace = `upgrade-${index}`;
    await api.admin.createNamespace(namespace);
    const directories = [first, update.tree].map((tree, at) => {
      const directory = join(context.scratch, 'upgrades', `${index}-${at + 1}`);
      writeFiles(directory, tree);
      return directory;
    });
    const run = (args: readonly string[]) =>
      mustHelm(version, [...args, '--namespace', namespace], { api, scratch: context.scratch });
    await run(['install', `r${index}`, directories[0]!]);
    const failure = await run(['upgrade', `r${index}`, directories[1]!]).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    const told = update.upgrade.filter(({ breaking }) => breaking);
    if (failure !== undefined && !told.some((note) => explains(note, failure))) {
      const notes = told.map(({ code, subject, message }) => `\ntold: ${code} ${subject}: ${message}`).join('');
      problems.push(`the upgrade failed for something that was not told: ${failure}${notes}`);
    }
    await run(['uninstall', `r${index}`]);
    return problems;
  });
}

/** What Helm or the API server says of what a note is about. */
const SAID: Partial<Record<UpgradeNote['code'], RegExp>> = {
  'immutable-field': /immutable|updates to \w+ spec for fields other than|cannot change roleRef/,
  'crd-owner': /cannot be imported into the current release/,
  'custom-resource-early': /no matches for kind/,
  'crd-version-removed': /storedVersions/,
};

/** Whether a failure is the one that a note tells: of that kind, about that object, which has the release's name in its own. */
function explains({ code, subject }: UpgradeNote, failure: string): boolean {
  const [kind = '', place = ''] = subject.split(' ');
  const name = place.replace(/^.*\//, '').replace(/^acme-/, '');
  return SAID[code]?.test(failure) === true && failure.includes(kind) && failure.includes(name);
}

/** The policy is what one of the pairs changes. */
function firstOptions({ crds }: ChartOptions): ChartOptions {
  return crds === 'templates' ? { crds: 'crds' } : {};
}

const group = 'x.example.com';

function workload(
  name: string,
  more: { kind?: string; app?: string; label?: string; image?: string; spec?: string } = {},
) {
  const { kind = 'Deployment', app = name, label = '', image = 'v1', spec = '' } = more;
  return `---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, namespace: acme-system}
spec:
  ${kind === 'StatefulSet' ? 'serviceName: acme-peers' : 'minReadySeconds: 0'}
  selector: {matchLabels: {app: ${app}${label}}}
  template:
    metadata: {labels: {app: ${app}${label}}}
    spec: {${spec}containers: [{name: manager, image: 'example.com/${name}:${image}'}]}
`;
}

const plain = (kind: string, name: string, rest = '') =>
  `---\napiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: acme-system}\n${rest}`;
const service = (name: string, app: string, port = 80) =>
  plain('Service', name, `spec: {ports: [{name: web, port: ${port}}], selector: {app: ${app}}}\n`);
const role = (name: string, resources: string) =>
  `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: ${name}}\nrules: [{apiGroups: [${group}], resources: [${resources}], verbs: [get]}]\n`;
const binding = (name: string, roleName: string, account: string) =>
  `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: ${name}}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${roleName}}\nsubjects: [{kind: ServiceAccount, name: ${account}, namespace: acme-system}]\n`;
const crd = (index: number, versions: readonly string[] = ['v1']) =>
  `---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: gears${index}.${group}}\nspec:\n  group: ${group}\n  names: {kind: Gear${index}, plural: gears${index}}\n  scope: Namespaced\n  versions:\n${versions
    .map(
      (version, at) =>
        `  - {name: ${version}, served: true, storage: ${at === 0}, schema: {openAPIV3Schema: {type: object}}}\n`,
    )
    .join('')}`;
const gear = (index: number) =>
  `---\napiVersion: ${group}/v1\nkind: Gear${index}\nmetadata: {name: acme-defaults, namespace: acme-system}\n`;
const job = (image: string) =>
  `---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: acme-migrate, namespace: acme-system}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: 'example.com/migrate:${image}'}]}}}\n`;
const webhook =
  service('acme-webhook', 'acme-operator', 443) +
  `---\napiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: acme-validating}\nwebhooks: [{name: v.${group}, clientConfig: {service: {name: acme-webhook, namespace: acme-system}}, rules: [{apiGroups: [${group}], apiVersions: [v1], operations: [CREATE], resources: [gears]}], sideEffects: None, admissionReviewVersions: [v1]}]\n`;

const operator =
  plain('ServiceAccount', 'acme-operator') +
  workload('acme-operator', { spec: 'serviceAccountName: acme-operator, ' }) +
  role('acme-operator-role', 'gears') +
  binding('acme-operator-binding', 'acme-operator-role', 'acme-operator');
const peers = service('acme-peers', 'acme-store');

const pair = (name: string, before: string, after: string, options?: ChartOptions): Pair => ({
  name,
  before: operator + before,
  after: operator + after,
  ...(options === undefined ? {} : { options }),
});

const PAIRS: readonly Pair[] = [
  pair('nothing changes', '', ''),
  pair('a ConfigMap comes', '', plain('ConfigMap', 'acme-words', 'data: {a: b}\n')),
  pair('a ConfigMap goes', plain('ConfigMap', 'acme-words', 'data: {a: b}\n'), ''),
  pair(
    'a ConfigMap is called otherwise',
    plain('ConfigMap', 'acme-a', 'data: {a: b}\n'),
    plain('ConfigMap', 'acme-b', 'data: {a: b}\n'),
  ),
  pair('a Service comes', '', service('acme-api', 'acme-operator')),
  pair('a Service goes', service('acme-api', 'acme-operator'), ''),
  pair('a port changes', service('acme-api', 'acme-operator'), service('acme-api', 'acme-operator', 81)),
  pair('a second workload comes', '', workload('acme-agent')),
  pair('a second workload goes', workload('acme-agent'), ''),
  pair('a second workload is called otherwise', workload('acme-agent'), workload('acme-node', { app: 'acme-agent' })),
  pair('one that looks more like a manager comes', '', workload('acme-csi-controller-manager')),
  pair('a selector changes', workload('acme-agent'), workload('acme-agent', { label: ', tier: a' })),
  pair('an image changes', workload('acme-agent'), workload('acme-agent', { image: 'v2' })),
  pair('a DaemonSet comes', '', workload('acme-node', { kind: 'DaemonSet' })),
  pair('a Deployment becomes a DaemonSet', workload('acme-node'), workload('acme-node', { kind: 'DaemonSet' })),
  pair('a StatefulSet comes', '', peers + workload('acme-store', { kind: 'StatefulSet' })),
  pair(
    'the Service of a StatefulSet changes',
    peers + workload('acme-store', { kind: 'StatefulSet' }),
    (peers + workload('acme-store', { kind: 'StatefulSet' })).replaceAll('acme-peers', 'acme-others'),
  ),
  pair(
    'a binding is of another role',
    role('acme-a', 'a') + role('acme-b', 'b') + binding('acme-more', 'acme-a', 'acme-operator'),
    role('acme-a', 'a') + role('acme-b', 'b') + binding('acme-more', 'acme-b', 'acme-operator'),
  ),
  pair('a role allows more', role('acme-a', 'a'), role('acme-a', 'a, b')),
  pair('the first webhook comes', '', webhook, { annotations: {} }),
  pair('a definition comes', '', crd(20)),
  pair('a definition comes with its resource', '', crd(21) + gear(21)),
  pair('a version of a definition goes', crd(22, ['v1', 'v1beta1']), crd(22)),
  pair('definitions move into the release', crd(23), crd(23), { crds: 'templates' }),
  pair('a Job changes', job('v1'), job('v2')),
];

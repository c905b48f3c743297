import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { type HelmVersion, mustHelm } from '../support/helm.ts';
import { commonCrds, type KubernetesApi, startKubernetesApi } from '../support/kubernetes-api.ts';
import { type LargeOperator, largeOperator } from '../support/large-operator.ts';
import { field } from '../support/oracle-references.ts';
import { writeFiles } from '../support/write-files.ts';

interface Case extends Omit<LargeOperator, 'tag'> {
  /** Where `auto` has to put the definitions, by what only that policy has in the chart. */
  readonly expects: keyof typeof MARKS;
}

/** A file that a chart has where its definitions went so, and no other. */
const MARKS = {
  templates: /^templates\/crds\//,
  'a library of schemas': /^charts\/[^/]+-schemas\/Chart\.yaml$/,
  'crds/': /^crds\//,
  'crds/ of a subchart': /^charts\/[^/]+\/crds\//,
  'charts of their own': /^[^/]+-crds(?:-\d+)?\/Chart\.yaml$/,
} as const;

const MB = 1_000_000;

/** What makes `auto` choose each of its policies, in sizes up to those of the largest operators. */
const CASES: readonly Case[] = [
  { crds: 3, bytes: 0.03 * MB, texts: 20, expects: 'templates' },
  { crds: 3, bytes: 0.03 * MB, texts: 20, converting: 1, expects: 'templates' },
  { crds: 3, bytes: 0.03 * MB, texts: 20, instance: true, expects: 'crds/' },
  { crds: 3, bytes: 0.03 * MB, texts: 20, instance: true, converting: 1, expects: 'a library of schemas' },
  { crds: 75, bytes: 7.5 * MB, texts: 60, expects: 'a library of schemas' },
  { crds: 75, bytes: 7.5 * MB, texts: 60, converting: 2, expects: 'a library of schemas' },
  { crds: 75, bytes: 7.5 * MB, texts: 60, instance: true, expects: 'crds/ of a subchart' },
  { crds: 75, bytes: 7.5 * MB, texts: 60, instance: true, converting: 2, expects: 'crds/ of a subchart' },
  { crds: 75, bytes: 7.5 * MB, texts: 4000, expects: 'crds/ of a subchart' },
  { crds: 75, bytes: 7.5 * MB, texts: 4000, converting: 74, expects: 'charts of their own' },
];

/**
 * The life of a release under every policy for CustomResourceDefinitions that `auto` chooses, with either Helm on a real API
 * server, under another name and in another namespace than the manifests. Without --all one of the large cases only.
 */
export const suite: Suite = {
  name: 'chart-policies',
  async *run(context) {
    const api = await startKubernetesApi(context.scratch);
    try {
      await api.addCrds(await commonCrds());
      const large = CASES.filter(({ crds }) => crds > 10);
      const chosen = context.all
        ? CASES
        : CASES.filter((each) => each.crds <= 10 || each === large[context.seed % large.length]);
      for (const [index, each] of chosen.entries()) {
        for (const version of context.all ? (['helm', 'helm-4'] as const) : [HELMS[(index + context.seed) % 2]!]) {
          yield await attempt(`${nameOf(each)}, ${version}`, () => life(each, version, index, api, context));
        }
      }
    } finally {
      await api.stop();
    }
  },
};

const HELMS = ['helm', 'helm-4'] as const;

function nameOf({ crds, bytes, instance, converting = 0, expects }: Case): string {
  const more = [
    ...(instance === true ? ['a custom resource'] : []),
    ...(converting > 0 ? [`${converting} convert`] : []),
  ];
  return `${crds} definitions of ${bytes / MB} MB${more.map((each) => `, ${each}`).join('')}: ${expects}`;
}

async function life(
  each: Case,
  version: HelmVersion,
  index: number,
  api: KubernetesApi,
  context: Context,
): Promise<string[]> {
  const tag = `p${index}${version === 'helm' ? '' : 'four'}`;
  const namespace = `home-of-${tag}`;
  const release = `r-${tag}`;
  const chart = buildChart(largeOperator({ ...each, tag }));
  if (!chart.paths().some((path) => MARKS[each.expects].test(path))) {
    return [`the definitions are not in ${each.expects}: ${chart.report.crds.reason}`];
  }
  const directory = join(context.scratch, tag);
  writeFiles(directory, chart);
  await api.admin.createNamespace(namespace);
  const plain = (args: readonly string[]) => mustHelm(version, args, { scratch: context.scratch });
  const run = (args: readonly string[]) =>
    mustHelm(version, [...args, '--namespace', namespace], { api, scratch: context.scratch });
  const siblings = readdirSync(directory).filter((name) => /-crds(?:-\d+)?$/.test(name));
  const problems: string[] = [];
  for (const part of [...siblings.map((name) => join(directory, name)), directory]) {
    await plain(['lint', '--strict', '--kube-version', '1.34.1', part]);
    await plain(['template', release, part, '--namespace', namespace, '--include-crds', '--kube-version', '1.34.1']);
  }
  for (const [at, name] of siblings.entries()) {
    const values = `conversion.service.name=${release}-webhook,conversion.injectCaFrom=${namespace}/${release}-serving`;
    await run(['install', `${release}-crds-${at}`, join(directory, name), '--set', values]);
  }
  await run(['install', release, directory]);
  const definitions = await definitionsOf(api, `${tag}.example.org`);
  if (definitions.length !== each.crds) problems.push(`${definitions.length} of ${each.crds} definitions are there`);
  problems.push(...(await wrongReferences(definitions, namespace, api)));
  if (each.instance === true && (await instanceOf(api, tag, namespace)) === undefined) {
    problems.push('the custom resource is not there');
  }
  await run(['upgrade', release, directory, '--set', 'image.tag=v2']);
  if ((await definitionsOf(api, `${tag}.example.org`)).length !== each.crds)
    problems.push('an upgrade takes definitions');
  await run(['uninstall', release]);
  for (const [at] of siblings.entries()) await run(['uninstall', `${release}-crds-${at}`]);
  if ((await definitionsOf(api, `${tag}.example.org`)).length !== each.crds)
    problems.push('uninstall takes definitions');
  await Promise.all(definitions.map(({ metadata }) => api.admin.request('DELETE', `${PATH}/${metadata.name}`)));
  return problems;
}

const PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

async function definitionsOf(api: KubernetesApi, group: string): Promise<KubernetesObject[]> {
  const { body } = await api.admin.request('GET', PATH);
  const { items } = body as unknown as { items: KubernetesObject[] };
  return items.filter((item) => (item.spec as JsonObject).group === group);
}

async function instanceOf(api: KubernetesApi, tag: string, namespace: string): Promise<JsonObject | undefined> {
  const path = `/apis/${tag}.example.org/v1/namespaces/${namespace}/tree0s`;
  const { body } = await api.admin.request('GET', path);
  return (body as unknown as { items?: JsonObject[] }).items?.[0];
}

/** What definitions say of a Service or Certificate that is not in the release's namespace. */
async function wrongReferences(
  definitions: readonly KubernetesObject[],
  namespace: string,
  api: KubernetesApi,
): Promise<string[]> {
  const problems = new Set<string>();
  for (const definition of definitions) {
    const service = field(definition, 'spec', 'conversion', 'webhook', 'clientConfig', 'service') as
      | JsonObject
      | undefined;
    if (service === undefined) continue;
    const from = String(field(definition, 'metadata', 'annotations', 'cert-manager.io/inject-ca-from'));
    const [place = '', certificate = ''] = from.split('/');
    for (const [path, what] of [
      [
        `/api/v1/namespaces/${service.namespace}/services/${service.name}`,
        `Service ${service.namespace}/${service.name}`,
      ],
      [`/apis/cert-manager.io/v1/namespaces/${place}/certificates/${certificate}`, `Certificate ${from}`],
    ] as const) {
      const { status } = await api.admin.request('GET', path);
      if (status !== 200 || !what.includes(` ${namespace}/`)) problems.add(`a definition names ${what}: ${status}`);
    }
  }
  return [...problems];
}

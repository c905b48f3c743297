import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';
import { Random } from '../kustomize/random.ts';
import type { Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { startChartEngine } from '../support/chart-engine.ts';
import { differences } from '../support/compare-objects.ts';
import { mustHelm } from '../support/helm.ts';
import { writeFiles } from '../support/write-files.ts';

const ROUNDS = 12;
const NAMESPACE = 'texts-system';

/**
 * Random strings of what template engines and YAML give a meaning, in every place that may hold any: after real Helm has
 * rendered the chart, a parser of Kubernetes reads the same strings.
 */
export const suite: Suite = {
  name: 'chart-texts',
  async *run(context) {
    const engine = await startChartEngine();
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        const objects = objectsWith(new Random(context.seed + round));
        const directory = join(context.scratch, String(round));
        const input = round % 2 === 0 ? objects : objects.map(escaped).join('\n---\n');
        writeFiles(directory, buildChart(input));
        for (const version of ['helm', 'helm-4'] as const) {
          yield await attempt(`seed ${context.seed + round}, ${version}`, async () => {
            const args = ['template', 'texts', directory, '--namespace', NAMESPACE, '--include-crds'];
            const rendered = await mustHelm(version, [...args, '--kube-version', '1.34.1', '--no-hooks'], context);
            return differences(objects, await engine.parse(rendered), NAMESPACE);
          });
        }
      }
    } finally {
      engine.stop();
    }
  },
};

/**
 * JSON takes characters as they are that YAML takes escaped only. The halves of pairs, which are how JSON escapes characters
 * above U+FFFF, no YAML takes.
 */
function escaped(object: KubernetesObject): string {
  const unicode = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(object).replace(/[\u007f-\ud7ff\ue000-\uffff]/g, unicode);
}

const PIECES = [
  ...[
    '{{',
    '}}',
    '{{-',
    '-}}',
    '{{/*',
    '*/}}',
    '{{ .Values.image.tag }}',
    '{{`',
    '`}}',
    '{{ fail "x" }}',
    '`',
    '$',
    '$x',
  ],
  ...[
    '"',
    "'",
    '\\',
    '\\n',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '   ',
    ':',
    ': ',
    ' #',
    '#',
    '- ',
    '? ',
    '|',
    '>',
    '|-',
  ],
  ...[
    '%',
    '%s',
    '%!d',
    '@',
    '&a',
    '*a',
    '!t',
    '!!str ',
    '~',
    'null',
    'yes',
    'No',
    'on',
    'true',
    '=',
    '<<',
    '[',
    ']',
    '{',
    '}',
    ',',
  ],
  ...[
    '0',
    '-0',
    '1',
    '0x1F',
    '0777',
    '0o17',
    '1e3',
    '.5',
    '1_000',
    '12:30:45',
    '2024-01-01',
    '.inf',
    '.NaN',
    '1.0',
    '+1',
  ],
  ...[
    '---',
    '...',
    '\n---\n',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\ufeff',
    '😀',
    'é',
    'a',
    'Zz',
  ],
];

/** Half of the strings are one piece, which alone has a meaning most often. */
function text(random: Random): string {
  const count = random.chance(0.5) ? 1 : random.int(6);
  return Array.from({ length: count }, () => random.pick(PIECES)).join('');
}

function map(random: Random, prefix: string, count: number): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${prefix}${at}`, text(random)]));
}

function list(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => text(random));
}

function objectsWith(random: Random): KubernetesObject[] {
  const container = (name: string) => ({
    name,
    image: 'registry.example.org/texts:v1',
    command: list(random, 4),
    args: list(random, 30),
    env: Array.from({ length: 30 }, (_, at) => ({ name: `V${at}`, value: text(random) })),
  });
  const metadata = (name: string): JsonObject => ({
    name,
    namespace: NAMESPACE,
    annotations: { ...map(random, 'example.org/a', 10), yes: text(random), '0x1F': text(random) },
  });
  return [
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'texts.example.org' },
      spec: {
        group: 'example.org',
        names: { kind: 'Text', plural: 'texts' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                description: text(random),
                properties: Object.fromEntries(
                  list(random, 20).map((key, at) => [
                    `${key}${at}`,
                    { type: 'string', description: text(random), default: text(random), enum: list(random, 3) },
                  ]),
                ),
              },
            },
          },
        ],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('texts-config'),
      data: {
        ...map(random, 'k', 40),
        yes: text(random),
        '0777': text(random),
        '1e3': text(random),
        null: text(random),
      },
    },
    // Few enough for some to hold nothing that keeps them out of the values.
    ...['one', 'two', 'three'].map((name) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `texts-${name}`, namespace: NAMESPACE },
      data: map(random, name, 3),
    })),
    { apiVersion: 'v1', kind: 'Secret', metadata: metadata('texts-secret'), stringData: map(random, 's', 20) },
    {
      apiVersion: 'example.org/v1',
      kind: 'Note',
      metadata: metadata('texts-note'),
      spec: {
        ...Object.fromEntries(list(random, 20).map((key, at) => [`${key}${at}`, text(random)])),
        nested: [[text(random)], [], {}, null, true, 0, -1, 1.5, 1e21, { '': text(random) }],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'texts-controller', namespace: NAMESPACE, annotations: map(random, 'a', 10) },
      spec: {
        selector: { matchLabels: { app: 'texts' } },
        template: {
          metadata: { labels: { app: 'texts' }, annotations: map(random, 'example.org/p', 10) },
          spec: { containers: [container('manager'), container('side')], initContainers: [container('first')] },
        },
      },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: metadata('texts-rules'),
      spec: { groups: [{ name: 'g', rules: list(random, 10).map((expr) => ({ alert: text(random), expr })) }] },
    },
  ] as unknown as KubernetesObject[];
}

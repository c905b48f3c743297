import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { generateChart } from '../../../src/chart/build-chart.ts';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { ChartOptions } from '../../../src/options/generated/types.ts';

function base(name: string, namespace = 'acme-system'): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: acme } }
  template:
    metadata: { labels: { app: acme } }
    spec: { containers: [{ name: manager, image: 'example.com/acme:v1' }] }
---
`;
}

function object(kind: string, name: string, more = '', apiVersion = 'v1', namespace = 'acme-system'): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\n${more}\n---\n`;
}

function chartOf(yaml: string, options: ChartOptions = {}) {
  const objects = parseAllDocuments(yaml)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((each) => each !== null);
  return generateChart(objects, options);
}

/** The line with the name in the one template of a kind. */
function nameIn(chart: ReturnType<typeof chartOf>, kind: string): string | undefined {
  const found = [...chart].find(
    ({ path, content }) => path.startsWith('templates/') && content.includes(`\nkind: ${kind}\n`),
  );
  return /^ {2}name: (.*)$/m.exec(found?.content ?? '')?.[1];
}

const ROLE = 'rbac.authorization.k8s.io/v1';

describe('names', () => {
  it('leaves custom resources their names unless something refers to them', () => {
    const accounts = object('ServiceAccount', 'acme-a') + object('ServiceAccount', 'acme-b');
    const installation = object('Installation', 'default', '', 'operator.acme.example.com/v1');
    const chart = chartOf(accounts + installation);
    expect(nameIn(chart, 'Installation')).toBe('default');
    expect(chart.report.assumptions.map(({ code }) => code)).toContain('name-kept');
    const referred = `${accounts}${object('Gear', 'acme-gear', '', 'acme.example.com/v1')}${object('Wheel', 'acme-wheel', 'spec: { gearRef: { kind: Gear, name: acme-gear } }', 'acme.example.com/v1')}`;
    expect(nameIn(chartOf(referred), 'Gear')).toContain('resourceName');
    expect(nameIn(chartOf(referred), 'Wheel')).toBe('acme-wheel');
  });

  it('follows names in custom resources that can mean one object only', () => {
    const objects = [
      object('ConfigMap', 'acme-images'),
      object('Service', 'acme-alertmanager'),
      object('ServiceAccount', 'acme-alertmanager'),
      object(
        'Mill',
        'acme-mill',
        'spec: { imageSet: { name: acme-images }, alertmanagers: [{ name: acme-alertmanager, namespace: acme-system, port: web }], containers: [{ name: acme-images }] }',
        'acme.example.com/v1',
      ),
    ].join('');
    const mill = chartOf(objects).get('templates/custom-resources/mill.yaml') ?? '';
    expect(mill.match(/resourceName" \(list \$ "(images|alertmanager)"/g)).toHaveLength(2);
    expect(mill).toContain('- name: acme-images');
  });

  it('keeps names together of which one is the end of another', () => {
    const webhook = (kind: string, name: string) =>
      `apiVersion: admissionregistration.k8s.io/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nwebhooks: []\n---\n`;
    const chart = chartOf(
      base('acme-webhook') +
        object('Service', 'acme-webhook') +
        webhook('MutatingWebhookConfiguration', 'webhook.acme.example.com') +
        webhook('ValidatingWebhookConfiguration', 'validation.webhook.acme.example.com'),
    );
    expect(nameIn(chart, 'MutatingWebhookConfiguration')).toBe('webhook.acme.example.com');
    expect(nameIn(chart, 'ValidatingWebhookConfiguration')).toBe('validation.webhook.acme.example.com');
  });

  it('tells what only a program can look for, in the report and in the README', () => {
    const chart = chartOf(
      base('acme-manager') +
        object('ServiceAccount', 'acme-database') +
        `apiVersion: ${ROLE}\nkind: ClusterRole\nmetadata: { name: acme-member }\nrules: []\n---\n` +
        `apiVersion: ${ROLE}\nkind: ClusterRole\nmetadata: { name: acme-unbound }\nrules: []\n---\n` +
        object(
          'RoleBinding',
          'acme-database',
          'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: acme-member }\nsubjects: [{ kind: ServiceAccount, name: acme-database, namespace: acme-system }]',
          ROLE,
        ) +
        object('Service', 'acme-sts', 'spec: { ports: [{ port: 80 }], selector: { app: acme } }'),
    );
    const told = chart.report.assumptions.filter(({ code }) => code === 'unreferenced-name').map((each) => each.object);
    expect(told).toEqual([
      'ServiceAccount acme-system/acme-database',
      'ClusterRole acme-member',
      'ClusterRole acme-unbound',
      'Service acme-system/acme-sts',
    ]);
    const readme = chart.get('README.md')!;
    expect(readme).toContain("## Before you change the release's name");
    for (const name of ['acme-database', 'acme-member', 'acme-unbound', 'acme-sts']) expect(readme).toContain(name);
  });

  it.each([
    ['one object', base('foo', 'default')],
    [
      'objects of one name',
      base('foo-operator', 'foo-system') + object('ServiceAccount', 'foo-operator', '', 'v1', 'foo-system'),
    ],
    [
      'all but one',
      base('foo-operator', 'foo-operator') +
        object('ServiceAccount', 'foo-operator', '', 'v1', 'foo-operator') +
        object('ConfigMap', 'settings', '', 'v1', 'foo-operator'),
    ],
    ['a manager alone', base('foo-controller-manager', 'foo-system')],
  ])('does not say a name twice: %s', (_, yaml) => {
    const chart = chartOf(yaml);
    expect(nameIn(chart, 'Deployment')).toMatch(
      new RegExp(
        `^\\{\\{ include "${chart.report.chart}\\.resourceName" \\(list \\$ "(controller-manager)?"\\) \\| quote \\}\\}$`,
      ),
    );
  });

  it('renames nothing where it is told so', () => {
    const yaml = base('acme-manager') + object('ServiceAccount', 'acme-database') + object('Service', 'acme-sts');
    const kept = chartOf(yaml, { nameStyle: 'keep' });
    expect(nameIn(kept, 'Service')).toBe('acme-sts');
    expect(nameIn(kept, 'Deployment')).toBe('acme-manager');
    const one = chartOf(yaml, { keepNames: ['ServiceAccount/acme-database'] });
    expect(one.get('templates/rbac/database-service-account.yaml')).toContain('  name: acme-database\n');
    expect(nameIn(one, 'Service')).toContain('resourceName');
  });

  it('leaves the job of an alert that its monitor takes from a label', () => {
    const rule = (label: string) =>
      object('Service', 'acme-metrics', '').replace(' }\n', ', labels: { app.kubernetes.io/name: acme-metrics } }\n') +
      object('Service', 'acme-other') +
      object(
        'ServiceMonitor',
        'acme-monitor',
        `spec: { ${label} endpoints: [], selector: { matchLabels: { app.kubernetes.io/name: acme-metrics } } }`,
        'monitoring.coreos.com/v1',
      ) +
      object(
        'PrometheusRule',
        'acme-rules',
        `spec: { groups: [{ name: a, rules: [{ alert: A, expr: 'absent(up{job="acme-metrics"} == 1)' }] }] }`,
        'monitoring.coreos.com/v1',
      );
    const exprOf = (yaml: string) =>
      /expr: (.*)/.exec([...chartOf(yaml)].find(({ path }) => path.endsWith('-prometheus-rule.yaml'))!.content)![1];
    expect(exprOf(rule('jobLabel: app.kubernetes.io/name,'))).toContain('job="acme-metrics"');
    expect(exprOf(rule(''))).toContain('resourceName');
  });
});

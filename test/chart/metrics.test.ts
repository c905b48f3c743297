import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildChart } from '../../src/chart/build-chart.ts';
import type { ChartTree } from '../../src/chart/chart-tree.ts';
import type { JsonObject, KubernetesObject } from '../../src/kubernetes/object.ts';

function chartOf(about: {
  container?: JsonObject;
  pod?: JsonObject;
  service?: JsonObject;
  others?: JsonObject[];
}): ChartTree {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'demo-operator', namespace: 'demo' },
    spec: {
      selector: { matchLabels: { app: 'demo' } },
      template: {
        metadata: { labels: { app: 'demo' }, ...about.pod },
        spec: { containers: [{ name: 'manager', image: 'example.com/demo:v1', ...about.container }] },
      },
    },
  };
  const service = about.service && {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'demo-operator', namespace: 'demo' },
    ...about.service,
  };
  return buildChart([
    deployment,
    ...(service ? [service] : []),
    ...(about.others ?? []),
  ] as unknown as KubernetesObject[]);
}

function fileOf(chart: ChartTree, kind: string): string {
  return [...chart].find(({ path, content }) => path.startsWith('templates/') && content.includes(`kind: ${kind}\n`))!
    .content;
}

const selector = { app: 'demo' };

describe('metrics', () => {
  it.each(['--metrics-bind-address', '--metrics-addr', '--metrics-bind-addr', '-metrics-address'])(
    'are served or not by %s',
    (flag) => {
      const ports = [{ name: 'metrics', containerPort: 8080 }];
      const chart = chartOf({ container: { args: [`${flag}=:8080`], ports } });
      expect(fileOf(chart, 'Deployment')).toContain(`- ${flag}=0\n`);
    },
  );

  it('are at the port that says so, of a Service that stays for its other ports', () => {
    const ports = [
      { name: 'metricsservice', port: 9666 },
      { name: 'metrics', port: 8080 },
    ];
    const chart = chartOf({ service: { spec: { ports, selector } } });
    const service = fileOf(chart, 'Service');
    expect(service.startsWith('{{- if')).toBe(false);
    expect(service).toMatch(/\n {4}\{\{- if \.Values\.metrics\.enabled \}\}\n {4}- name: metrics\n/);
    expect(fileOf(chart, 'ServiceMonitor')).toContain('- path: /metrics\n      port: metrics\n');
    // A network policy leaves the other port open.
    expect(fileOf(chart, 'NetworkPolicy')).toMatch(/\n {4}- (?:.*\n)*? {6}ports:\n {8}- port: 9666\n/);
    expect(parse(chart.get('values.yaml')!).networkPolicy.servicesFrom).toEqual([]);
    // What `helm test` tries is there with and without metrics.
    expect(chart.get('templates/tests/services.yaml')).toContain(' 9666 ');
  });

  it('may be at a port of the Service of the webhooks', () => {
    const ports = [
      { name: 'webhook', port: 443, targetPort: 9443 },
      { name: 'monitoring-port', port: 8080 },
    ];
    const clientConfig = { service: { name: 'demo-operator', namespace: 'demo', path: '/check' } };
    const hook = { name: 'check.demo.example.org', clientConfig, sideEffects: 'None', admissionReviewVersions: ['v1'] };
    const configuration = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'demo-checks' },
      webhooks: [hook],
    };
    const chart = chartOf({ service: { spec: { ports, selector } }, others: [configuration] });
    expect(fileOf(chart, 'ServiceMonitor')).toContain('port: monitoring-port');
    expect(fileOf(chart, 'Service').startsWith('{{- if')).toBe(false);
  });

  it.each([
    [
      'a port of a container',
      { container: { ports: [{ name: 'http-prom', containerPort: 8080 }] } },
      'port: http-prom',
    ],
    ['annotations of the pods', { pod: { annotations: { 'prometheus.io/port': '8080' } } }, 'targetPort: 8080'],
  ])('without a Service are read from the pods, as %s says', (_, about, expected) => {
    const chart = chartOf(about);
    expect(fileOf(chart, 'PodMonitor')).toContain(expected);
    const { metrics } = parse(chart.get('values.yaml')!) as { metrics: JsonObject };
    expect(metrics.service).toBeUndefined();
    expect(metrics.serviceMonitor).toBeUndefined();
    expect(chart.get('templates/NOTES.txt')).toContain('metrics.podMonitor.enabled=true');
  });

  it('leave a certificate alone that nothing shows the use of, and its Service with it', () => {
    const certificate = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'demo-metrics-cert', namespace: 'demo' },
      spec: { dnsNames: ['demo-operator.demo.svc'], secretName: 'demo-metrics', issuerRef: { name: 'outside' } },
    };
    const ports = [{ name: 'metricshttps', port: 8443 }];
    const chart = chartOf({ service: { spec: { ports, selector } }, others: [certificate] });
    expect([...chart].filter(({ content }) => /^kind: Certificate$/m.test(content))).toHaveLength(1);
    expect(fileOf(chart, 'Service').startsWith('{{- if')).toBe(false);
  });

  it('are over HTTPS where the name of their port says it', () => {
    const chart = chartOf({ container: { ports: [{ name: 'metricshttps', containerPort: 9120 }] } });
    expect(fileOf(chart, 'PodMonitor')).toContain('scheme: https');
  });

  it('are not what a Service of something else has at a port called http', () => {
    const chart = chartOf({ service: { spec: { ports: [{ name: 'http', port: 80 }], selector } } });
    expect(chart.get('values.yaml')).not.toMatch(/^metrics:/m);
  });
});

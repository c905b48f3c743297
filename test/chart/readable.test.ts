import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildChart } from '../../src/chart/build-chart.ts';
import { fileNameOf } from '../../src/chart/files/file-names.ts';
import { renderYaml } from '../../src/kustomize/render-yaml.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';

const scaffold = renderYaml(
  buildScaffold({
    projectName: 'shop',
    resources: [
      { group: 'store', version: 'v1', kind: 'Order', webhooks: { defaulting: true, validation: true } },
      ...['Cart', 'Item', 'Offer', 'Payment'].map((kind) => ({
        group: 'store',
        version: 'v1',
        kind,
        webhooks: { defaulting: true, validation: true },
      })),
    ],
  }),
  'config/default',
);

describe('values.yaml', () => {
  const lines = (text: string) => text.split('\n').length - 1;

  it('of one manager with webhooks has less than 200 lines', () => {
    const golden = join(import.meta.dirname, '../golden/charts/https-metrics/values.yaml');
    expect(lines(readFileSync(golden, 'utf8'))).toBeLessThan(200);
  });

  it('of nine webhooks has no more than 260', () => {
    expect(scaffold.match(/^ {2}name: [mv][a-z]+-v1\.kb\.io$/gm)?.length).toBeGreaterThan(8);
    expect(lines(buildChart(scaffold).get('values.yaml')!)).toBeLessThanOrEqual(260);
  });
});

describe('templates', () => {
  const chart = buildChart(scaffold);
  const deployment = chart.get('templates/workloads/controller-manager-deployment.yaml')!;

  it('have their fields in the order in which people write them', () => {
    const keys = (indent: number) =>
      [...new Set(deployment.match(new RegExp(`^ {${indent}}(?:- )?[a-zA-Z]+(?=:)`, 'gm')))].map((key) =>
        key.replace(/^[ -]+/, ''),
      );
    expect(keys(0)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
    const container = keys(8).concat(keys(10));
    const known = ['name', 'image', 'command', 'args', 'env', 'ports', 'livenessProbe', 'resources', 'volumeMounts'];
    expect(container.filter((key) => known.includes(key))).toEqual(known);
  });

  it('have the environment of a container in a template of its own', () => {
    expect(deployment).toContain(
      '{{- with include "shop.env.controller-manager" $ | trim }}\n          env:\n            {{- . | nindent 12 }}\n',
    );
  });

  it('say one thing or the other in one block', () => {
    expect(deployment).toContain(
      '{{- if .Values.leaderElection.enabled }}\n            - --leader-elect\n            {{- else }}\n            - --leader-elect=false\n            {{- end }}\n',
    );
  });

  it('leave out a probe of the source where a value is null', () => {
    expect(deployment).toContain('{{- else if not (include "shop.isNull" (list .Values.container "livenessProbe")) }}');
    const { container } = JSON.parse(chart.get('values.schema.json')!).properties;
    expect(container.properties.livenessProbe.type).toEqual(['object', 'null']);
  });

  it('have the images of a release in a list for mirrors, those of its tests and of what it deploys as well', () => {
    const manifests = readFileSync(join(import.meta.dirname, '../conformance/inputs/serving.yaml'), 'utf8');
    const list = buildChart(manifests).get('images.txt')!.trimEnd().split('\n');
    expect(list).toEqual(
      expect.arrayContaining([
        'registry.example.org/forge/anvil:v2.1.0',
        'registry.example.org/forge/hammer:v2',
        expect.stringMatching(/^registry\.k8s\.io\/kubectl:/),
      ]),
    );
    expect(list).toEqual([...new Set(list)].sort());
  });

  it.each([
    ['ClusterRole', 'manager-role', 'manager-cluster-role'],
    ['ClusterRoleBinding', 'manager-rolebinding', 'manager-cluster-role-binding'],
    ['Deployment', 'controller-manager', 'controller-manager-deployment'],
    ['ValidatingWebhookConfiguration', 'validating-webhook-configuration', 'validating-webhook-configuration'],
    ['ValidatingWebhookConfiguration', 'validating', 'validating-webhook-configuration'],
    ['Certificate', 'serving-cert', 'serving-certificate'],
    ['CSIDriver', 'csi.example.com', 'csi.example.com-csi-driver'],
    ['ConfigMap', '', 'config-map'],
    ['CustomResourceDefinition', 'orders.store.my.domain', 'orders.store.my.domain'],
  ])('of a %s %s are in the file %s', (kind, name, file) => {
    expect(fileNameOf(kind, name)).toBe(file);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildChart } from '../../../src/chart/build-chart.ts';

const MANIFESTS = readFileSync(join(import.meta.dirname, '..', '..', 'conformance', 'inputs', 'serving.yaml'), 'utf8');
const IS_SOURCE = '{{- if eq (include "anvil.webhook.certificateSource" $) "serviceCA" }}';

describe('the certificate of OpenShift', () => {
  const chart = buildChart(MANIFESTS);
  const annotated = [
    'webhook/webhook-service',
    'webhook/validating-webhook-configuration',
    'crds/anvils.forge.example.org',
  ];

  it('is the source of manifests that have it, and its annotations stand beside no other source', () => {
    expect(chart.get('templates/_helpers.tpl')).toContain('{{- ternary "certManager" "serviceCA"');
    for (const file of annotated) {
      expect(chart.get(`templates/${file}.yaml`)).toContain(`    ${IS_SOURCE}\n    service.beta.openshift.io/`);
    }
  });

  it('goes into the Secret that the pods mount, under any name of a release', () => {
    const name = '{{ include "anvil.webhook.secretName" $ | quote }}';
    expect(chart.get('templates/webhook/webhook-service.yaml')).toContain(
      `service.beta.openshift.io/serving-cert-secret-name: ${name}`,
    );
    expect(chart.get('templates/workloads/operator-deployment.yaml')).toContain(`secretName: ${name}`);
  });

  it('can be the source of manifests that say nothing of it', () => {
    const plain = buildChart(MANIFESTS.replace(/service\.beta\.openshift\.io\/[a-z-]+: [^,}]+(, )?/g, ''));
    expect(plain.get('templates/_helpers.tpl')).toContain('{{- ternary "certManager" "operator"');
    for (const file of annotated) {
      expect(plain.get(`templates/${file}.yaml`)).toContain(`    ${IS_SOURCE}\n    service.beta.openshift.io/`);
    }
    const schema = JSON.parse(plain.get('values.schema.json')!);
    expect(schema.properties.webhook.properties.certificate.properties.source.enum).toContain('serviceCA');
  });
});

describe('platform', () => {
  it('leaves the ids of users to OpenShift in every security context', () => {
    const chart = buildChart(MANIFESTS);
    const deployment = chart.get('templates/workloads/operator-deployment.yaml')!;
    expect(deployment.match(/include "anvil\.securityContext" \(list \$ \.\)/g)).toHaveLength(2);
    expect(chart.get('templates/_helpers.tpl')).toContain('omit (index . 1) "runAsUser" "runAsGroup" "fsGroup"');
    expect(parse(chart.get('values.yaml')!)).not.toHaveProperty('platform');
    expect(JSON.parse(chart.get('values.schema.json')!).properties.platform.enum).toEqual([
      '',
      'kubernetes',
      'openshift',
    ]);
  });
});

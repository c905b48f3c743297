import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object, webhook } from '../../support/acme-operator.ts';

const IS = (source: string) => `eq (include "acme.webhook.certificateSource" $) "${source}"`;
const MOUNTED = {
  container: { volumeMounts: [{ name: 'certs', mountPath: '/certs' }] },
  pod: { volumes: [{ name: 'certs', secret: { secretName: 'acme-webhook-cert' } }] },
};

describe('webhook.certificate', () => {
  it('comes from one source at a time, each with its objects', () => {
    const chart = acmeChart([manager(MOUNTED), ...webhook()]);
    const source = chart.schema('webhook', 'certificate', 'source')?.enum;
    expect(source).toEqual(['', 'certManager', 'helm', 'existingSecret', 'operator', 'serviceCA']);
    expect(chart.values.certManager).toMatchObject({ enabled: false });
    expect(chart.template('certificates/webhook-serving-certificate.yaml')).toContain(`{{- if ${IS('certManager')} }}`);
    expect(chart.template('webhook/webhook-generated-cert-secret.yaml')).toContain(`{{- if ${IS('helm')} }}`);
    expect(chart.template('webhook/validating-webhook-configuration.yaml')).toContain(
      '{{- if has (include "acme.webhook.certificateSource" $) (list "helm" "existingSecret") }}',
    );
    expect(chart.template('workloads/controller-manager-deployment.yaml')).toContain(
      'secretName: {{ include "acme.webhook.secretName" $ | quote }}',
    );
  });

  it('is mounted where a server makes its own', () => {
    const deployment = acmeChart([manager(), ...webhook()]).template('workloads/controller-manager-deployment.yaml');
    expect(deployment).toContain(`{{- if and .Values.webhook.enabled (not (${IS('operator')})) }}`);
    expect(deployment).toContain('mountPath: /tmp/k8s-webhook-server/serving-certs');
  });

  it('is the Certificate of the manifests where there is one', () => {
    const issuer = object('cert-manager.io/v1', 'Issuer', 'selfsigned', { spec: { selfSigned: {} } });
    const certificate = object('cert-manager.io/v1', 'Certificate', 'serving-cert', {
      spec: {
        dnsNames: ['acme-webhook-service.acme-system.svc'],
        issuerRef: { kind: 'Issuer', name: 'acme-selfsigned' },
        secretName: 'acme-webhook-cert',
      },
    });
    const chart = acmeChart([manager(MOUNTED), ...webhook(), issuer, certificate]);
    expect(chart.values.certManager).toMatchObject({ enabled: true });
    expect(chart.template('certificates/serving-certificate.yaml')).toContain(`{{- if ${IS('certManager')} }}`);
    expect(chart.templates).not.toContain('templates/certificates/webhook-serving-certificate.yaml');
  });
});

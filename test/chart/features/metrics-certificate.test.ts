import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object, service } from '../../support/acme-operator.ts';

const SERVICE = service('metrics-service', [{ name: 'https', port: 8443, targetPort: 8443 }]);
const HAS = '{{- if include "acme.metrics.certificate" $ }}';
const CERTIFICATE = object('cert-manager.io/v1', 'Certificate', 'metrics-certs', {
  spec: {
    dnsNames: ['acme-metrics-service.acme-system.svc'],
    issuerRef: { kind: 'Issuer', name: 'acme-selfsigned' },
    secretName: 'metrics-server-cert',
  },
});

describe('metrics.certificate', () => {
  it('is issued if and only if it is mounted and the flag is set', () => {
    const chart = acmeChart([manager({ container: { args: ['--metrics-bind-address=:8443'] } }), SERVICE]);
    const deployment = chart.template('workloads/controller-manager-deployment.yaml');
    expect(chart.values.metrics).toMatchObject({ certificate: { source: 'operator' } });
    expect(chart.template('certificates/metrics-certificate.yaml')).toContain(
      '{{- if eq (include "acme.metrics.certificateSource" $) "certManager" }}',
    );
    expect(deployment.split(HAS)).toHaveLength(3);
    expect(deployment).toContain(
      '{{- if and (include "acme.metrics.certificate" $) .Values.metrics.certificate.flag }}',
    );
  });

  it('is the Certificate of the manifests, with its mount and its flags', () => {
    const chart = acmeChart([
      manager({
        container: {
          args: ['--metrics-bind-address=:8443', '--metrics-cert-path=/metrics-certs'],
          volumeMounts: [{ name: 'metrics-certs', mountPath: '/metrics-certs' }],
        },
        pod: { volumes: [{ name: 'metrics-certs', secret: { secretName: 'metrics-server-cert' } }] },
      }),
      SERVICE,
      CERTIFICATE,
    ]);
    const deployment = chart.template('workloads/controller-manager-deployment.yaml');
    expect(chart.values.certManager).toMatchObject({ enabled: true });
    expect(deployment).toContain(`${HAS}\n            - --metrics-cert-path=/metrics-certs`);
    expect(deployment).toContain('secretName: {{ include "acme.metrics.secretName" $ | quote }}');
    expect(chart.templates).not.toContain('templates/certificates/metrics-certificate-added.yaml');
  });

  it('is nothing that a server behind plain HTTP could have', () => {
    const plain = service('metrics-service', [{ name: 'http', port: 8080, targetPort: 8080 }]);
    const chart = acmeChart([manager({ container: { args: ['--metrics-bind-address=:8080'] } }), plain]);
    expect(chart.has('metrics', 'certificate')).toBe(false);
  });
});

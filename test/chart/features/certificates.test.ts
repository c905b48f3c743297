import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object, webhook } from '../../support/acme-operator.ts';

const API = 'cert-manager.io/v1';
const certificate = (name: string, issuer: string, spec: object = {}) =>
  object(API, 'Certificate', name, {
    spec: { issuerRef: { kind: 'Issuer', name: `acme-${issuer}` }, secretName: `acme-${name}-secret`, ...spec },
  });
const LEAF = certificate('serving', 'issuer', { dnsNames: ['acme-webhook-service.acme-system.svc'] });
const WHEN = 'eq (include "acme.webhook.certificateSource" $) "certManager"';
const ISSUES = `{{- if and (${WHEN}) (not .Values.certManager.issuerRef.name) }}`;

describe('certificates of the manifests', () => {
  it('take issuer and time from the values', () => {
    const issuer = object(API, 'Issuer', 'issuer', { spec: { selfSigned: {} } });
    const chart = acmeChart([manager(), ...webhook(), issuer, LEAF]);
    const text = chart.template('certificates/serving-certificate.yaml');
    expect(text).toContain('{{- if .Values.certManager.issuerRef.name }}');
    expect(text).toContain('duration: {{ .Values.certManager.duration | quote }}');
    expect(chart.template('certificates/issuer.yaml')).toContain(ISSUES);
  });

  it('have an issuer as long as they need it, with the certificate and the issuer behind it', () => {
    const chart = acmeChart([
      manager(),
      ...webhook(),
      LEAF,
      object(API, 'Issuer', 'issuer', { spec: { ca: { secretName: 'acme-ca-secret' } } }),
      certificate('ca', 'root', { isCA: true }),
      object(API, 'Issuer', 'root', { spec: { selfSigned: {} } }),
    ]);
    for (const file of ['issuer', 'ca-certificate', 'root-issuer']) {
      expect(chart.template(`certificates/${file}.yaml`)).toContain(ISSUES);
    }
  });

  it('keep an issuer that another certificate uses', () => {
    const issuer = object(API, 'Issuer', 'issuer', { spec: { selfSigned: {} } });
    const chart = acmeChart([manager(), ...webhook(), issuer, LEAF, certificate('other', 'issuer')]);
    expect(chart.template('certificates/issuer.yaml')).toMatch(/^apiVersion/);
    expect(chart.template('certificates/other-certificate.yaml')).toMatch(/^apiVersion/);
  });
});

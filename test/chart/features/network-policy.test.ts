import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object, service } from '../../support/acme-operator.ts';

const OPERATOR = [
  manager({ container: { args: ['--metrics-bind-address=:8443'] } }),
  service('metrics-service', [{ name: 'https', port: 8443, targetPort: 8443 }]),
];

describe('networkPolicy', () => {
  it('is one of the chart that is off, and lets in what Services are for', () => {
    const chart = acmeChart([...OPERATOR, service('api', [{ name: 'grpc', port: 9000 }])]);
    const text = chart.template('network-policy/controller-manager-network-policy.yaml');
    expect(chart.values.networkPolicy).toMatchObject({ enabled: false, servicesFrom: [] });
    expect(text).toMatch(/^\{\{- if \.Values\.networkPolicy\.enabled \}\}\n/);
    expect(text).toMatch(/\{\{- if \.Values\.metrics\.enabled \}\}\n {4}-\n.*metricsFrom/);
    expect(text).toContain('- port: 9000');
    expect(text).toContain('{{- if or .Values.networkPolicy.restrictEgress .Values.networkPolicy.egress }}');
  });

  it('of the manifests is on, and what the values add is beside it', () => {
    const policy = object('networking.k8s.io/v1', 'NetworkPolicy', 'allow-metrics-traffic', {
      spec: {
        podSelector: { matchLabels: { 'control-plane': 'controller-manager' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8443, protocol: 'TCP' }] }],
      },
    });
    const chart = acmeChart([...OPERATOR, policy]);
    expect(chart.values.networkPolicy).toMatchObject({ enabled: true, metricsFrom: [{ podSelector: {} }] });
    expect(chart.template('network-policy/allow-metrics-traffic-network-policy.yaml')).toContain(
      '{{- if and .Values.metrics.enabled .Values.networkPolicy.enabled }}',
    );
    expect(chart.template('network-policy/controller-manager-network-policy.yaml')).toContain(
      '{{- if and .Values.networkPolicy.enabled (or .Values.networkPolicy.extraIngress .Values.networkPolicy.restrictEgress .Values.networkPolicy.egress) }}',
    );
  });

  it('is no value of an operator that only runs at times', () => {
    const job = object('batch/v1', 'Job', 'once', {
      spec: { template: { spec: { containers: [{ name: 'once', image: 'example.com/acme:v1' }] } } },
    });
    expect(acmeChart([job]).has('networkPolicy')).toBe(false);
  });
});

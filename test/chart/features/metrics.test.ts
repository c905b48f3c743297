import { describe, expect, it } from 'vitest';
import { acmeChart, bound, manager, object, service } from '../../support/acme-operator.ts';

const SERVICE = service('metrics-service', [{ name: 'https', port: 8443, targetPort: 8443 }]);
const args = (...list: string[]) => manager({ container: { args: list } });

describe('metrics', () => {
  const chart = acmeChart([args('--metrics-bind-address=:8443'), SERVICE]);
  const deployment = chart.template('workloads/controller-manager-deployment.yaml');

  it('switches the endpoint and its Service together', () => {
    expect(chart.values.metrics).toMatchObject({ enabled: true, secure: true, service: { port: 8443 } });
    expect(chart.template('metrics/metrics-service.yaml')).toMatch(/^\{\{- if \.Values\.metrics\.enabled \}\}/);
    expect(deployment).toContain(`            {{- if .Values.metrics.enabled }}
            - --metrics-bind-address=:8443
            {{- else }}
            - --metrics-bind-address=0
            {{- end }}
            {{- if and .Values.metrics.enabled (not .Values.metrics.secure) }}
            - --metrics-secure=false
            {{- end }}
`);
  });

  it('says that nobody is told where no flag shows how', () => {
    const untold = acmeChart([manager(), service('metrics', [{ name: 'metrics', port: 8080 }])]);
    expect(untold.tree.get('values.yaml')).toContain('Whether metrics are read. The manifests do not show how');
    expect(acmeChart([manager()]).has('metrics')).toBe(false);
  });

  it('has roles that only HTTPS needs go with it', () => {
    const reviews = [{ apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] }];
    const both = acmeChart([
      args('--metrics-bind-address=:8443'),
      SERVICE,
      ...bound('ClusterRole', 'metrics-auth-role', reviews),
    ]);
    expect(both.template('rbac/metrics-auth-cluster-role.yaml')).toContain(
      '{{- if and .Values.rbac.create .Values.metrics.enabled .Values.metrics.secure }}',
    );
  });

  it('keeps a Service that serves something else, without the port', () => {
    const shared = acmeChart([
      args('--metrics-bind-address=:8080'),
      service('api', [
        { name: 'grpc', port: 9000 },
        { name: 'metrics', port: 8080 },
      ]),
    ]).template('metrics/api-service.yaml');
    expect(shared).toMatch(/^apiVersion/);
    expect(shared).toMatch(/\{\{- if \.Values\.metrics\.enabled \}\}\n {4}- name: metrics/);
  });

  it('takes the proxy out of the pod', () => {
    const proxy = { name: 'kube-rbac-proxy', image: 'quay.io/brancz/kube-rbac-proxy:v0.18.0' };
    const main = { name: 'manager', image: 'example.com/acme:v1', args: ['--metrics-bind-address=127.0.0.1:8080'] };
    const proxied = acmeChart([manager({ pod: { containers: [proxy, main] } }), SERVICE]);
    expect(proxied.template('workloads/controller-manager-deployment.yaml')).toMatch(
      /\{\{- if \.Values\.metrics\.enabled \}\}\n {8}- name: kube-rbac-proxy/,
    );
    expect(proxied.has('metrics', 'secure')).toBe(false);
  });

  it('lets the accounts of the values read', () => {
    const readers = chart.template('rbac/metrics-readers-cluster-role-binding.yaml');
    expect(readers).toContain('{{- if and .Values.metrics.enabled .Values.metrics.secure .Values.metrics.readers }}');
    expect(readers).toContain('{{- range .Values.metrics.readers }}');
    const inSource = object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'metrics-reader', {
      rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
    });
    const given = acmeChart([args('--metrics-bind-address=:8443'), SERVICE, inSource]);
    expect(given.templates).not.toContain('templates/rbac/metrics-readers-cluster-role.yaml');
    expect(given.template('rbac/metrics-readers-cluster-role-binding.yaml')).toContain('"metrics-reader"');
  });
});

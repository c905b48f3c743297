import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object, service } from '../../support/acme-operator.ts';

const OPERATOR = [
  manager({ container: { args: ['--metrics-bind-address=:8443'] } }),
  service('metrics-service', [{ name: 'https', port: 8443, targetPort: 8443 }], { labels: { app: 'acme' } }),
];
const monitor = (metadata: { namespace?: string } = {}) => {
  const made = object('monitoring.coreos.com/v1', 'ServiceMonitor', 'monitor', {
    spec: { selector: { matchLabels: { app: 'acme' } }, endpoints: [{ port: 'https', scheme: 'https' }] },
  });
  return { ...made, metadata: { name: 'acme-monitor', ...metadata } };
};

describe('monitors', () => {
  const chart = acmeChart(OPERATOR);
  const skips = (key: string) =>
    `(or (ne (.Values.metrics.${key}.renderMode | default "alwaysRender") "skipIfMissing") (.Capabilities.APIVersions.Has "monitoring.coreos.com/v1"))`;

  it('are offered where the manifests have none, and are off', () => {
    for (const [key, file] of [
      ['serviceMonitor', 'metrics-service-monitor'],
      ['podMonitor', 'metrics-pod-monitor'],
      ['prometheusRule', 'alerts-prometheus-rule'],
    ] as const) {
      expect(chart.values.metrics).not.toMatchObject({ [key]: { enabled: true } });
      expect(chart.template(`metrics/${file}.yaml`).split('\n')[0]).toBe(
        `{{- if and .Values.metrics.enabled .Values.metrics.${key}.enabled ${skips(key)} }}`,
      );
    }
    expect(chart.template('checks.yaml')).toContain('the same metrics would be read twice');
  });

  it('of the manifests are on, and have what they have', () => {
    const given = acmeChart([...OPERATOR, monitor({ namespace: 'acme-system' })]);
    expect(given.values.metrics).toMatchObject({ serviceMonitor: { enabled: true } });
    expect(given.templates.filter((path) => path.includes('service-monitor'))).toHaveLength(1);
  });

  it('read a certificate that is verified where there is one', () => {
    const text = chart.template('metrics/metrics-service-monitor.yaml');
    expect(text).toContain('serverName: "{{ include "acme.resourceName" (list $ "metrics-service") }}');
    expect(text).toContain('insecureSkipVerify: true');
  });

  it('say their namespace once, whoever names it', () => {
    const text = acmeChart([...OPERATOR, monitor()]).template('metrics/service-monitor.yaml');
    expect(text).toContain(`  {{- if .Values.metrics.serviceMonitor.namespace }}
  namespace: {{ .Values.metrics.serviceMonitor.namespace | quote }}
  {{- else if .Values.namespaceOverride }}
  namespace: {{ .Values.namespaceOverride | quote }}
  {{- end }}
`);
    expect(text.match(/^ {2}namespace:/gm)).toHaveLength(2);
  });
});

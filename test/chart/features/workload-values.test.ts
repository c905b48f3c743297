import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object } from '../../support/acme-operator.ts';

describe('values of workloads', () => {
  const agent = object('apps/v1', 'DaemonSet', 'agent', {
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: { containers: [{ name: 'agent', image: 'example.com/agent:v1' }] },
      },
    },
  });
  const resources = { limits: { cpu: '500m' } };
  const proxy = { name: 'proxy', image: 'example.com/proxy:v9' };
  const main = { name: 'manager', image: 'example.com/acme:v1', resources, env: [{ name: 'LEVEL', value: 'info' }] };
  const chart = acmeChart([manager({ pod: { containers: [main, proxy] } }), agent]);
  const deployment = chart.template('workloads/controller-manager-deployment.yaml');

  it('have the fields of the manifests for their defaults, the manager at the top', () => {
    expect(chart.values).toMatchObject({ replicaCount: 1, resources, env: { LEVEL: 'info' } });
    expect(deployment).toContain('{{- if not (kindIs "invalid" .Values.replicaCount) }}');
    expect(deployment).toContain('{{- with .Values.resources }}');
  });

  it('stand under a key for every other workload and container', () => {
    expect(chart.values).toMatchObject({ agent: { image: { repository: 'agent' } }, proxy: { image: { tag: 'v9' } } });
    expect(chart.template('workloads/agent-daemon-set.yaml')).toContain('(list $ .Values.agent.image');
    expect(chart.has('agent', 'replicaCount')).toBe(false);
  });

  it('add to lists behind what the manifests have', () => {
    expect(deployment).toMatch(/\{\{- range \.Values\.extraArgs \}\}/);
    expect(deployment).toMatch(/\{\{- with \.Values\.pod\.extraVolumes \}\}/);
    expect(deployment).toMatch(/\{\{- with \.Values\.container\.extraVolumeMounts \}\}/);
  });
});

import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object } from '../../support/acme-operator.ts';

const NAMESPACE = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'acme-system', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
} as never;

describe('namespace', () => {
  it('is rendered where it is asked for, and its labels are told', () => {
    const chart = acmeChart([manager(), NAMESPACE]);
    expect(chart.template('cluster/system-namespace.yaml')).toMatch(/^\{\{- if \.Values\.namespace\.create \}\}\n/);
    expect(chart.schema('namespace', 'create')).toMatchObject({ type: 'boolean' });
    const told = chart.tree.report.assumptions.find(({ code }) => code === 'namespace-not-rendered');
    expect(told?.message).toContain('pod-security.kubernetes.io/enforce');
    expect(acmeChart([manager()]).has('namespace')).toBe(false);
  });

  it('is that of the release for objects that have none, unless the values say otherwise', () => {
    const bare = { ...object('v1', 'Secret', 'token', { stringData: { a: 'b' } }), metadata: { name: 'acme-token' } };
    const text = acmeChart([manager(), bare]).tree.get('templates/config/token-secret.yaml');
    expect(text).toContain(
      '  {{- if .Values.namespaceOverride }}\n  namespace: {{ .Values.namespaceOverride | quote }}',
    );
  });
});

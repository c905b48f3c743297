import { describe, expect, it } from 'vitest';
import { account, acmeChart, bound, manager } from '../../support/acme-operator.ts';

const GEARS = { apiGroups: ['acme.example.com'], resources: ['gears'], verbs: ['get'] };
const NODES = { apiGroups: [''], resources: ['nodes'], verbs: ['get'] };

function chartWith(container: { args?: string[]; env?: { name: string; value: string }[] }, rules = [GEARS]) {
  return acmeChart([account(), manager({ container }), ...bound('ClusterRole', 'manager-role', rules)]);
}

describe('watchNamespaces', () => {
  it('puts Roles in the namespaces in the place of a ClusterRole', () => {
    const chart = chartWith({ env: [{ name: 'WATCH_NAMESPACE', value: '' }] });
    expect(chart.values.watchNamespaces).toEqual([]);
    expect(chart.template('rbac/manager-cluster-role.yaml')).toContain(
      '{{- if and .Values.rbac.create (not .Values.watchNamespaces) }}',
    );
    const role = chart.template('rbac/manager-role-watched-role.yaml');
    expect(role.split('\n').slice(0, 2)).toEqual([
      '{{- if and .Values.rbac.create .Values.watchNamespaces }}',
      '{{- range $namespace := .Values.watchNamespaces }}',
    ]);
    expect(role).toContain('namespace: {{ $namespace | quote }}');
  });

  it('leaves what only a ClusterRole can grant', () => {
    const chart = chartWith({ env: [{ name: 'WATCH_NAMESPACE', value: '' }] }, [GEARS, NODES]);
    const [first, second] = chart.template('rbac/manager-cluster-role.yaml').split('{{- else }}');
    expect(first).toContain('- gears');
    expect(second).toContain('- nodes');
    expect(second).not.toContain('- gears');
  });

  it('tells the operator by its variable or its flag', () => {
    const byVariable = chartWith({ env: [{ name: 'WATCH_NAMESPACE', value: 'default' }] });
    expect(byVariable.template('_helpers.tpl')).toMatch(
      /\{\{- if \.Values\.watchNamespaces \}\}\n *value: \{\{ join "," \.Values\.watchNamespaces \| quote \}\}\n *\{\{- else \}\}/,
    );
    expect(byVariable.values.env).toEqual({ WATCH_NAMESPACE: 'default' });
    const joined = chartWith({ args: ['--watch-namespaces=default'] });
    expect(joined.template('workloads/controller-manager-deployment.yaml')).toContain(
      '- "--watch-namespaces={{ join "," .Values.watchNamespaces }}"',
    );
    const apart = chartWith({ args: ['--watch-namespaces', 'default', '--other'] });
    expect(apart.template('workloads/controller-manager-deployment.yaml')).toMatch(
      /- --watch-namespaces\n.*if not \.Values\.watchNamespaces.*\n *- default\n.*else.*\n *- "\{\{ join .*\n.*end.*\n *- --other/,
    );
  });

  it('is no value where the operator could not be told', () => {
    expect(chartWith({}).has('watchNamespaces')).toBe(false);
  });
});

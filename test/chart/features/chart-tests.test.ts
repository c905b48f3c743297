import { describe, expect, it } from 'vitest';
import { account, acmeChart, bound, definition, manager, service, webhook } from '../../support/acme-operator.ts';

describe('tests', () => {
  it('ask for Services and workloads under the conditions of each', () => {
    const rules = [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }];
    const chart = acmeChart([account(), manager(), ...bound('ClusterRole', 'manager-role', rules), ...webhook()]);
    expect(chart.values.tests).toEqual({ enabled: true });
    const services = chart.template('tests/services.yaml');
    expect(services).toContain('{{- if .Values.webhook.enabled }}');
    expect(services).toContain('(list $ "webhook-service")');
    expect(chart.template('tests/operator.yaml')).toContain('.Values.rbac.create');
    expect(chart.template('tests/operator.yaml')).toContain('(list $ "controller-manager")');
  });

  it('try the custom resources of the samples', () => {
    const samples = [{ apiVersion: 'acme.example.com/v1', kind: 'Gear', metadata: { name: 'gear-sample' } }];
    const chart = acmeChart([manager(), definition()], { samples });
    expect(chart.template('_helpers.tpl')).toContain('{{- define "acme.testResources" -}}');
    expect(chart.has('tests', 'customResources')).toBe(true);
    expect(acmeChart([manager()]).has('tests', 'customResources')).toBe(false);
  });

  it('are none where nothing can be tried', () => {
    expect(acmeChart([definition()]).has('tests')).toBe(false);
    expect(acmeChart([service('api', [{ port: 80 }])]).has('tests')).toBe(false);
  });
});

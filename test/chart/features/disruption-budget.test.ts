import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object } from '../../support/acme-operator.ts';

const budget = (spec: object) =>
  object('policy/v1', 'PodDisruptionBudget', 'budget', {
    spec: { selector: { matchLabels: { 'control-plane': 'controller-manager' } }, ...spec },
  });
const ADDED = 'workloads/controller-manager-pod-disruption-budget.yaml';

describe('podDisruptionBudget', () => {
  it('is one of the chart that is off; one pod stays unless something is said', () => {
    const chart = acmeChart([manager()]);
    expect(chart.values.podDisruptionBudget).toEqual({ enabled: false });
    expect(chart.template(ADDED)).toContain('{{- if .Values.podDisruptionBudget.enabled }}');
    expect(chart.template(ADDED)).toContain('ternary 1 .Values.podDisruptionBudget.minAvailable');
  });

  it('of the manifests has their number, and what is set beside it goes before', () => {
    const chart = acmeChart([manager(), budget({ minAvailable: 2 })]);
    expect(chart.values.podDisruptionBudget).toEqual({ enabled: true, minAvailable: 2 });
    const text = chart.template('workloads/pod-disruption-budget.yaml');
    expect(text).toContain('{{- if not (kindIs "invalid" .Values.podDisruptionBudget.maxUnavailable) }}');
    expect(text).toContain(
      '{{- if and (kindIs "invalid" .Values.podDisruptionBudget.maxUnavailable) (not (kindIs "invalid" .Values.podDisruptionBudget.minAvailable)) }}',
    );
    expect(chart.templates).not.toContain(`templates/${ADDED}`);
    expect(chart.template('checks.yaml')).toContain('podDisruptionBudget.enabled=true needs minAvailable');
  });

  it('is for what keeps pods running', () => {
    const agent = object('apps/v1', 'DaemonSet', 'agent', {
      spec: { selector: {}, template: { spec: { containers: [{ name: 'agent', image: 'example.com/a:v1' }] } } },
    });
    expect(acmeChart([manager(), agent]).has('agent', 'podDisruptionBudget')).toBe(false);
  });
});

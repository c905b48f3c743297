import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object } from '../../support/acme-operator.ts';

const ELECTS = { container: { args: ['--leader-elect'] } };
const ADDED = 'workloads/controller-manager-horizontal-pod-autoscaler.yaml';

describe('autoscaling', () => {
  it('is off, and where it is on the workload has no number of pods of its own', () => {
    const chart = acmeChart([manager(ELECTS)]);
    expect(chart.values.autoscaling).toEqual({ enabled: false });
    expect(chart.template(ADDED)).toMatch(/^\{\{- if \.Values\.autoscaling\.enabled \}\}\n/);
    expect(chart.template('workloads/controller-manager-deployment.yaml')).toContain(
      '{{- if and (not (kindIs "invalid" .Values.replicaCount)) (not .Values.autoscaling.enabled) }}',
    );
    expect(chart.template('checks.yaml')).toContain('autoscaling.minReplicas is above autoscaling.maxReplicas');
    expect(chart.template('checks.yaml')).toContain('leaderElection.enabled=false and autoscaling.maxReplicas above 1');
  });

  it('is no value of a manager that would act several times at once', () => {
    const chart = acmeChart([manager()]);
    expect(chart.has('autoscaling')).toBe(false);
    expect(chart.template('workloads/controller-manager-deployment.yaml')).not.toContain('autoscaling');
    expect(acmeChart([manager({ spec: { replicas: 2 } })]).has('autoscaling')).toBe(true);
  });

  it('leaves an autoscaler of the manifests to itself', () => {
    const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'acme-controller-manager' },
        maxReplicas: 3,
      },
    });
    expect(acmeChart([manager(ELECTS), scaler]).has('autoscaling')).toBe(false);
  });
});

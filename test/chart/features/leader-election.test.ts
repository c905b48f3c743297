import { describe, expect, it } from 'vitest';
import { account, acmeChart, bound, manager } from '../../support/acme-operator.ts';

const LEASES = [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create'] }];

function chartWith(args: string[], replicas = 1) {
  const roles = bound('Role', 'leader-election-role', LEASES);
  return acmeChart([account(), manager({ container: { args }, spec: { replicas } }), ...roles]);
}

describe('leaderElection', () => {
  it('is the flag, and the roles that only the election needs', () => {
    const chart = chartWith(['--leader-elect', '--zap-devel']);
    expect(chart.values.leaderElection).toEqual({ enabled: true });
    expect(
      chart.template('workloads/controller-manager-deployment.yaml'),
    ).toContain(`            {{- if .Values.leaderElection.enabled }}
            - --leader-elect
            {{- else }}
            - --leader-elect=false
            {{- end }}
            - --zap-devel
`);
    for (const file of ['leader-election-role', 'leader-election-role-binding']) {
      expect(chart.template(`rbac/${file}.yaml`)).toContain('and .Values.rbac.create .Values.leaderElection.enabled');
    }
    expect(chart.template('checks.yaml')).toContain('leaderElection.enabled=false and replicaCount above 1');
  });

  it('is off where the manifests say so, and keeps what they have for it', () => {
    const chart = chartWith(['--leader-elect=false']);
    expect(chart.values.leaderElection).toEqual({ enabled: false });
    expect(chart.template('rbac/leader-election-role.yaml')).not.toContain('leaderElection');
    expect(chartWith(['--leader-elect=false'], 2).template('checks.yaml')).not.toContain('and replicaCount above 1');
  });

  it('is no value where no flag shows it', () => {
    expect(chartWith([]).has('leaderElection')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { account, acmeChart, bound, definition, manager, object } from '../../support/acme-operator.ts';

const ROLE = 'rbac.authorization.k8s.io/v1';
const rule = (verbs: string[]) => ({ apiGroups: ['acme.example.com'], resources: ['gears'], verbs });

describe('rbac', () => {
  it('switches roles and bindings together', () => {
    const chart = acmeChart([account(), manager(), ...bound('ClusterRole', 'manager-role', [rule(['get'])])]);
    expect(chart.values.rbac).toEqual({ create: true });
    for (const file of ['manager-cluster-role', 'manager-cluster-role-binding']) {
      expect(chart.template(`rbac/${file}.yaml`)).toMatch(/^\{\{- if \.Values\.rbac\.create \}\}\n/);
    }
    expect(acmeChart([account(), manager()]).has('rbac')).toBe(false);
  });

  it('lets roles for people join those of Kubernetes', () => {
    const viewer = object(ROLE, 'ClusterRole', 'gear-viewer-role', { rules: [rule(['get', 'list'])] });
    const editor = object(ROLE, 'ClusterRole', 'gear-editor-role', { rules: [rule(['get', 'update'])] });
    const chart = acmeChart([manager(), definition(), viewer, editor]);
    const label = (level: string) => `rbac.authorization.k8s.io/aggregate-to-${level}: "true"`;
    expect(chart.has('rbac', 'aggregateToView')).toBe(true);
    expect(chart.has('rbac', 'aggregateToAdmin')).toBe(false);
    const text = chart.template('rbac/gear-viewer-cluster-role.yaml');
    expect(text).toMatch(/\{\{- if \.Values\.rbac\.aggregateToView \}\}\n {4}rbac/);
    expect(['view', 'edit', 'admin'].every((level) => text.includes(label(level)))).toBe(true);
    expect(chart.template('rbac/gear-editor-cluster-role.yaml')).not.toContain(label('view'));
  });
});

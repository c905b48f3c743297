import { describe, expect, it } from 'vitest';
import { account, acmeChart, manager } from '../../support/acme-operator.ts';

describe('serviceAccount', () => {
  it('is the account of the manifests, or one that is there', () => {
    const chart = acmeChart([account(), manager()]);
    expect(chart.values.serviceAccount).toMatchObject({ create: true, name: '', annotations: {} });
    expect(chart.template('rbac/controller-manager-service-account.yaml')).toMatch(
      /^\{\{- if \.Values\.serviceAccount\.create \}\}\n/,
    );
    expect(chart.template('workloads/controller-manager-deployment.yaml')).toContain(
      'serviceAccountName: {{ include "acme.serviceAccountName" $ | quote }}',
    );
  });

  it('can be made where the manifests have none', () => {
    const named = acmeChart([manager()]);
    expect(named.values.serviceAccount).toMatchObject({ create: false, name: 'acme-controller-manager' });
    const without = acmeChart([manager({ pod: { serviceAccountName: '' } })]);
    expect(without.values.serviceAccount).toMatchObject({ create: false, name: '' });
    expect(without.template('workloads/controller-manager-deployment.yaml')).toContain(
      '{{- if or .Values.serviceAccount.create .Values.serviceAccount.name }}',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { acmeChart, definition, manager, service, webhook } from '../../support/acme-operator.ts';

const CERTS = {
  container: {
    args: ['--webhook-cert-path=/certs'],
    ports: [{ containerPort: 9443, name: 'webhook-server' }],
    volumeMounts: [{ name: 'certs', mountPath: '/certs' }],
  },
  pod: { volumes: [{ name: 'certs', secret: { secretName: 'acme-webhook-cert' } }] },
};
const CONVERSION = {
  strategy: 'Webhook',
  webhook: {
    conversionReviewVersions: ['v1'],
    clientConfig: { service: { name: 'acme-webhook-service', namespace: 'acme-system', path: '/convert' } },
  },
};

describe('webhook', () => {
  const chart = acmeChart([manager(CERTS), ...webhook()]);
  const deployment = chart.template('workloads/controller-manager-deployment.yaml');

  it('takes configurations, their Service and what the server needs for them in and out together', () => {
    expect(chart.values.webhook).toMatchObject({ enabled: true });
    expect(chart.template('webhook/validating-webhook-configuration.yaml')).toMatch(
      /^\{\{- if \.Values\.webhook\.enabled/,
    );
    expect(chart.template('webhook/webhook-service.yaml')).toMatch(/^\{\{- if \.Values\.webhook\.enabled/);
    for (const line of ['- --webhook-cert-path=/certs', '- name: certs', 'ports:']) {
      expect(deployment).toMatch(new RegExp(`\\{\\{- if \\.Values\\.webhook\\.enabled \\}\\}\n *${line}`));
    }
    expect(chart.codes).toContain('webhook-switch');
  });

  it('has a section for every webhook, by its name', () => {
    const names = chart.schema('webhook', 'validating')?.properties as Record<string, object>;
    expect(Object.keys(names)).toEqual(['vgear.kb.io']);
    expect(chart.template('webhook/validating-webhook-configuration.yaml')).toContain(
      '(index .Values.webhook.validating "vgear.kb.io" | default dict).failurePolicy',
    );
  });

  it('has the operator told by the variable that its program reads', () => {
    expect(chart.template('_helpers.tpl')).toContain(
      '{{- if not (or .Values.webhook.enabled (hasKey .Values.env "ENABLE_WEBHOOKS")) }}',
    );
    const given = acmeChart([
      manager({ container: { env: [{ name: 'ENABLE_WEBHOOKS', value: 'true' }] } }),
      ...webhook(),
    ]).template('_helpers.tpl');
    expect(given).toContain('"false" (not (empty .Values.webhook.enabled)) | quote');
  });

  it('cannot go while definitions convert through it', () => {
    const text = acmeChart([manager(CERTS), ...webhook(), definition(CONVERSION)]).template('checks.yaml');
    expect(text).toContain('webhook.enabled=false and crds.enabled=true');
  });

  it('is no value without webhooks', () => {
    expect(acmeChart([manager(), service('api', [{ port: 80 }])]).has('webhook')).toBe(false);
  });
});

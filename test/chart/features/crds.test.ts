import { describe, expect, it } from 'vitest';
import { acmeChart, definition, manager, webhook } from '../../support/acme-operator.ts';

const FILE = 'crds/gears.acme.example.com.yaml';

describe('crds', () => {
  it('says whether the definitions are there and whether they stay', () => {
    const chart = acmeChart([manager(), definition()]);
    expect(chart.values.crds).toEqual({ enabled: true, keep: true });
    expect(chart.template(FILE)).toMatch(/^\{\{- if \.Values\.crds\.enabled \}\}\n/);
    expect(chart.template(FILE)).toContain('{{- if .Values.crds.keep }}\n    helm.sh/resource-policy: keep');
    expect(acmeChart([manager()]).has('crds')).toBe(false);
  });

  it('has annotations of the values behind all that features say', () => {
    const conversion = {
      strategy: 'Webhook',
      webhook: {
        conversionReviewVersions: ['v1'],
        clientConfig: { service: { name: 'acme-webhook-service', namespace: 'acme-system' } },
      },
    };
    expect(acmeChart([manager(), ...webhook(), definition(conversion)]).template(FILE)).toContain(
      'omit (.Values.crds.annotations | default dict) "cert-manager.io/inject-ca-from" "service.beta.openshift.io/inject-cabundle" "helm.sh/resource-policy"',
    );
  });
});

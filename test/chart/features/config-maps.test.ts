import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object, service } from '../../support/acme-operator.ts';

describe('configMaps', () => {
  const job = object('batch/v1', 'Job', 'migrate', {
    spec: { template: { spec: { containers: [{ name: 'migrate', image: 'example.com/acme:v1' }] } } },
  });
  const settings = (data: Record<string, string>) => object('v1', 'ConfigMap', 'settings-f4chf695ct', { data });

  it('are the texts by name and key, without the hash of a generator', () => {
    const chart = acmeChart([manager(), settings({ LEVEL: 'info' })]);
    expect(chart.values.configMaps).toEqual({ settings: { LEVEL: 'info' } });
  });

  it('are templates where they name objects', () => {
    const data = { 'a.yaml': 'url: http://acme-api.acme-system.svc:80\njob: acme-migrate\n' };
    const chart = acmeChart([manager(), service('api', [{ port: 80 }]), job, settings(data)]);
    const text = (chart.values.configMaps as unknown as { settings: Record<string, string> }).settings['a.yaml'];
    expect(text).toContain(
      'http://{{ include "acme.resourceName" (list $ "api") }}.{{ include "acme.namespace" $ }}.svc:80',
    );
    // The Job's name changes with the revision, and so does what is said of it.
    expect(text).toContain(
      'job: {{ include "acme.revisionName" (list $ (include "acme.resourceName" (list $ "migrate"))) }}',
    );
  });

  it('leave out what is long', () => {
    const chart = acmeChart([manager(), settings({ long: 'x'.repeat(9000) })]);
    expect(chart.has('configMaps')).toBe(false);
  });
});

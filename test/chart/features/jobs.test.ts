import { describe, expect, it } from 'vitest';
import { acmeChart, manager, object } from '../../support/acme-operator.ts';

const job = (annotations: Record<string, string> = {}) =>
  object('batch/v1', 'Job', 'migrate', {
    metadata: { annotations },
    spec: { template: { spec: { containers: [{ name: 'migrate', image: 'example.com/acme:v1' }] } } },
  });
const FILE = 'workloads/migrate-job.yaml';

describe('Jobs', () => {
  it('are called by the revision from the first upgrade on', () => {
    const chart = acmeChart([manager(), job()]);
    const name = 'include "acme.revisionName" (list $ (include "acme.resourceName" (list $ "migrate")))';
    expect(chart.template(FILE)).toContain(`  name: {{ ${name} | quote }}`);
    expect(chart.template('_helpers.tpl')).toContain('{{- define "acme.revisionName" -}}');
    expect(chart.codes).toContain('job-revision');
  });

  it('that are hooks, or keep their names, stay as they are', () => {
    for (const chart of [
      acmeChart([manager(), job({ 'helm.sh/hook': 'pre-install' })]),
      acmeChart([manager(), job()], { keepNames: ['Job/acme-migrate'] }),
    ]) {
      expect(chart.template(FILE)).not.toContain('revisionName');
      expect(chart.template('_helpers.tpl')).not.toContain('revisionName');
    }
  });
});

import { describe, expect, it } from 'vitest';
import { account, acmeChart, definition, manager } from '../../support/acme-operator.ts';

describe('values of every chart', () => {
  it('are those of names, labels and further objects', () => {
    const chart = acmeChart([account(), manager()]);
    expect(chart.values).toMatchObject({ nameOverride: '', fullnameOverride: '', commonLabels: {}, extraObjects: [] });
    expect(chart.template('extra-objects.yaml')).toContain('{{- range .Values.extraObjects }}');
    expect(chart.template('_helpers.tpl')).toContain('.Values.commonLabels');
  });

  it('leave out what nothing in the chart would follow', () => {
    const chart = acmeChart([definition()]);
    expect(chart.has('namespaceOverride')).toBe(false);
    expect(chart.has('global', 'imageRegistry')).toBe(false);
    expect(chart.has('platform')).toBe(false);
    expect(acmeChart([manager()]).has('global', 'imageRegistry')).toBe(true);
  });
});

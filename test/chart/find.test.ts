import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../src/chart/draft.ts';
import { findFeatures } from '../../src/chart/find/find-features.ts';
import { planChart } from '../../src/chart/plan-chart.ts';
import { readManifests } from '../../src/chart/read-manifests.ts';
import { printTemplate } from '../../src/chart/template/print.ts';
import { account, bound, manager, service, webhook } from '../support/acme-operator.ts';

const INPUTS = join(import.meta.dirname, '..', 'conformance', 'inputs');

function findIn(objects: Parameters<typeof readManifests>[0]) {
  const { input, images } = planChart(readManifests(objects), {});
  return { input, found: findFeatures(input, images) };
}

describe('finding', () => {
  it.each(readdirSync(INPUTS))('changes nothing: %s', (file) => {
    const { input, images, report, values, choices } = planChart(
      readManifests(readFileSync(join(INPUTS, file), 'utf8')),
      {},
    );
    const state = () => ({
      documents: input.documents.map(({ root, guards }) => [printTemplate(root), guards.size]),
      names: input.graph.nodes.map(({ id }) => JSON.stringify(input.names.name(id))),
      values: values.section.toJson(),
      keys: { ...choices.keys },
      assumptions: report.assumptions.length,
    });
    const before = state();
    const found = findFeatures(input, images);
    expect(state()).toEqual(before);
    // So it finds the same again.
    expect(findFeatures(input, images)).toEqual(found);
  });

  it('gives items of the trees, which edits of others do not move', () => {
    const { input, found } = findIn([
      account(),
      manager({ container: { args: ['--first', '--leader-elect', '--watch-namespaces=a'] } }),
      ...bound('Role', 'leader-election-role', [{ apiGroups: [''], resources: ['events'], verbs: ['create'] }]),
    ]);
    expect(found.leaderElection?.argument.text).toBe('--leader-elect');
    expect(found.leaderElection?.roles.map(({ kind }) => kind)).toEqual(['Role', 'RoleBinding']);
    expect(found.watched?.argument?.start).toBe('--watch-namespaces=');
    const { list, item } = found.leaderElection!.argument;
    expect(list.items.indexOf(item)).toBe(1);
    expect(documentOf(input, found.leaderElection!.roles[0]!.node!.id)).toBe(found.leaderElection!.roles[0]);
  });

  it('tells what one thing means for another', () => {
    const metrics = service('metrics-service', [{ name: 'https', port: 8443, targetPort: 8443 }]);
    const { found } = findIn([
      manager({ container: { args: ['--metrics-bind-address=:8443'] } }),
      metrics,
      ...webhook(),
    ]);
    expect(found.metrics?.certificateFrom).toBe('chart');
    expect(found.certManager).toMatchObject({ inSource: false, behind: 'webhooks' });
    expect(found.webhooks?.switched.size).toBe(1);
    expect(found.tests?.services.map(({ node }) => node?.name)).toEqual([
      'acme-metrics-service',
      'acme-webhook-service',
    ]);
    expect(findIn([manager(), metrics]).found.certManager?.behind).toBe('metrics');
    expect(findIn([manager()]).found).toMatchObject({
      webhooks: undefined,
      metrics: undefined,
      certManager: undefined,
    });
  });
});

import { listAt, valueAt } from '../../kubernetes/identity.ts';
import { type Document, type Draft, managerOf } from '../draft.ts';
import { renderFile } from '../files/render-file.ts';
import { goString } from '../template/escape.ts';
import { operand } from '../template/nodes.ts';
import { BOOLEAN, STRING } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';
import type { MetricsWithTls } from './metrics/metrics.ts';
import type { Webhooks } from './webhooks/find-webhooks.ts';

/** Files that speak to the person who installs: NOTES.txt and a `helm test`. */
export function addNotesAndTests(
  draft: Draft,
  metrics: MetricsWithTls | undefined,
  webhooks: Webhooks | undefined,
): void {
  draft.files['templates/NOTES.txt'] = renderFile('NOTES.txt', {
    chart: draft.chart,
    manager: managerOf(draft) !== undefined,
    crds: draft.values.section.has('crds'),
    webhooks: webhooks !== undefined,
    metrics: metrics === undefined ? undefined : metricsNotes(draft, metrics),
  });
  const services = [metrics?.service, ...(webhooks?.services ?? [])].filter((service) => service !== undefined);
  if (services.length === 0) return;
  const scope = subScope(
    draft.values,
    'tests',
    'The test that `helm test` runs: whether the Services have ready pods.',
  );
  scope.section.set('enabled', true, 'Whether there is a test.', BOOLEAN);
  const { section } = subScope(scope, 'image', 'Image of the test; it needs sh and nc.');
  section.set('registry', '', 'Registry put before the repository.', STRING);
  section.set('repository', 'docker.io/library/busybox', 'Repository of the image.', STRING);
  section.set('tag', '1.37', 'Tag of the image.', STRING);
  section.set('digest', '', 'Digest of the image; goes before the tag.', STRING);
  draft.files['templates/tests/services.yaml'] = renderFile('service-test.yaml', {
    chart: draft.chart,
    services: [...new Set(services)].map((service) => ({
      condition:
        service.guards.length === 0
          ? undefined
          : service.guards.length === 1
            ? service.guards[0]
            : `and ${service.guards.map(operand).join(' ')}`,
      name: expression(draft, service),
      namespace: namespaceOf(draft, service),
      port:
        service === metrics?.service
          ? '.Values.metrics.service.port'
          : String(valueAt(listAt(service.manifest?.object, 'spec', 'ports')[0], 'port') ?? 443),
    })),
  });
}

function metricsNotes(draft: Draft, metrics: MetricsWithTls): object {
  const { service, reader, https, canBeInsecure, tls } = metrics;
  return {
    service: expression(draft, service),
    reader: https === undefined || reader === undefined ? undefined : expression(draft, reader),
    secure: https === undefined ? undefined : canBeInsecure ? '$.Values.metrics.secure' : 'true',
    unverified: tls === undefined ? 'true' : `not (${tls.condition})`,
    certificate: tls !== undefined,
    podMonitor: draft.values.section.section('metrics').has('podMonitor'),
  };
}

function expression(draft: Draft, document: Document): string {
  const name = draft.names.name(document.node!.id);
  return typeof name === 'string' ? goString(name) : name.expression;
}

function namespaceOf(draft: Draft, document: Document): string {
  const namespace = document.node?.namespace;
  const name = namespace === undefined ? draft.names.include('namespace') : draft.names.namespace(namespace);
  return typeof name === 'string' ? goString(name) : name.expression;
}

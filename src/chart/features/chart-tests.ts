import { groupOf, listAt, stringAt, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { addHelper, type Document, type Draft } from '../draft.ts';
import { conditionOf } from '../files/print-document.ts';
import { renderFile } from '../files/render-file.ts';
import type { Found } from '../find/found.ts';
import type { MetricsService } from '../find/metrics-port.ts';
import { escapeTemplate, goString } from '../template/escape.ts';
import { BOOLEAN, STRING } from '../values/schema-types.ts';
import { type Scope, subScope } from '../values/values-model.ts';
import { addGlobalValues } from './chart-wide.ts';

/** `tests`: what `helm test` runs (helm.sh/docs/topics/chart_tests). */
export function addTests(draft: Draft, found: Found): void {
  if (found.tests === undefined) return;
  const { services, workloads } = found.tests;
  // Without workloads the tests' are the only images.
  if (draft.workloads.length === 0) addGlobalValues(draft);
  const scope = subScope(draft.values, 'tests', 'What `helm test` runs.');
  scope.section.set('enabled', true, 'Whether there are tests.', BOOLEAN);
  if (services.length > 0) addServiceTest(draft, scope, found);
  if (workloads.length > 0) addOperatorTest(draft, scope, found);
}

function addImage(
  draft: Draft,
  scope: Scope,
  key: string,
  description: string,
  image: readonly [string, string],
): void {
  draft.testImages.push({
    name: key === 'image' ? 'test' : `test-${key.replace(/Image$/, '')}`,
    image: image.join(':'),
  });
  if (draft.rules > 1) {
    scope.section.set(key, '', `${description.replace(/\.$/, '')}; empty for ${image.join(':')}.`, STRING);
    return;
  }
  const { section } = subScope(scope, key, description);
  section.set('registry', '', 'Registry put before the repository.', STRING);
  section.set('repository', image[0], 'Repository of the image.', STRING);
  section.set('tag', image[1], 'Tag of the image.', STRING);
  section.set('digest', '', 'Digest of the image; goes before the tag.', STRING);
}

/** A Service accepts connections as soon as a pod behind it is ready. */
function addServiceTest(draft: Draft, scope: Scope, { tests, metrics, pullSecrets }: Found): void {
  const busybox = ['docker.io/library/busybox', '1.37'] as const;
  addImage(draft, scope, 'image', 'Image that tries the Services; it needs sh and nc.', busybox);
  draft.files['templates/tests/services.yaml'] = () =>
    renderFile('service-test.yaml', {
      chart: draft.chart,
      pullSecrets,
      image: testImage(draft, 'image', busybox),
      services: tests!.services.map((service) => ({
        condition: conditionOf(service),
        name: nameOf(draft, service),
        namespace: namespaceOf(draft, service),
        port: portOf(service, metrics?.service),
      })),
    });
}

/** A port that is there whenever the Service is. */
function portOf(document: Document, metrics: MetricsService | undefined): string {
  const ports = listAt(document.manifest?.object, 'spec', 'ports');
  const isMetrics = metrics?.document === document;
  if (isMetrics && (!metrics.isShared || ports.length === 1)) return '.Values.metrics.service.port';
  return String(valueAt(ports[isMetrics && metrics.port === 0 ? 1 : 0], 'port') ?? 443);
}

/** Every workload is rolled out, and the API server takes the examples, webhooks and all. */
function addOperatorTest(draft: Draft, scope: Scope, { tests, roles, pullSecrets }: Found): void {
  const kubectl = ['registry.k8s.io/kubectl', 'v1.34.1'] as const;
  addImage(draft, scope, 'kubectlImage', 'Image that asks for the state of the workloads; it starts kubectl.', kubectl);
  const isOld = draft.rules === 1;
  scope.section.set(
    'timeout',
    isOld ? '2m' : '',
    `How long the workloads may take to become ready${isOld ? '' : '; empty for 2m'}.`,
    { type: 'string', pattern: isOld ? '^([0-9]+(s|m|h))+$' : '^([0-9]+(s|m|h))*$' },
  );
  const groups = resourcesByGroup(draft);
  let hasSamples = false;
  if (groups.size > 0) {
    const samples = draft.samples.filter((sample) => groups.has(groupOf(sample.apiVersion)));
    const items = { type: 'object', required: ['apiVersion', 'kind', 'metadata'] };
    if (draft.rules > 1 && samples.length > 0) {
      scope.section.set(
        'customResources',
        null,
        'Custom resources that the API server checks, and does not store; null for the samples of the manifests.',
        { type: ['array', 'null'], items },
      );
      addHelper(
        draft,
        renderFile('samples.tpl', { chart: draft.chart, json: escapeTemplate(JSON.stringify(samples)) }).trim(),
      );
    } else {
      scope.section.set(
        'customResources',
        samples as unknown as JsonValue,
        'Custom resources that the API server checks, and does not store.',
        { type: 'array', items },
      );
    }
    hasSamples = draft.rules > 1 && samples.length > 0;
  }
  draft.files['templates/tests/operator.yaml'] = () =>
    renderFile('operator-test.yaml', {
      chart: draft.chart,
      pullSecrets,
      rbac: roles.length > 0,
      hasGroups: groups.size > 0,
      image: testImage(draft, 'kubectlImage', kubectl),
      customResources: hasSamples
        ? `(include ${goString(`${draft.chart}.testResources`)} $ | fromJsonArray)`
        : '.Values.tests.customResources',
      groups: [...groups].map(([group, resources]) => ({ group, resources })),
      workloads: tests!.workloads.map(({ object, document }, at) => ({
        at,
        kind: object.kind.toLowerCase(),
        name: nameOf(draft, document),
        condition: conditionOf(document),
      })),
    });
}

/** The plural names of the custom resources that the chart defines. */
function resourcesByGroup(draft: Draft): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { kind, manifest } of draft.documents) {
    if (kind !== 'CustomResourceDefinition') continue;
    const group = stringAt(manifest?.object, 'spec', 'group') ?? '';
    const plural = stringAt(manifest?.object, 'spec', 'names', 'plural');
    if (plural !== undefined) groups.set(group, [...(groups.get(group) ?? []), plural]);
  }
  return groups;
}

function nameOf(draft: Draft, document: Document): string {
  const name = draft.names.name(document.node!.id);
  return typeof name === 'string' ? goString(name) : name.expression;
}

function namespaceOf(draft: Draft, document: Document): string {
  const namespace = document.node?.namespace;
  const name = namespace === undefined ? draft.names.include('namespace') : draft.names.namespace(namespace);
  return typeof name === 'string' ? goString(name) : name.expression;
}

/** The expression for an image of the tests. */
function testImage(draft: Draft, key: string, image: readonly [string, string]): string {
  const value = `.Values.tests.${key}`;
  if (draft.rules === 1) return `include ${goString(`${draft.chart}.image`)} (list $ ${value})`;
  return `include ${goString(`${draft.chart}.imageText`)} (list $ (${value} | default ${goString(image.join(':'))}))`;
}

import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { findReferences } from '../../../src/kubernetes/references/find-references.ts';

const OBJECTS = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: acme-op-admission, namespace: acme-system }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: acme-config-leader-election, namespace: acme-system }
---
apiVersion: v1
kind: Service
metadata: { name: acme-webhook-service, namespace: acme-system }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: acme-pod-scheduler, namespace: acme-system }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: acme-node-agent, namespace: acme-system }
---
apiVersion: operator.acme.example.com/v1
kind: TektonConfig
metadata: { name: acme-main-config, namespace: acme-system }
---
`;

/** What a text in an argument or a variable of a pod is taken for, and what is doubted about it. */
function judged(container: object): { found: string[]; doubts: string[] } {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'acme', namespace: 'acme-system' },
    spec: { containers: [container] },
  };
  const objects = parseAllDocuments(OBJECTS)
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((object) => object !== null);
  const graph = findReferences([...objects, pod as KubernetesObject]);
  const found = graph.spans
    .at(-1)!
    .filter(({ path }) => path.includes('containers'))
    .map(({ target }) => ('node' in target ? graph.nodes[target.node]!.kind : 'Namespace'));
  const doubts = graph.doubts.filter(({ index }) => index === objects.length).map(({ reason }) => reason);
  return { found, doubts };
}

describe('names in arguments and variables', () => {
  it.each([
    ['--scheduler-name=acme-pod-scheduler'],
    ['--agent-app-label=acme-node-agent'],
    ['--agent-container=acme-node-agent'],
    ['--field-manager=acme-node-agent'],
    ['--finalizer=acme-node-agent'],
    ['--metrics-prefix=acme-node-agent'],
    ['--secret-label=acme-op-admission'],
  ])('leaves %s, which is no object', (argument) => {
    expect(judged({ args: [argument] }).found).toEqual([]);
  });

  it.each([
    ['TAINT_KEY', 'acme-node-agent'],
    ['OTEL_SERVICE_NAME', 'acme-webhook-service'],
    ['DD_SERVICE', 'acme-webhook-service'],
  ])('leaves the variable %s', (name, value) => {
    expect(judged({ env: [{ name, value }] }).found).toEqual([]);
  });

  it.each([
    ['--service-account=acme-op-admission', 'ServiceAccount'],
    ['--label-service-account=acme-op-admission', 'ServiceAccount'],
    ['--agent-daemonset=acme-node-agent', 'DaemonSet'],
    ['--webhook-host=acme-webhook-service', 'Service'],
    ['--tekton-config=acme-main-config', 'TektonConfig'],
    ['--target=acme-webhook-service', 'Service'],
  ])('follows %s', (argument, kind) => {
    expect(judged({ args: [argument] })).toEqual({ found: [kind], doubts: [] });
  });

  it('tells a name whose flag speaks of another kind', () => {
    const { found, doubts } = judged({ args: ['--secret-name=acme-op-admission'] });
    expect(found).toEqual([]);
    expect(doubts).toEqual([
      'acme-op-admission is said to be a Secret, which no manifest makes, and is the name of ServiceAccount acme-op-admission',
    ]);
  });

  it('tells a name of which nothing says what it is', () => {
    const { found, doubts } = judged({ args: ['--target=acme-node-agent'] });
    expect(found).toEqual([]);
    expect(doubts).toEqual(['acme-node-agent may be DaemonSet acme-node-agent']);
  });

  it('takes an exact name of the right kind before the word for another', () => {
    const env = [{ name: 'CONFIG_LEADERELECTION_NAME', value: 'acme-config-leader-election' }];
    expect(judged({ env })).toEqual({ found: ['ConfigMap'], doubts: [] });
  });
});

import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { diffObjects } from '../../src/objects/compare/diff-objects.ts';
import { type Intent, isIntended } from '../../src/upgrade/exit/intents.ts';

const role = (name: string, verbs: string[]): KubernetesObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs }],
});

/** The changes that no intent is about. */
function unnamed(from: KubernetesObject[], to: KubernetesObject[], intents: readonly Intent[]): string[] {
  return diffObjects(from, to)
    .filter((change) => !isIntended(change, intents))
    .map(({ change }) => `${change.kind} ${(change.from ?? change.to)?.name}`);
}

describe('the proof', () => {
  const intents: Intent[] = [
    { kind: 'ClusterRole', name: 'proxy-role', change: 'removed' },
    { kind: 'ClusterRole', name: 'reader', change: 'changed', fields: /^rules\b/ },
  ];

  it('takes what a step is about, by the name in its file', () => {
    expect(unnamed([role('shop-proxy-role', ['get'])], [], intents)).toEqual([]);
    expect(unnamed([role('shop-reader', ['get'])], [role('shop-reader', ['list'])], intents)).toEqual([]);
  });

  it('takes nothing else: another object, another change, another field', () => {
    expect(unnamed([role('manager-role', ['get'])], [], intents)).toEqual(['removed manager-role']);
    expect(unnamed([], [role('shop-proxy-role', ['get'])], intents)).toEqual(['added shop-proxy-role']);
    const labelled = { ...role('reader', ['get']), metadata: { name: 'reader', labels: { a: 'b' } } };
    expect(unnamed([role('reader', ['get'])], [labelled], intents)).toEqual(['changed reader']);
  });
});

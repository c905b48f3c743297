import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { diffTrees } from '../../src/diff/diff-trees.ts';
import { summarizeDiff } from '../../src/diff/summary/summarize.ts';
import { compareQuantities } from '../../src/objects/immutable/quantity.ts';
import { IMMUTABLE } from '../../src/objects/immutable/rules.ts';

/** What a diff says of one object that changes. */
function breaksOf(kind: string, from: string, to: string): string[] {
  const tree = (text: string) =>
    FileTree.from({
      'a.yaml': `apiVersion: ${kind.split('|')[0]}\nkind: ${kind.split('|')[1]}\nmetadata: {name: a}\n${text}\n`,
    });
  return summarizeDiff(diffTrees(tree(from), tree(to))).breaks.map(({ text }) => text);
}

describe('what the API server refuses to change', () => {
  it.each([
    [
      'v1|PersistentVolumeClaim',
      'spec: {resources: {requests: {storage: 20Gi}}}',
      'spec: {resources: {requests: {storage: 10Gi}}}',
      'spec.resources.requests.storage',
    ],
    [
      'v1|PersistentVolumeClaim',
      'spec: {accessModes: [ReadWriteOnce]}',
      'spec: {accessModes: [ReadWriteMany]}',
      'spec.accessModes',
    ],
    ['v1|Secret', 'type: Opaque', 'type: kubernetes.io/tls', 'type'],
    ['v1|ConfigMap', 'immutable: true\ndata: {a: b}', 'immutable: true\ndata: {a: c}', 'data.a'],
    ['v1|Service', 'spec: {clusterIP: None}', 'spec: {clusterIP: 10.0.0.1}', 'spec.clusterIP'],
    [
      'batch/v1|Job',
      'spec: {template: {spec: {containers: [{name: a, image: a}]}}}',
      'spec: {template: {spec: {containers: [{name: a, image: b}]}}}',
      'spec.template.spec.containers[a].image',
    ],
    [
      'apps/v1|StatefulSet',
      'spec: {volumeClaimTemplates: []}',
      'spec: {volumeClaimTemplates: [{metadata: {name: a}}]}',
      'spec.volumeClaimTemplates',
    ],
    [
      'apiextensions.k8s.io/v1|CustomResourceDefinition',
      'spec: {scope: Namespaced}',
      'spec: {scope: Cluster}',
      'spec.scope',
    ],
    [
      'apiextensions.k8s.io/v1|CustomResourceDefinition',
      'spec: {versions: [{name: v1, storage: true}, {name: v2}]}',
      'spec: {versions: [{name: v2, storage: true}]}',
      'spec.versions[v1]',
    ],
    ['storage.k8s.io/v1|StorageClass', '', 'reclaimPolicy: Retain', 'reclaimPolicy'],
  ])('tells of %s: %s to %s', (kind, from, to, path) => {
    const texts = breaksOf(kind, from, to);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain(path);
  });

  it.each([
    [
      'v1|PersistentVolumeClaim',
      'spec: {resources: {requests: {storage: 1Gi}}}',
      'spec: {resources: {requests: {storage: 2Gi}}}',
    ],
    [
      'v1|PersistentVolumeClaim',
      'spec: {resources: {requests: {storage: 1Gi}}}',
      'spec: {resources: {requests: {storage: 1024Mi}}}',
    ],
    ['v1|PersistentVolumeClaim', 'spec: {}', 'spec: {volumeMode: Filesystem}'],
    ['v1|Secret', '', 'type: Opaque'],
    ['v1|Secret', 'immutable: true\ndata: {a: YQ==}', 'immutable: true\nstringData: {a: a}'],
    ['v1|ConfigMap', 'data: {a: b}', 'data: {a: c}'],
    ['v1|Service', 'spec: {type: ExternalName, clusterIP: ""}', 'spec: {type: ClusterIP, clusterIP: 10.0.0.1}'],
    [
      'batch/v1|Job',
      'spec: {template: {spec: {containers: [{name: a, image: a}]}}}',
      'spec: {template: {spec: {dnsPolicy: ClusterFirst, containers: [{name: a, image: a, imagePullPolicy: Always}]}}}',
    ],
    [
      'apiextensions.k8s.io/v1|CustomResourceDefinition',
      'spec: {names: {kind: A, shortNames: [a]}}',
      'spec: {names: {kind: A, shortNames: [b]}}',
    ],
    ['storage.k8s.io/v1|StorageClass', '', 'reclaimPolicy: Delete'],
  ])('has nothing to say of %s: %s to %s', (kind, from, to) => {
    expect(breaksOf(kind, from, to)).toEqual([]);
  });

  it('is listed in docs/diffs.md', () => {
    const page = readFileSync('docs/diffs.md', 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `') && line.includes('` |'));
    const expected = Object.entries(IMMUTABLE).map(([key, rules]) => {
      const [group, kind] = key.split('|');
      const fields = rules.map(({ field, where }) => {
        const name = `\`${field.slice(1).replaceAll('/', '.')}\``;
        return where === undefined ? name : `${name} (${where[0]})`;
      });
      return `| \`${kind}\` | ${group || 'core'} | ${fields.join(', ')} |`;
    });
    expect(rows).toEqual(expected);
  });
});

it('compares quantities whatever their spelling', () => {
  expect(compareQuantities('1Gi', '1024Mi')).toBe(0);
  expect(compareQuantities('1500m', '1.5')).toBe(0);
  expect(compareQuantities(1, '1e0')).toBe(0);
  expect(compareQuantities('1G', '1Gi')).toBe(-1);
  expect(compareQuantities('1.5Ki', '1535')).toBe(1);
  expect(compareQuantities('-1', '0')).toBe(-1);
  for (const text of ['', '.', '1 Gi', '1gi', 'Gi', '1e', '9'.repeat(65)])
    expect(compareQuantities(text, '1')).toBeUndefined();
});

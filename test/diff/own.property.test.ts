import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { diffTrees } from '../../src/diff/diff-trees.ts';
import { formatMarkdown } from '../../src/diff/format/format-markdown.ts';
import { formatTerminal, NO_PAINT } from '../../src/diff/format/format-terminal.ts';
import type { TreeDiff } from '../../src/diff/model.ts';
import { summarizeDiff } from '../../src/diff/summary/summarize.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { buildScaffold } from '../../src/scaffold/build-scaffold.ts';
import { shop } from './pairs.ts';
import { objects } from './random-objects.ts';
import { anyTrees } from './random-trees.ts';

/** Everything that a diff of trees says to a person. */
function said(diff: TreeDiff): string {
  return `${formatTerminal(diff, NO_PAINT, { objects: true, patch: false })}${formatMarkdown(diff)}`;
}

/** Nobody knows whose the objects of a tree are, so there is no command that deletes one. */
function expectNoAdvice(from: FileTree, to: FileTree): void {
  const diff = diffTrees(from, to);
  const { leftBehind, breaks } = summarizeDiff(diff);
  expect([leftBehind, breaks.filter(({ object }) => object !== undefined)]).toEqual([[], []]);
  expect(said(diff)).not.toMatch(/kubectl delete|left behind|leaves these objects|delete the object/i);
}

function manifests(objects: readonly KubernetesObject[]): FileTree {
  return FileTree.from(objects.map((object, index) => [`${index}.yaml`, JSON.stringify(object)] as const));
}

describe('of two trees', () => {
  it('nothing is said to be left behind, and no command deletes anything', () => {
    fc.assert(
      fc.property(anyTrees, ([from, to]) => expectNoAdvice(from, to)),
      { numRuns: 60 },
    );
  });

  it('the same goes for any objects', () => {
    fc.assert(
      fc.property(objects, objects, (from, to) => expectNoAdvice(manifests(from), manifests(to))),
      { numRuns: 100 },
    );
  });

  it('the same goes for a scaffold and what somebody made of it', () => {
    const mine = buildScaffold(shop('kubebuilder@3.14.2'));
    const own = {
      'config/mine/crd.yaml': JSON.stringify({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'mine.example.com' },
      }),
      'config/default/kustomization.yaml': `${mine.get('config/default/kustomization.yaml')!.replace('resources:', 'resources:\n- ../mine')}`,
      'config/mine/kustomization.yaml': 'resources: [crd.yaml]\n',
    };
    const edited = FileTree.from([...mine.inputs(), ...Object.entries(own)]);
    const scaffold = buildScaffold(shop('https-metrics'));
    expectNoAdvice(edited, scaffold);
    expectNoAdvice(scaffold, edited);
    expect(diffTrees(edited, scaffold).objects).toContainEqual(
      expect.objectContaining({ kind: 'removed', from: expect.objectContaining({ name: 'mine.example.com' }) }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectChange, TreeDiff } from '../../src/diff/model.ts';
import { reverseDiff } from '../../src/diff/reverse-diff.ts';
import type { JsonValue, KubernetesObject } from '../../src/kubernetes/object.ts';
import { applyObjectChanges } from '../../src/objects/compare/apply-object-changes.ts';
import { diffObjects } from '../../src/objects/compare/diff-objects.ts';
import { canonicalJson } from '../../src/objects/compare/json.ts';
import { byIdentity } from '../../src/objects/identity.ts';
import { objects } from './random-objects.ts';

const runs = { numRuns: 150 };

function changesOf(from: readonly KubernetesObject[], to: readonly KubernetesObject[]): ObjectChange[] {
  return diffObjects(from, to).map(({ change }) => ({
    ...change,
    fields: change.fields.map((field) => ({ ...field, reasons: [] })),
    files: [],
    reasons: [],
  }));
}

function diffOf(changes: ObjectChange[]): TreeDiff {
  return { version: 1, kind: 'trees', files: [], objects: changes, reasons: [], notes: [] };
}

/** In a cluster the last object of an identity counts. */
const sorted = (list: readonly KubernetesObject[]) => [...byIdentity(list).values()].map(canonicalJson).sort();

describe('what occurs more than once', () => {
  const fieldsOf = (field: string, from: JsonValue, to: JsonValue) => {
    const pod = (value: JsonValue): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'c', [field]: value }] },
    });
    return changesOf([pod(from)], [pod(to)])[0]!.fields.map(({ kind, from, to }) => [kind, from ?? to]);
  };

  it('is the same where it is equal, before it is what changes', () => {
    expect(fieldsOf('args', ['--a=1', '--a=2', '--a=3'], ['--a=2', '--a=3'])).toEqual([['removed', '--a=1']]);
    expect(fieldsOf('args', ['--a=1', '--a=2'], ['--a=2', '--a=1'])).toEqual([['reordered', ['--a=1', '--a=2']]]);
    const env = (value: string) => ({ name: 'A', value });
    expect(fieldsOf('env', [env('1'), env('2')], [env('2')])).toEqual([['removed', env('1')]]);
    const port = (name: string) => ({ containerPort: 53, name });
    expect(fieldsOf('ports', [port('b')], [port('a'), port('b')])).toEqual([['added', port('a')]]);
  });
});

describe('object changes', () => {
  it('are none between a list and itself', () => {
    fc.assert(
      fc.property(objects, (list) => {
        expect(changesOf(list, structuredClone(list))).toEqual([]);
      }),
      runs,
    );
  });

  it('applied to the objects of one side give those of the other', () => {
    fc.assert(
      fc.property(objects, objects, (from, to) => {
        expect(sorted(applyObjectChanges(from, changesOf(from, to)))).toEqual(sorted(to));
      }),
      runs,
    );
  });

  it('survive JSON before they are applied', () => {
    fc.assert(
      fc.property(objects, objects, (from, to) => {
        const changes = JSON.parse(JSON.stringify(changesOf(from, to))) as ObjectChange[];
        expect(sorted(applyObjectChanges(from, changes))).toEqual(sorted(to));
      }),
      runs,
    );
  });

  it('mirror each other', () => {
    fc.assert(
      fc.property(objects, objects, (from, to) => {
        expect(reverseDiff(diffOf(changesOf(from, to)))).toEqual(diffOf(changesOf(to, from)));
      }),
      runs,
    );
  });

  it('leave their inputs alone and do not depend on the order of keys', () => {
    fc.assert(
      fc.property(objects, objects, (from, to) => {
        const before = JSON.stringify([from, to]);
        const changes = changesOf(from, to);
        expect(JSON.stringify([from, to])).toBe(before);
        expect(changesOf(turnKeys(from), to)).toEqual(changes);
      }),
      runs,
    );
  });
});

function turnKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(turnKeys) as T;
  if (typeof value !== 'object' || value === null) return value;
  const turned = Object.entries(value).reverse();
  return Object.fromEntries(turned.map(([key, item]) => [key, turnKeys(item)])) as T;
}

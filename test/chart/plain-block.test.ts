import { describe, expect, it } from 'vitest';
import { isPlainBlock } from '../../src/chart/crds/plain-block.ts';
import { buildChart, ScaffoldError } from '../../src/index.ts';

const crd = (schema: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: as.g.io
spec:
  group: g.io
  names:
    kind: A
    plural: as
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
${schema}`;

describe('isPlainBlock', () => {
  it.each([
    ['  - a: b\n    c:\n    - d\n    - e: f\n      g: {}\n'],
    ["  - a: |-\n      x: [\n\n       deeper\n    b: 'it''s\n      two lines'\n    c: plain text\n      on two\n"],
    ['  - "a": "x \\"y\\" \\\n      z"\n    b: ^[a-z]+$\n    c:\n      - - x\n        - y\n'],
  ])('knows %j', (text) => expect(isPlainBlock(text)).toBe(true));

  it.each([
    ['- a: [b\n'],
    ["- a: 'b\n"],
    ["- a: 'b\nc'\n"],
    ['- a: b: c\n'],
    ['- a: b\n  - c\n'],
    ['- a:\n    b: c\n   d: e\n'],
    ['- a: |-\n      x\n     y\n'],
    ['- a: b\n   c: d\n'],
    ['- a: &b c\n'],
    ['- a: @b\n'],
    ['- a: "\\q"\n'],
    ['- a\n  b: c\n'],
  ])('leaves %j to the parser', (text) => expect(isPlainBlock(text)).toBe(false));
});

describe('a definition whose versions are no YAML', () => {
  it.each([
    ['        type: [object\n'],
    ["        type: 'object\n"],
    ['        type: object\n       x: y\n'],
    ['        : :\n'],
  ])('is refused: %j', (schema) => {
    expect(() => buildChart(crd('        type: object\n'))).not.toThrow();
    expect(() => buildChart(crd(schema))).toThrow(ScaffoldError);
  });
});

describe('a kind', () => {
  it('is cleaned where it becomes the name of a file', () => {
    const kinds = ['_K', 'a/b', 'a\nb', '..', 'x\u001b', '日本'];
    const text = kinds.map((kind, index) =>
      JSON.stringify({ apiVersion: 'e.x/v1', kind, metadata: { name: `n${index}` } }),
    );
    const files = buildChart(text.join('\n---\n'), { name: 'p' }).paths();
    const made = files.filter((path) => /^templates\/(?!NOTES|_helpers|extra-objects)/.test(path));
    expect(made).toHaveLength(kinds.length);
    expect(made.filter((path) => !/^templates\/[a-z-]+\/[a-z0-9][a-z0-9.-]*\.yaml$/.test(path))).toEqual([]);
  });
});

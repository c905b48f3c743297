import { describe, expect, it } from 'vitest';
import { FileTree } from '../../src/core/file-tree.ts';
import { build } from '../../src/kustomize/build.ts';
import { sharedSource } from '../../src/kustomize/read/source.ts';
import { printNode } from '../../src/yaml/print-node.ts';
import { toJs } from '../../src/yaml/to-js.ts';
import { toSharedJs } from '../../src/yaml/to-shared-js.ts';

const definition = (kind: string, schema: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${kind}.shop.example.com
spec:
  group: shop.example.com
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
${schema.replace(/^/gm, '        ')}
`;
/** As kustomize prints it; with lists indented and words in quotes; with what is written anew before it is printed. */
const SCHEMAS = {
  canonical: 'description: A canonical one.\nrequired:\n- spec\ntype: object',
  indented: 'type: "object"\nrequired:\n  - spec\nproperties:\n  spec: {type: string, description: }\n  none:\n',
  folded: 'description: >\n  one\n\n    two\n  three\n# remark\ntype: object\nenum: [a, 1e3, yes]',
};
const patches = (name: string) => `
- target: {name: ${name}.shop.example.com}
  patch: |-
    - op: remove
      path: /spec/versions/0/schema/openAPIV3Schema/type
- patch: |-
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata:
      name: ${name}.shop.example.com
      labels: {a: b}
`;
const tree = FileTree.from({
  'crd/kustomization.yaml': 'resources: [canonical.yaml, indented.yaml, folded.yaml]\n',
  ...Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => [`crd/${name}.yaml`, definition(name, schema)]),
  ),
  'plain/kustomization.yaml': 'resources: [../crd]\nnamePrefix: a-\n',
  'patched/kustomization.yaml': `resources: [../crd]\npatches:${Object.keys(SCHEMAS).map(patches).join('').replace(/\n\n/g, '\n')}`,
});

describe('builds that share what they read', () => {
  const source = sharedSource(tree);
  // The builds that change something stand between those that do not.
  const directories = ['crd', 'patched', 'plain', 'patched', 'crd'];

  it.each(directories.map((directory, index) => [directory, index] as const))('are as alone: %s, %i', (directory) => {
    const alone = build(tree, directory);
    const objects = build(source, directory);
    expect(objects.map(({ node }) => toSharedJs(node, ''))).toEqual(alone.map(({ node }) => toJs(node)));
    expect(objects.map(({ node }) => printNode(node)).join('---\n')).toBe(
      alone.map(({ node }) => printNode(node)).join('---\n'),
    );
  });

  it('refuse what they would refuse alone', () => {
    const twice = tree.with({ 'crd/indented.yaml': definition('indented', 'type: object\na: 1\ntype: string') });
    const read = () => {
      return build(sharedSource(twice), 'crd').map(({ node, origin }) => toSharedJs(node, origin.file));
    };
    expect(read).toThrow('the key "type" is already defined');
  });
});

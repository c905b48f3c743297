import { describe, expect, it } from 'vitest';
import { ScaffoldError } from '../../src/core/errors.ts';
import { FileTree } from '../../src/core/file-tree.ts';
import { renderManifests } from '../../src/kustomize/render-manifests.ts';
import { renderObjects } from '../../src/kustomize/render-objects.ts';
import { renderYaml } from '../../src/kustomize/render-yaml.ts';

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

function issuesOf(files: Record<string, string>, directory = '.') {
  try {
    renderYaml(FileTree.from(files), directory);
  } catch (error) {
    if (error instanceof ScaffoldError) return error.issues.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

describe('build', () => {
  it('reports all that is wrong in a kustomization file', () => {
    expect(
      issuesOf({ 'kustomization.yaml': 'resource: [a.yaml]\nnamePrefix: 1\nimages:\n- name: x\n  tag: y\n' }),
    ).toEqual([
      'kustomization-invalid kustomization.yaml:1',
      'kustomization-invalid kustomization.yaml:2',
      'kustomization-invalid kustomization.yaml:5',
    ]);
  });

  it('reports all entries that cannot be read, in every kustomization', () => {
    expect(
      issuesOf({
        'kustomization.yaml': 'resources:\n- https://example.com/x.yaml\n- base\n- none.yaml\nhelmCharts:\n- name: x\n',
        'base/kustomization.yaml': 'resources:\n- gone.yaml\n- bad.yaml\n',
        'base/bad.yaml': `${MAP}---\nkind: [\n`,
      }),
    ).toEqual([
      'kustomize-needs-network kustomization.yaml:2',
      'file-unreadable base/kustomization.yaml:2',
      'yaml-syntax base/bad.yaml:7:1',
      'file-unreadable kustomization.yaml:4',
      'kustomize-needs-helm kustomization.yaml:6',
    ]);
  });

  it('reports all keys that stand twice, in every object', () => {
    expect(
      issuesOf({
        'kustomization.yaml': 'resources: [a.yaml, b.yaml]\n',
        'a.yaml': `${MAP}data:\n  x: a\n  y: a\n  x: b\n  y: b\nspec:\n  z: 1\n  z: 2\n`,
        'b.yaml': `${MAP.replace('name: a', 'name: b')}kind: ConfigMap\ndata:\n  n: !!int x\n`,
      }),
    ).toEqual([
      'yaml-syntax a.yaml:8',
      'yaml-syntax a.yaml:9',
      'yaml-syntax a.yaml:12',
      'yaml-syntax b.yaml:5',
      'yaml-syntax b.yaml:7',
    ]);
  });

  it('reports all patches that cannot be loaded', () => {
    expect(
      issuesOf({
        'kustomization.yaml':
          'resources: [a.yaml]\npatches:\n- path: gone.yaml\n- patch: "{a"\n- path: x\n  patch: z\n',
        'a.yaml': MAP,
      }),
    ).toEqual([
      'file-unreadable kustomization.yaml:3',
      'yaml-syntax kustomization.yaml:4',
      'kustomization-invalid kustomization.yaml:5',
    ]);
  });

  it('names the field of each issue', () => {
    const tree = FileTree.from({
      'kustomization.yaml': `resources: [none.yaml, base]
patches:
- path: ../gone.yaml
- patch: '{a'
patchesStrategicMerge:
- |
  a: 1
  b: 2
configMapGenerator:
- name: x
  files: [none.txt]
configurations: [none.yaml]
helmCharts: [{name: x}]
`,
      'base/cm.yaml': MAP,
    });
    expect(() => renderYaml(tree, '.')).toThrow(
      expect.objectContaining({
        issues: [
          'resources[0]: there is no none.yaml',
          'resources[1]: there is no kustomization file in base',
          'configurations: there is no file none.yaml',
          'helmCharts[0] has to be rendered by Helm',
          'configMapGenerator[0]: there is no file none.txt',
          'patchesStrategicMerge[0], line 1: this document is no Kubernetes object',
          'patches[0]: ../gone.yaml leads out of the tree',
          expect.stringMatching(/^patches\[1\]\.patch, line 1/),
        ].map((message) => expect.objectContaining({ message })),
      }),
    );
  });

  it('places a patch of a transformer in its own file', () => {
    const patch = 'apiVersion: builtin\nkind: PatchTransformer\nmetadata:\n  name: p\npath: none.yaml\n';
    expect(
      issuesOf({
        'kustomization.yaml': 'resources: [a.yaml]\ntransformers: [t.yaml]\n',
        'a.yaml': MAP,
        't.yaml': patch,
      }),
    ).toEqual(['file-unreadable t.yaml:1']);
  });

  it.each([
    ['missing', {}, 'kustomization-missing sub'],
    ['a cycle', { 'sub/kustomization.yaml': 'resources: [../sub]\n' }, 'kustomize-cycle sub/kustomization.yaml:1'],
    [
      'outside',
      { 'sub/kustomization.yaml': 'resources: [../a.yaml]\n' },
      'kustomize-outside-root sub/kustomization.yaml:1',
    ],
    [
      'out of the tree',
      { 'sub/kustomization.yaml': 'resources: [../../x]\n' },
      'kustomize-outside-root sub/kustomization.yaml:1',
    ],
    [
      'absolute',
      { 'sub/kustomization.yaml': 'resources: [/etc/x]\n' },
      'kustomize-outside-root sub/kustomization.yaml:1',
    ],
  ])('refuses what is %s', (_, files, issue) => {
    expect(issuesOf({ 'a.yaml': MAP, ...files }, 'sub')).toEqual([issue]);
  });

  it('tells where each object came from', () => {
    const tree = FileTree.from({
      'base/kustomization.yaml': 'resources: [a.yaml]\n',
      'base/a.yaml': `# first\n${MAP}---\n${MAP.replace('name: a', 'name: b')}`,
      'kustomization.yaml': 'namePrefix: p-\nresources: [base]\nconfigMapGenerator:\n- name: g\n  literals: [a=b]\n',
    });
    expect(renderObjects(tree, '.').map(({ object, origin }) => [object.metadata.name, origin])).toEqual([
      ['p-a', { file: 'base/a.yaml', line: 2, generated: false }],
      ['p-b', { file: 'base/a.yaml', line: 7, generated: false }],
      ['p-g-4h2mbtbbt6', { file: 'kustomization.yaml', line: 4, generated: true }],
    ]);
  });

  it('gives the same for the same tree, and plain data of its own', () => {
    const tree = FileTree.from({
      'kustomization.yaml': 'commonLabels: {app: x}\nresources: [a.yaml]\n',
      'a.yaml': MAP,
    });
    const [first] = renderManifests(tree, '.') as { metadata: Record<string, unknown> }[];
    if (first !== undefined) first.metadata.name = 'changed';
    expect(renderManifests(tree, '.')).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels: { app: 'x' }, name: 'a' } },
    ]);
  });

  it('takes the path of the tree itself in every spelling', () => {
    const tree = FileTree.from({ 'kustomization.yaml': 'resources: [./a.yaml]\n', 'a.yaml': MAP });
    expect(['', '.', './'].map((directory) => renderYaml(tree, directory))).toEqual([MAP, MAP, MAP]);
  });
});

import { buildChart } from '../../../src/chart/build-chart.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { diffTrees } from '../../../src/diff/diff-trees.ts';
import { filterDiff } from '../../../src/diff/filter-diff.ts';
import { formatMarkdown } from '../../../src/diff/format/format-markdown.ts';
import { renderYaml } from '../../../src/kustomize/render-yaml.ts';
import { optionsFromProject } from '../../../src/options/options-from-project.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';

/** An input of any size, and what is done with it. */
export interface Shape {
  readonly name: string;
  /** The smallest of the three sizes. */
  readonly size: number;
  readonly run: (size: number) => unknown;
}

const list = (count: number, item: (index: number) => string, between = '') =>
  Array.from({ length: count }, (_, index) => item(index)).join(between);
const object = (name: string, rest = '', kind = 'ConfigMap') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;
const render = (text: string, kustomization = 'resources: [a.yaml]\n', more: Record<string, string> = {}) =>
  renderYaml(FileTree.from({ 'kustomization.yaml': kustomization, 'a.yaml': text, ...more }), '.');
const deployment = (name: string, env = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n      - name: manager\n        image: example.com/${name}:v1\n${env}`;
const tree = (text: string) => FileTree.from({ 'a.yaml': text });

/** A shape for each loop over an input that was ever found to go round too often, and for those beside it. */
export const SHAPES: readonly Shape[] = [
  {
    name: 'options: unknown keys',
    size: 4000,
    run: (n) =>
      validateOptions(Object.fromEntries([['projectName', 'a'], ...Array.from({ length: n }, (_, i) => [`k${i}`, 1])])),
  },
  {
    name: 'options: wrong resources',
    size: 1000,
    run: (n) => validateOptions({ projectName: 'a', resources: Array.from({ length: n }, (_, i) => ({ kind: i })) }),
  },
  {
    name: 'PROJECT: resources',
    size: 20,
    run: (n) =>
      optionsFromProject(
        `version: "3"\nprojectName: a\ndomain: b.c\nresources:\n${list(n, (i) => `- {group: g, version: v1, kind: K${i}}\n`)}`,
      ),
  },
  {
    name: 'YAML: lines of a quoted text',
    size: 20_000,
    run: (n) => render(object('a', `k: "v\n${'  v\n'.repeat(n)}  "\n`)),
  },
  {
    name: 'YAML: lines in single quotes',
    size: 20_000,
    run: (n) => render(object('a', `k: 'v\n${'  v\n'.repeat(n)}  '\n`)),
  },
  { name: 'YAML: tabs in a quoted line', size: 20_000, run: (n) => render(object('a', `k: "v${'\t'.repeat(n)}v"\n`)) },
  {
    name: 'YAML: escaped line ends',
    size: 20_000,
    run: (n) => render(object('a', `k: "v\n${'  v\\\n'.repeat(n)}  "\n`)),
  },
  { name: 'YAML: plain lines', size: 20_000, run: (n) => render(object('a', `k: v\n${'  v\n'.repeat(n)}`)) },
  { name: 'YAML: literal lines', size: 20_000, run: (n) => render(object('a', `k: |\n${'  v\n'.repeat(n)}`)) },
  { name: 'YAML: folded lines', size: 20_000, run: (n) => render(object('a', `k: >\n${'  v\n'.repeat(n)}`)) },
  { name: 'YAML: comments', size: 20_000, run: (n) => render(object('a', '# v\n'.repeat(n))) },
  { name: 'YAML: keys', size: 10_000, run: (n) => render(object('a', `data:\n${list(n, (i) => `  k${i}: v\n`)}`)) },
  {
    name: 'YAML: keys in braces',
    size: 10_000,
    run: (n) => render(object('a', `data: {${list(n, (i) => `k${i}: v`, ', ')}}\n`)),
  },
  {
    name: 'YAML: anchors and aliases',
    size: 4000,
    run: (n) => render(object('a', `data:\n${list(n, (i) => `  a${i}: &a${i} v\n  b${i}: *a${i}\n`)}`)),
  },
  {
    name: 'YAML: merge keys',
    size: 1000,
    run: (n) => render(object('a', `data:\n  a: &a {x: v}\n${list(n, (i) => `  b${i}: {<<: *a}\n`)}`)),
  },
  { name: 'YAML: documents', size: 1000, run: (n) => render(list(n, (i) => object(`a${i}`), '---\n')) },
  {
    name: 'kustomize: resources',
    size: 500,
    run: (n) =>
      renderYaml(
        FileTree.from({
          'kustomization.yaml': `resources:\n${list(n, (i) => `- r${i}.yaml\n`)}`,
          ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`r${i}.yaml`, object(`a${i}`)])),
        }),
        '.',
      ),
  },
  {
    name: 'kustomize: missing resources',
    size: 1000,
    run: (n) => render('', `resources:\n${list(n, (i) => `- r${i}.yaml\n`)}`),
  },
  {
    name: 'kustomize: bases named twice',
    size: 10,
    run: (n) =>
      renderYaml(
        FileTree.from(
          Object.fromEntries([
            ['b0/kustomization.yaml', 'resources: [a.yaml]\n'],
            ['b0/a.yaml', object('a')],
            ...Array.from({ length: n }, (_, i) => [
              `b${i + 1}/kustomization.yaml`,
              `resources: [../b${i}, ../b${i}]\n`,
            ]),
          ]),
        ),
        `b${n}`,
      ),
  },
  {
    name: 'kustomize: a pattern of nested repeats',
    size: 2000,
    run: (n) =>
      render(
        object(`${'a'.repeat(n)}-b`),
        `resources: [a.yaml]\npatches: [{target: {name: (a+)+}, patch: '[{"op": "add", "path": "/data", "value": {}}]'}]\n`,
      ),
  },
  {
    name: 'kustomize: a pattern of many classes',
    size: 5000,
    run: (n) =>
      render(object('a'), `resources: [a.yaml]\npatches: [{target: {name: "${'[a]'.repeat(n)}"}, patch: '[]'}]\n`),
  },
  {
    name: 'kustomize: names with a prefix',
    size: 500,
    run: (n) =>
      render(
        list(n, (i) => object(`a${i}`), '---\n'),
        'namePrefix: p-\nresources: [a.yaml]\n',
      ),
  },
  {
    name: 'kustomize: labels',
    size: 500,
    run: (n) =>
      render(
        list(n, (i) => deployment(`a${i}`), '---\n'),
        'commonLabels: {a: b}\nresources: [a.yaml]\n',
      ),
  },
  {
    name: 'kustomize: images',
    size: 200,
    run: (n) =>
      render(deployment('a'), `resources: [a.yaml]\nimages:\n${list(n, (i) => `- {name: i${i}, newTag: v2}\n`)}`),
  },
  {
    name: 'kustomize: literals of a generator',
    size: 2000,
    run: (n) =>
      render(
        object('a'),
        `resources: [a.yaml]\nconfigMapGenerator:\n- name: g\n  literals:\n${list(n, (i) => `  - k${i}=v\n`)}`,
      ),
  },
  {
    name: 'kustomize: JSON patches',
    size: 500,
    run: (n) =>
      render(
        object('a', 'data: {}\n'),
        `resources: [a.yaml]\npatches:\n- target: {kind: ConfigMap}\n  patch: |-\n${list(n, (i) => `    - {op: add, path: /data/k${i}, value: v}\n`)}`,
      ),
  },
  {
    name: 'diff: objects of other names',
    size: 500,
    run: (n) =>
      diffTrees(
        tree(list(n, (i) => object(`one-${i}`, `data: {k: "${i}"}\n`), '---\n')),
        tree(list(n, (i) => object(`two-${i}`, `data: {k: "${i}"}\n`), '---\n')),
      ),
  },
  {
    name: 'diff: objects of other names and kinds',
    size: 500,
    run: (n) =>
      diffTrees(
        tree(list(n, (i) => object(`a-${i}`, '', `A${i}`), '---\n')),
        tree(list(n, (i) => object(`a-${i}`, '', `B${i}`), '---\n')),
      ),
  },
  {
    name: 'diff: equal objects',
    size: 500,
    run: (n) =>
      diffTrees(
        tree(list(n, (i) => object(`a-${i}`), '---\n')),
        tree(list(n, (i) => object(`a-${i}`, 'data: {a: b}\n'), '---\n')),
      ),
  },
  {
    name: 'diff: lines',
    size: 5000,
    run: (n) =>
      diffTrees(FileTree.from({ a: list(n, (i) => `${i}\n`) }), FileTree.from({ a: list(n, (i) => `${i * 2}\n`) })),
  },
  {
    name: 'diff: files',
    size: 500,
    run: (n) =>
      diffTrees(
        FileTree.from(Array.from({ length: n }, (_, i) => [`a${i}`, `text ${i}\n`] as const)),
        FileTree.from(Array.from({ length: n }, (_, i) => [`b${i}`, `other ${i}\n`] as const)),
      ),
  },
  {
    name: 'diff: a filter of stars',
    size: 6,
    run: (n) =>
      filterDiff(diffTrees(FileTree.empty, FileTree.from({ ['a'.repeat(200)]: '' })), { paths: ['**a'.repeat(n)] }),
  },
  {
    name: 'diff: Markdown of many objects',
    size: 300,
    run: (n) => formatMarkdown(diffTrees(tree(''), tree(list(n, (i) => object(`a-${i}`), '---\n')))),
  },
  {
    name: 'chart: ConfigMaps',
    size: 500,
    run: (n) => buildChart(list(n, (i) => object(`p-${i}`, 'data: {k: v}\n'), '---\n')),
  },
  { name: 'chart: Deployments', size: 100, run: (n) => buildChart(list(n, (i) => deployment(`p-${i}`), '---\n')) },
  {
    name: 'chart: variables of a container',
    size: 500,
    run: (n) => buildChart(deployment('p-a', `        env:\n${list(n, (i) => `        - {name: N${i}, value: v}\n`)}`)),
  },
  {
    name: 'chart: containers',
    size: 100,
    run: (n) => buildChart(`${deployment('p-a')}${list(n, (i) => `      - {name: c${i}, image: "x:v1"}\n`)}`),
  },
];

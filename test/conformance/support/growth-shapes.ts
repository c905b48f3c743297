import { auditTree } from '../../../src/audit/audit-tree.ts';
import { formatSarif } from '../../../src/audit/format/format-sarif.ts';
import { detectBase } from '../../../src/base/detect-base.ts';
import { buildChart } from '../../../src/chart/build-chart.ts';
import { updateChart } from '../../../src/chart/update/update-chart.ts';
import { FileTree } from '../../../src/core/file-tree.ts';
import { diffTrees } from '../../../src/diff/diff-trees.ts';
import { filterDiff } from '../../../src/diff/filter-diff.ts';
import { formatMarkdown } from '../../../src/diff/format/format-markdown.ts';
import { formatPatch } from '../../../src/diff/patch/format-patch.ts';
import { renderYaml } from '../../../src/kustomize/render-yaml.ts';
import { applyObjectChanges } from '../../../src/objects/compare/apply-object-changes.ts';
import { optionsFromProject } from '../../../src/options/options-from-project.ts';
import { uncommentCode } from '../../../src/plugin/comment-code.ts';
import { resolvePreset } from '../../../src/presets/resolve-preset.ts';
import { buildScaffold } from '../../../src/scaffold/build-scaffold.ts';
import { validateOptions } from '../../../src/scaffold/read-options.ts';
import { readFeatures } from '../../../src/switches/read-features.ts';
import { setFeature } from '../../../src/switches/set-feature.ts';
import { planUpgrade } from '../../../src/upgrade/plan-upgrade.ts';

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
const kindsOf = (count: number) =>
  buildScaffold({
    projectName: 'a',
    domain: 'b.c',
    preset: 'kubebuilder@3.14.2',
    resources: Array.from({ length: count }, (_, i) => ({ group: 'g', version: 'v1', kind: `K${i}` })),
  });
/** Each YAML file and each Go file with something of the user's in it. */
const edited = (from: FileTree) =>
  from.with(
    [...from].flatMap(({ path, content, executable }) => {
      if (path.endsWith('.go'))
        return [[path, { content: `${content}\n// Mine.\nvar own = 1\n`, executable }] as const];
      if (!/^config\/.*_(role|patch|service)\.yaml$/.test(path)) return [];
      const next = content.replace(/^metadata:$/m, 'metadata:\n  annotations: {own: "1"}');
      return [[path, { content: next, executable }] as const];
    }),
  );
const tree = (text: string) => FileTree.from({ 'a.yaml': text });
const webhooks = (count: number) =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: p-w}\nwebhooks:\n${list(count, (i) => `- name: w${i}.example.com\n  clientConfig: {service: {name: p-svc, namespace: p-system, path: /x}}\n  sideEffects: None\n  admissionReviewVersions: [v1]\n`)}---\n${object('p-svc', '  namespace: p-system\nspec: {selector: {a: b}}\n', 'Service')}`;
const definition = (schema: string) =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: as.g.io\nspec:\n  group: g.io\n  names: {kind: A, listKind: AList, plural: as, singular: a}\n  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n${schema}`;
/** A project that is not only a scaffold: what a user added grows, and each command has to go through it. */
const project = once(() =>
  buildScaffold({
    projectName: 'shop',
    domain: 'example.com',
    preset: 'pre-3.15',
    resources: [{ group: 'store', version: 'v1', kind: 'Widget' }],
  }),
);
const grown = (resources: string) => {
  const path = 'config/manager/kustomization.yaml';
  return project().with({
    'config/manager/more.yaml': resources,
    [path]: project().get(path)!.replace('- manager.yaml', '- manager.yaml\n- more.yaml'),
  });
};

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

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
  {
    name: 'chart: Deployments with selectors',
    size: 300,
    run: (n) =>
      buildChart(
        list(
          n,
          (i) =>
            deployment(`p-${i}`).replace(
              'spec:\n  template:\n',
              `spec:\n  selector: {matchLabels: {app: a${i}}}\n  template:\n    metadata: {labels: {app: a${i}}}\n`,
            ),
          '---\n',
        ),
      ),
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
  { name: 'chart: webhooks of one configuration', size: 250, run: (n) => buildChart(webhooks(n)) },
  {
    name: 'chart: long names',
    size: 250,
    run: (n) => buildChart(list(n, (i) => object(`${'n'.repeat(50)}-${i}`), '---\n')),
  },
  {
    name: 'chart: names of services in variables',
    size: 250,
    run: (n) =>
      buildChart(
        `${deployment('p-a', `        env:\n${list(n, (i) => `        - {name: N${i}, value: p-svc.p-system.svc}\n`)}`)}---\n${object('p-svc', '  namespace: p-system\nspec: {selector: {a: b}}\n', 'Service')}`,
      ),
  },
  {
    name: 'chart: a text of names of services',
    size: 5000,
    run: (n) => buildChart(object('p-a', `data:\n  k: "${'a.b.svc.'.repeat(n)}"\n`)),
  },
  {
    name: 'chart: a text of paths',
    size: 5000,
    run: (n) =>
      buildChart(
        `${object('p-system', '', 'Namespace')}---\n${object('p-a', `  namespace: p-system\ndata:\n  k: "${'p-system/'.repeat(n)}"\n`)}`,
      ),
  },
  {
    name: 'chart: an image of colons',
    size: 5000,
    run: (n) => buildChart(deployment('p-a').replace(/image: .*/, `image: "x${'::'.repeat(n)}"`)),
  },
  {
    name: 'chart: a condition of names',
    size: 5000,
    run: (n) =>
      buildChart(
        webhooks(1).replace(
          '  sideEffects',
          `  matchConditions: [{name: a, expression: "${'namespacein[!'.repeat(n)}"}]\n  sideEffects`,
        ),
      ),
  },
  {
    name: 'chart: stars in a description',
    size: 50_000,
    run: (n) => buildChart(definition(`        description: "${'*'.repeat(n)}"\n`)),
  },
  {
    name: 'chart: fields of a definition',
    size: 2000,
    run: (n) =>
      buildChart(definition(`        properties:\n${list(n, (i) => `          f${i}:\n            type: string\n`)}`)),
  },
  {
    name: 'chart: rules of a role',
    size: 250,
    run: (n) =>
      buildChart(
        object(
          'p-r',
          `rules:\n${list(n, (i) => `- {apiGroups: [g${i}], resources: [r], verbs: [get]}\n`)}`,
          'ClusterRole',
        ).replace('apiVersion: v1', 'apiVersion: rbac.authorization.k8s.io/v1'),
      ),
  },
  {
    name: 'chart: shared JavaScript objects',
    size: 24,
    run: (n) => {
      let shared: object = { a: 'b' };
      for (let level = 0; level < n; level += 1) shared = { left: shared, right: shared };
      return buildChart([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: shared } as never]);
    },
  },
  {
    name: 'chart: an update',
    size: 100,
    run: (n) => {
      const text = (value: string) => list(n, (i) => object(`p-${i}`, `data: {k: ${value}}\n`), '---\n');
      return updateChart(buildChart(text('v')), text('w'));
    },
  },
  {
    name: 'kustomize: opening variables',
    size: 10_000,
    run: (n) =>
      render(
        deployment('a', `        args: ["${'$('.repeat(n)}"]\n`),
        'resources: [a.yaml]\nvars: [{name: V, objref: {apiVersion: apps/v1, kind: Deployment, name: a}}]\n',
      ),
  },
  {
    name: 'kustomize: slashes of a path',
    size: 10_000,
    run: (n) => render('', `configMapGenerator: [{name: g, files: ["a${'/'.repeat(n)}b"]}]\n`),
  },
  {
    name: 'kustomize: keys that stand twice',
    size: 5000,
    run: (n) => render(object('a', `data:\n${'  k: v\n'.repeat(n)}`)),
  },
  {
    name: 'kustomize: lists in lists',
    size: 100,
    run: (n) => render(`${'{apiVersion: v1, kind: List, items: ['.repeat(n)}${']}'.repeat(n)}`),
  },
  {
    name: 'kustomize: replacements',
    size: 100,
    run: (n) =>
      render(
        `${object('a', 'data: {k: v}\n')}---\n${object('b', `data: {${list(n, (i) => `k${i}: v`, ', ')}}\n`)}`,
        `resources: [a.yaml]\nreplacements:\n${list(n, (i) => `- {source: {kind: ConfigMap, name: a, fieldPath: data.k}, targets: [{select: {name: b}, fieldPaths: [data.k${i}]}]}\n`)}`,
      ),
  },
  {
    name: 'kustomize: strategic patches',
    size: 100,
    run: (n) =>
      render(
        list(n, (i) => deployment(`a${i}`), '---\n'),
        `resources: [a.yaml]\npatches:\n${list(n, (i) => `- patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: a${i}}, spec: {replicas: 2}}'\n`)}`,
      ),
  },
  {
    name: 'diff: a patch of many lines',
    size: 5000,
    run: (n) => formatPatch(diffTrees(FileTree.from({ a: 'a\n' }), FileTree.from({ a: list(n, (i) => `${i}\n`) }))),
  },
  {
    name: 'diff: changes to apply',
    size: 250,
    run: (n) => {
      const objects = Array.from({ length: n }, (_, i) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `a${i}` },
      }));
      const { objects: changes } = diffTrees(
        tree(list(n, (i) => object(`a${i}`), '---\n')),
        tree(list(n, (i) => object(`a${i}`, 'data: {k: v}\n'), '---\n')),
      );
      return applyObjectChanges(objects, changes);
    },
  },
  {
    name: 'audit: resources of a project',
    size: 50,
    run: (n) => formatSarif(auditTree(grown(list(n, (i) => deployment(`a${i}`), '---\n')))),
  },
  {
    name: 'base: files of a project',
    size: 1000,
    run: (n) => detectBase(project().with(Array.from({ length: n }, (_, i) => [`docs/${i}.md`, `${i}\n`] as const))),
  },
  {
    name: 'features: resources of a project',
    size: 50,
    run: (n) => readFeatures(grown(list(n, (i) => object(`a${i}`), '---\n'))),
  },
  {
    name: 'features: a switch',
    size: 50,
    run: (n) => setFeature(grown(list(n, (i) => object(`a${i}`), '---\n')), 'prometheus', true),
  },
  {
    name: 'upgrade: resources of a project',
    size: 50,
    run: (n) =>
      planUpgrade(grown(list(n, (i) => object(`a${i}`), '---\n')), { to: 'https-metrics', only: ['metrics'] }),
  },
  {
    name: 'upgrade: lines of main.go',
    size: 500,
    run: (n) =>
      planUpgrade(
        project().with({ 'cmd/main.go': `${project().get('cmd/main.go')}\n${list(n, (i) => `var a${i} = ${i}\n`)}` }),
        {
          to: 'https-metrics',
          only: ['metrics'],
        },
      ),
  },
  {
    name: 'whole upgrade: kinds, each file edited',
    size: 6,
    run: (n) => planUpgrade(edited(kindsOf(n)), { to: 'https-metrics' }),
  },
  {
    name: 'whole upgrade: resources of a project',
    size: 50,
    run: (n) => planUpgrade(grown(list(n, (i) => object(`a${i}`), '---\n')), { to: 'https-metrics' }),
  },
  ...(
    [
      ['Makefile', (i) => `a${i}: b ## C.\n\techo ${i}\n\n`],
      ['cmd/main.go', (i) => `func a${i}() int { return ${i} }\n`],
      ['go.mod', (i) => `require example.com/a${i} v1.0.0\n`],
      ['Dockerfile', (i) => `RUN echo ${i}\n`],
      ['.gitignore', (i) => `a${i}\n`],
      ['config/rbac/kustomization.yaml', (i) => `# - a${i}.yaml\n`],
    ] as const satisfies readonly (readonly [string, (index: number) => string])[]
  ).map(
    ([path, line]): Shape => ({
      name: `whole upgrade: lines of ${path}`,
      size: 400,
      run: (n) =>
        planUpgrade(project().with({ [path]: `${project().get(path)}\n${list(n, line)}` }), { to: 'https-metrics' }),
    }),
  ),
  {
    name: 'scaffold: resources',
    size: 10,
    run: (n) =>
      buildScaffold({
        projectName: 'a',
        domain: 'b.c',
        resources: Array.from({ length: n }, (_, i) => ({ group: 'g', version: 'v1', kind: `K${i}` })),
      }),
  },
  {
    name: 'presets: alternatives of a range',
    size: 2000,
    run: (n) => resolvePreset(`kubebuilder@${'4.1 || '.repeat(n)}4.2`),
  },
  {
    name: 'plugin: lines to uncomment',
    size: 20_000,
    run: (n) => uncommentCode(`${'#a\n'.repeat(n)}#b\n`, `${'#a\n'.repeat(n / 2)}#b\n`, '#'),
  },
];

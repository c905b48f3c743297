import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as api from '../../../src/index.ts';
import type { Random } from '../kustomize/random.ts';
import { nastyInputs } from './chart-inputs.ts';
import { hostileText, hostileValue, mutatedData, mutatedText, mutatedTexts } from './hostile-values.ts';

/** A public function, called with what chance gives. */
export interface FuzzedEntry {
  readonly name: keyof typeof api;
  readonly call: (random: Random) => unknown;
}

/** Bounds that keep one call short: the defaults are for machines that do nothing else. */
const CALL = { limits: { bytes: 4 << 20, nodes: 300_000, aliasNodes: 20_000, objects: 2_000 } };

/** Every function of the main entry; a test of the suite holds the list against the exports. */
export function fuzzedEntries(): readonly FuzzedEntry[] {
  const golden = (path: string) => readFileSync(join(import.meta.dirname, '..', '..', 'golden', path), 'utf8');
  const texts = [
    golden('https-metrics/rendered.yaml'),
    golden('charts/orchard.yaml'),
    ...nastyInputs().map(({ manifests }) => manifests),
  ];
  const short = texts.filter((text) => text.length < 40_000);
  const options: api.ScaffoldOptions = {
    projectName: 'shop',
    domain: 'example.com',
    preset: 'https-metrics',
    features: { metrics: true, webhooks: true, certManager: true },
    resources: [{ group: 'store', version: 'v1', kind: 'Widget', webhooks: { validation: true } }],
  };
  const chartOptions: api.ChartOptions = { name: 'shop', description: 'A shop', icon: 'https://example.com/a.png' };
  const projects = ['https-metrics', '3.15', 'pre-3.15', 'kubebuilder@4.4.0'].map((preset) =>
    api.buildScaffold({ ...options, preset }),
  );
  const small = api.FileTree.from({
    'kustomization.yaml':
      'namePrefix: p-\nnamespace: ns\nresources: [a.yaml, b]\nimages: [{name: x, newTag: v2}]\nconfigMapGenerator: [{name: g, literals: [a=b], files: [f=f.txt]}]\nreplacements: [{source: {kind: ConfigMap, name: a, fieldPath: data.k}, targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.[name=m].image"]}]}]\npatches: [{target: {kind: Deployment, name: d.*}, patch: \'[{"op": "replace", "path": "/spec/replicas", "value": 2}]\'}]\nlabels: [{pairs: {a: b}, includeSelectors: true}]\nvars: [{name: V, objref: {apiVersion: v1, kind: ConfigMap, name: a}}]\n',
    'a.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: &x {b: c}, labels: *x}\ndata:\n  k: "v\\n"\n  l: |\n    $(V)\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: d\nspec:\n  replicas: 1\n  template:\n    spec:\n      containers:\n      - name: m\n        image: x:v1\n',
    'b/kustomization.yaml': 'resources: [c.yaml]\nnameSuffix: -s\n',
    'b/c.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: c}\nspec: {selector: {a: b}}\n',
    'f.txt': 'text\n',
  });
  const trees = [...projects, small, small, small];
  const charts = short.slice(0, 3).map((text) => attempt(() => api.buildChart(text)) ?? api.FileTree.empty);
  const objects = api.renderManifests(projects[0]!);
  const before = api.renderManifests(projects[1]!);
  const plan = api.planUpgrade(projects[2]!, { to: 'https-metrics', only: ['metrics'] });
  const diffs = [api.diffTrees(projects[1]!, projects[0]!), api.diffScaffolds({ ...options, preset: '3.15' }, options)];
  const report = api.auditTree(projects[2]!);
  const project = projects[0]!.get('PROJECT')!;
  const plugin = {
    name: 'a.example.com',
    version: 'v1',
    init: ({ tree }: { tree: api.FileTree }) => tree,
    flags: [{ name: 'f', type: 'int', default: 1, usage: '' }],
  };
  const request = {
    apiVersion: 'v1alpha1',
    command: 'init',
    args: ['--f', '2'],
    universe: { PROJECT: project, 'a.go': 'package a\n' },
    pluginChain: ['x/v1'],
    config: { version: '3' },
  };

  /** Mostly data with changes; sometimes anything. */
  const data = (random: Random, seed: unknown): never =>
    (random.chance(0.05)
      ? hostileValue(random)
      : random.chance(0.4)
        ? mutatedTexts(seed, random)
        : mutatedData(seed, random)) as never;
  const text = (random: Random, seeds: readonly string[]): never =>
    (random.chance(0.05) ? hostileValue(random) : mutatedText(random.pick(seeds), random)) as never;
  const tree = (random: Random, seeds: readonly api.FileTree[] = trees): never => {
    if (random.chance(0.03)) return hostileValue(random) as never;
    const seed = random.pick(seeds);
    const paths = seed.paths();
    if (paths.length === 0) return seed as never;
    const changed: [string, string][] = [];
    for (let count = 1 + random.int(3); count > 0; count -= 1) {
      // Half of the changes are to what everything hangs on.
      const roots = paths.filter((path) =>
        /(^|\/)(kustomization\.yaml|PROJECT|values\.yaml|main\.go|\.operator-scaffold.*)$/.test(path),
      );
      const path = roots.length > 0 && random.chance(0.5) ? random.pick(roots) : random.pick(paths);
      changed.push([path, mutatedText(seed.get(path)!, random)]);
    }
    const result = seed.with(changed);
    return (random.chance(0.1) ? result.without(random.pick(paths)) : result) as never;
  };
  const call = (random: Random): never => (random.chance(0.03) ? hostileValue(random) : CALL) as never;
  const withCall = (random: Random, value: unknown): never =>
    (typeof value === 'object' && value !== null && random.chance(0.97) ? spread(value, CALL) : value) as never;
  const manifests = (random: Random): never =>
    random.chance(0.6) ? text(random, short) : data(random, random.chance(0.5) ? objects : [random.pick(objects)]);
  const features = ['metrics', 'networkPolicy', 'prometheus', 'certManager', 'metricsCerts', 'webhooks'];
  const mostly = (random: Random, value: unknown): never =>
    (random.chance(0.05) ? hostileValue(random) : value) as never;

  return [
    { name: 'validateOptions', call: (r) => api.validateOptions(data(r, options), call(r)) },
    { name: 'buildScaffold', call: (r) => api.buildScaffold(data(r, options), call(r)) },
    { name: 'optionsFromProject', call: (r) => api.optionsFromProject(text(r, [project]), mostly(r, 'a'), call(r)) },
    { name: 'ignoredProjectKeys', call: (r) => api.ignoredProjectKeys(text(r, [project]), call(r)) },
    { name: 'resolvePreset', call: (r) => api.resolvePreset(text(r, ['kubebuilder@^4.4', '3.15', 'v4.1.0'])) },
    { name: 'renderManifests', call: (r) => api.renderManifests(tree(r), mostly(r, undefined), call(r)) },
    { name: 'renderObjects', call: (r) => api.renderObjects(tree(r, [small]), mostly(r, '.'), call(r)) },
    { name: 'renderYaml', call: (r) => api.renderYaml(tree(r, [small]), mostly(r, '.'), call(r)) },
    { name: 'buildChart', call: (r) => api.buildChart(manifests(r), data(r, chartOptions), call(r)) },
    { name: 'updateChart', call: (r) => api.updateChart(tree(r, charts), manifests(r), data(r, {}), call(r)) },
    { name: 'diffTrees', call: (r) => api.diffTrees(tree(r), tree(r), withCall(r, mostly(r, {}))) },
    { name: 'diffScaffolds', call: (r) => api.diffScaffolds(data(r, options), data(r, options), call(r)) },
    {
      name: 'diffProject',
      call: (r) => api.diffProject(tree(r, projects), withCall(r, data(r, { to: '3.15', options: { domain: 'a.b' } }))),
    },
    {
      name: 'filterDiff',
      call: (r) =>
        api.filterDiff(data(r, r.pick(diffs)), data(r, { paths: ['config/**'], kinds: ['deployment'] }), call(r)),
    },
    { name: 'reverseDiff', call: (r) => api.reverseDiff(data(r, r.pick(diffs)), call(r)) },
    { name: 'summarizeDiff', call: (r) => api.summarizeDiff(data(r, r.pick(diffs)), call(r)) },
    { name: 'formatJson', call: (r) => api.formatJson(data(r, r.pick(diffs)), call(r)) },
    { name: 'formatMarkdown', call: (r) => api.formatMarkdown(data(r, r.pick(diffs)), withCall(r, mostly(r, {}))) },
    { name: 'formatPatch', call: (r) => api.formatPatch(data(r, r.pick(diffs)), call(r)) },
    {
      name: 'applyObjectChanges',
      call: (r) => api.applyObjectChanges(data(r, before), data(r, diffs[0]!.objects), call(r)),
    },
    { name: 'detectBase', call: (r) => api.detectBase(tree(r), call(r)) },
    {
      name: 'readFeatures',
      call: (r) => api.readFeatures(tree(r, projects), withCall(r, data(r, { preset: '3.15' }))),
    },
    {
      name: 'setFeature',
      call: (r) =>
        api.setFeature(
          tree(r, projects),
          mostly(r, r.pick(features)),
          mostly(r, r.chance(0.5)),
          withCall(r, data(r, {})),
        ),
    },
    { name: 'auditTree', call: (r) => api.auditTree(tree(r), withCall(r, data(r, {}))) },
    { name: 'formatGithub', call: (r) => api.formatGithub(data(r, report), call(r)) },
    { name: 'formatSarif', call: (r) => api.formatSarif(data(r, report), call(r)) },
    { name: 'formatAuditMarkdown', call: (r) => api.formatAuditMarkdown(data(r, report), call(r)) },
    { name: 'formatMermaid', call: (r) => api.formatMermaid(data(r, report.drawings[0]), call(r)) },
    {
      name: 'planUpgrade',
      call: (r) =>
        api.planUpgrade(
          tree(r, projects),
          data(r, { to: r.pick(['https-metrics', '3.15', 'pre-3.15']), only: ['metrics'] }),
          call(r),
        ),
    },
    {
      name: 'applyPlan',
      call: (r) =>
        api.applyPlan(
          r.chance(0.5) ? (projects[2] as never) : tree(r, [projects[2]!]),
          data(r, plan),
          data(r, { without: [plan.steps[0]?.id] }),
          call(r),
        ),
    },
    { name: 'formatPlanMarkdown', call: (r) => api.formatPlanMarkdown(data(r, plan), call(r)) },
    { name: 'formatPlanTerminal', call: (r) => api.formatPlanTerminal(data(r, plan), undefined, call(r)) },
    { name: 'definePlugin', call: (r) => api.definePlugin(data(r, plugin)) },
    {
      name: 'runPlugin',
      call: (r) => {
        const given = r.chance(0.1) ? (hostileValue(r) as never) : api.definePlugin(plugin as never);
        const answer = api.runPlugin(
          given,
          (r.chance(0.5) ? data(r, request) : text(r, [JSON.stringify(request)])) as never,
        );
        const bug = answer.errorMsgs.find((message) => message.includes('this is a bug'));
        if (bug !== undefined) throw new Error(bug);
      },
    },
    {
      name: 'commentCode',
      call: (r) => api.commentCode(text(r, [project]), text(r, ['version: "3"\n']), mostly(r, '#')),
    },
    {
      name: 'uncommentCode',
      call: (r) => api.uncommentCode(text(r, ['#a\n#b\nc\n']), text(r, ['#a\n#b']), mostly(r, '#')),
    },
    {
      name: 'FileTree',
      call: (r) => {
        const made = api.FileTree.from(
          data(r, {
            a: 'b',
            'c/d': { content: 'x', executable: true },
            e: { link: 'a' },
            [hostileText(r)]: hostileText(r),
          }),
        );
        const all = [
          ...made
            .with(data(r, { f: 'g' }))
            .without('a')
            .under('u')
            .subtree('u'),
        ];
        return made.equals(made) && made.filter(() => true) && all && made.toRecord();
      },
    },
  ];
}

/** What takes no input of others, or is a class whose instances are made here only. */
export const NOT_FUZZED: readonly string[] = ['ChartTree', 'ScaffoldError', 'listPresets'];

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** Where the value cannot be looked into, it goes as it is. */
function spread(value: object, more: object): object {
  return attempt(() => ({ ...value, ...more })) ?? value;
}

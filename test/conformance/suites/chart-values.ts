import { join } from 'node:path';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { JsonObject, JsonValue } from '../../../src/kubernetes/object.ts';
import type { CaseResult, Suite } from '../suite.ts';
import { alternatives } from '../support/alternatives.ts';
import { attempt } from '../support/attempt.ts';
import { type ChartEngine, startChartEngine } from '../support/chart-engine.ts';
import { type ChartInput, chartInputsForMany } from '../support/chart-inputs.ts';
import { type ChartValues, candidates, chartValues, type Knob, valuesAt } from '../support/knobs.ts';
import { field } from '../support/oracle-references.ts';
import { EXTERNAL, mergeValues } from '../support/switches.ts';
import { fileNameOf, writeFiles } from '../support/write-files.ts';

/** Has the most values. */
const EVERYTHING = 'scaffold, everything';

/** Every documented value changes what the chart renders to, and the schema refuses what is not one. */
export const suite: Suite = {
  name: 'chart-values',
  async *run(context) {
    const engine = await startChartEngine();
    try {
      const sample = { 'made up': 6, scaffold: 1, operator: 2, always: EVERYTHING };
      for (const input of await chartInputsForMany(context, sample)) {
        const chart = buildChart(input.manifests);
        const directory = join(context.scratch, 'charts', fileNameOf(input.name));
        writeFiles(directory, chart);
        const values = chartValues(chart);
        yield await attempt(`${input.name}, no dead value`, () => deadKnobs(directory, values, engine));
        yield await attempt(`${input.name}, a key without a value`, () => nulls(directory, values, engine));
        yield await attempt(`${input.name}, what is set replaces its alternatives`, () =>
          alternatives(directory, values, engine),
        );
        if (input.name === EVERYTHING) yield* badValues(input, directory, values, engine);
      }
    } finally {
      engine.stop();
    }
  },
};

async function deadKnobs(directory: string, { knobs }: ChartValues, engine: ChartEngine): Promise<string[]> {
  if (knobs.length < 5) return [`only ${knobs.length} documented values were found`];
  const render = async (values: JsonObject) => {
    const request = { chart: directory, release: 'one', namespace: 'home', values };
    const { objects, error } = await engine.render(request);
    return error === undefined ? JSON.stringify(objects) : undefined;
  };
  const surroundings: { base: JsonObject; home: string }[] = [];
  for (const base of surroundingsOf(knobs)) {
    const home = await render(base);
    if (home !== undefined) surroundings.push({ base, home });
  }
  const dead: string[] = [];
  for (const knob of knobs) if (!(await isLive(knob))) dead.push(`${knob.path.join('.')} has no effect`);
  return dead;

  async function isLive(knob: Knob): Promise<boolean> {
    // The likely value of a knob is the first candidate: it is tried everywhere before the others are.
    for (const candidate of candidates(knob)) {
      for (const { base, home } of surroundings) {
        const changed = await render(mergeValues(base, valuesAt(knob.path, candidate)));
        if (changed !== undefined && changed !== home) return true;
      }
    }
    return false;
  }
}

/** A person may leave a key of a file empty, which is null: Helm renders, or says by our schema or in our words what is wrong. */
async function nulls(directory: string, { knobs, sections }: ChartValues, engine: ChartEngine): Promise<string[]> {
  const found: string[] = [];
  for (const path of [...knobs.map((knob) => knob.path), ...sections.filter((section) => section.length > 0)]) {
    const given = valuesAt(path, null);
    const { error } = await engine.render({ chart: directory, release: 'one', namespace: 'home', values: given });
    if (error !== undefined && /nil pointer|wrong type|error calling (?!fail)|incompatible types/.test(error))
      found.push(`${path.join('.')}: ${error}`);
  }
  return found;
}

/** What a value may need around it to have an effect: the parts that it is about switched on, or the own one off. */
function surroundingsOf(knobs: readonly Knob[]): JsonObject[] {
  const has = (...path: string[]) => knobs.some((knob) => knob.path.join('.') === path.join('.'));
  const switches = knobs.filter(
    ({ path, value }) => typeof value === 'boolean' && ['enabled', 'create'].includes(path.at(-1) ?? ''),
  );
  const all = (value: boolean) =>
    switches.reduce<JsonObject>((sum, { path }) => mergeValues(sum, valuesAt(path, value)), {});
  const certificate = (settings: JsonObject) => ({ webhook: { certificate: settings } });
  const list: JsonObject[] = [{}, all(true)];
  // One of two monitors reads the metrics.
  for (const monitor of ['serviceMonitor', 'podMonitor']) {
    if (has('metrics', monitor, 'enabled')) {
      const without = { metrics: { [monitor]: { enabled: false } } };
      list.push(without, mergeValues(all(true), without));
      // A monitor in another namespace has no Secret of a certificate beside it.
      if (has('metrics', 'certificate', 'source')) {
        const own = { metrics: { certificate: { source: 'operator' } } };
        list.push(mergeValues(mergeValues(all(true), without), own));
      }
    }
  }
  if (has('metrics', 'certificate', 'source')) {
    const certManager = { certManager: { enabled: true } };
    const issuer = { certManager: { enabled: true, issuerRef: { name: EXTERNAL.issuer } } };
    list.push({ metrics: { certificate: { source: '' } } });
    list.push(mergeValues(issuer, { metrics: { certificate: { source: 'certManager' } } }));
    list.push(mergeValues(certManager, { metrics: { certificate: { source: 'certManager' } } }));
    list.push({ metrics: { certificate: { source: 'existingSecret', secretName: EXTERNAL.secret } } });
  }
  if (has('webhook', 'certificate', 'source')) {
    list.push(certificate({ source: 'helm' }));
    list.push(certificate({ source: 'existingSecret', secretName: EXTERNAL.secret, caBundle: 'Y2E=' }));
    list.push(certificate({ source: 'certManager' }));
  }
  if (has('certManager', 'issuerRef', 'name')) {
    list.push({ certManager: { enabled: true, issuerRef: { name: EXTERNAL.issuer } } });
  }
  if (has('networkPolicy', 'restrictEgress')) list.push({ networkPolicy: { enabled: true, restrictEgress: true } });
  if (has('leaderElection', 'enabled')) list.push({ leaderElection: { enabled: true } });
  // Only one manager may do without the election of a leader.
  if (has('replicaCount')) list.push({ replicaCount: 1 });
  if (has('podSecurityContext')) list.push({ podSecurityContext: { runAsUser: 1000 } });
  // How a registry of all images is put in says nothing without one.
  if (has('global', 'imageRegistry')) list.push({ global: { imageRegistry: 'mirror.example.org' } });
  // Without the CRDs their conversion asks for no webhook.
  if (has('crds', 'enabled')) list.push({ crds: { enabled: false } });
  for (const { path } of switches) if (path.at(-1) === 'create') list.push(valuesAt(path, false));
  return list;
}

/** Misspelt keys in every section of ours, and values of every wrong type, each refused by Helm with the key's name. */
async function* badValues(
  input: ChartInput,
  directory: string,
  values: ChartValues,
  engine: ChartEngine,
): AsyncIterable<CaseResult> {
  // `global` is every chart's: what this one does not know there may be another's.
  const knobs = values.knobs.filter(({ path }) => path[0] !== 'global');
  const sections = values.sections.filter(([first]) => first !== 'global');
  const bad: { path: readonly string[]; value: JsonValue }[] = [];
  for (const section of sections) bad.push({ path: [...section, 'misspelt'], value: 'probe' });
  for (const { path } of knobs) bad.push({ path: [...path.slice(0, -1), `${path.at(-1)}s`], value: true });
  for (const { path, value } of knobs) {
    for (const wrong of wrongTypes(value)) bad.push({ path, value: wrong });
  }
  bad.push(...wrongInside(values));
  yield await attempt(`${input.name}, ${bad.length} bad values refused`, async () => {
    const accepted: string[] = [];
    if (bad.length < 200) accepted.push(`only ${bad.length} bad values were made`);
    for (const { path, value } of bad) {
      // A key with an s at its end may be one of its own.
      if (knobs.some((knob) => knob.path.join('.') === path.join('.') && knob.value === value)) continue;
      const given = valuesAt(path, value);
      const { error } = await engine.render({ chart: directory, release: 'one', namespace: 'home', values: given });
      const key = path.findLast((name) => !/^\d+$/.test(name)) ?? '';
      if (error === undefined) accepted.push(`accepted: ${JSON.stringify(given)}`);
      else if (!error.includes(key) || !/schema/.test(error))
        accepted.push(`refused without its name: ${JSON.stringify(given)}: ${error.slice(0, 200)}`);
    }
    return accepted;
  });
}

function wrongTypes(value: JsonValue): JsonValue[] {
  if (typeof value === 'boolean') return ['probe', 3, [], { probe: 1 }];
  if (typeof value === 'number') return ['probe', true, [], { probe: 1 }];
  if (typeof value === 'string') return [['probe'], { probe: 1 }];
  if (Array.isArray(value)) return ['probe', 3, true];
  if (value === null) return [['probe'], { probe: 1 }];
  return ['probe', 3, true];
}

/** Wrong shapes inside Kubernetes' own types, where the chart has the key. */
function wrongInside({ defaults }: ChartValues): { path: string[]; value: JsonValue }[] {
  const inside: [string[], JsonValue][] = [
    [['tolerations'], [{ operator: 1 }]],
    [['tolerations'], ['probe']],
    [['resources', 'limits'], 'probe'],
    [['affinity', 'nodeAffinity'], 'probe'],
    [['affinity', 'podAntiAffinity'], []],
    [['securityContext', 'runAsUser'], 'root'],
    [['securityContext', 'capabilities'], ['ALL']],
    [['podSecurityContext', 'runAsNonRoot'], 'yes'],
    [['livenessProbe', 'httpGet'], 'probe'],
    [['readinessProbe', 'periodSeconds'], 'soon'],
    [['imagePullSecrets'], [{ name: 1 }]],
    [['imagePullSecrets'], ['']],
    [['hostAliases'], [{ ip: 1 }]],
    [['topologySpreadConstraints'], [{ maxSkew: 'much' }]],
    [['extraVolumes'], ['probe']],
    [['extraEnv'], [{ name: 1 }]],
    [['extraContainers'], [{ image: 3 }]],
    [['nodeSelector'], { probe: { deep: 'er' } }],
    [['strategy'], { type: 3 }],
    [['podAnnotations'], { probe: { deep: 'er' } }],
  ];
  return inside.flatMap(([path, value]) =>
    [[], ['container'], ['pod'], ['deployment']]
      .filter((map) => field(defaults, ...map, path[0]!) !== undefined)
      .map((map) => ({ path: [...map, ...path], value })),
  );
}

import { join } from 'node:path';
import { parse } from 'yaml';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { type ChartEngine, startChartEngine } from '../support/chart-engine.ts';
import { type ChartInput, chartInputs } from '../support/chart-inputs.ts';
import { identity } from '../support/compare-objects.ts';
import { field, isObject, referencesOf } from '../support/oracle-references.ts';
import { axesOf, combinations, EXTERNAL, groups, pairs } from '../support/switches.ts';
import { writeFiles } from '../support/write-files.ts';

/**
 * Charts under combinations of their switches, through Helm's own engine: each renders to a graph without a reference
 * that dangles, or is refused with a sentence that names the values. Every pair of choices for every input but the
 * releases; for the scaffold that has everything also every combination among certificates, webhooks and metrics, and
 * among what the manager is allowed and asked. With --all every combination of all, of every input.
 */
export const suite: Suite = {
  name: 'chart-switches',
  async *run(context) {
    const engine = await startChartEngine();
    try {
      for (const input of await chartInputs(context)) {
        if (input.name.includes('kubebuilder@') && !context.all) continue;
        yield await attempt(input.name, () => switched(input, engine, context));
      }
    } finally {
      engine.stop();
    }
  },
};

const NAMESPACE = 'home';
const COMPLETE = ['scaffold, everything'];

function* both(a: Iterable<JsonObject>, b: Iterable<JsonObject>): Generator<[JsonObject, boolean]> {
  for (const values of a) yield [values, false];
  for (const values of b) yield [values, true];
}

async function switched(input: ChartInput, engine: ChartEngine, context: Context): Promise<string[]> {
  const chart = buildChart(input.manifests);
  const directory = join(context.scratch, 'charts', input.name.replace(/[^a-z0-9.]+/gi, '-'));
  writeFiles(directory, chart);
  const defaults = parse(chart.get('values.yaml') ?? '{}') as JsonObject;
  const axes = axesOf(defaults);
  const request = { chart: directory, release: 'one', namespace: NAMESPACE, distinct: true };
  const home = await engine.render(request);
  if (home.error !== undefined) return [home.error];
  const known = dangling(home.objects.map(({ object }) => object));
  const complete = COMPLETE.includes(input.name);
  const found = new Map<string, { count: number; example: string }>();
  const note = (problem: string, values: JsonObject) => {
    const entry = found.get(problem) ?? { count: 0, example: JSON.stringify(values) };
    found.set(problem, { ...entry, count: entry.count + 1 });
  };
  const judge = async (values: JsonObject, skipSchema: boolean) => {
    const { objects, error, seen } = await engine.render({ ...request, values, skipSchema });
    if (error !== undefined && !isSentence(error, defaults))
      note(`refused without naming two values: ${error.slice(0, 400)}`, values);
    if (error !== undefined || seen !== undefined) return;
    for (const problem of problemsOf(
      objects.map(({ object }) => object),
      known,
    ))
      note(problem, values);
  };
  // Enough requests on their way to keep the engine busy while answers are judged.
  let waiting: Promise<void>[] = [];
  // What single choices and pairs of them are to the schema, more of them together are as well.
  const more = context.all ? combinations(axes) : complete ? groups(axes) : [];
  for (const [values, skipSchema] of both(pairs(axes), more)) {
    waiting.push(judge(values, skipSchema));
    if (waiting.length < 64) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  return [...found].map(([problem, { count, example }]) => `${problem} (${count} combinations, such as ${example})`);
}

function problemsOf(objects: readonly KubernetesObject[], known: ReadonlySet<string>): string[] {
  const problems = [...dangling(objects)].filter((entry) => !known.has(entry)).map((entry) => `dangles: ${entry}`);
  const ids = objects.map((object) => identity(object, NAMESPACE));
  problems.push(...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: ${id}`));
  return problems;
}

/** References that nothing answers, by object and place. What a choice names that lies outside the chart is there. */
function dangling(objects: readonly KubernetesObject[]): Set<string> {
  const outside = (apiVersion: string, kind: string, name: string): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { name },
  });
  const all = [
    ...objects,
    outside('v1', 'Secret', EXTERNAL.secret),
    outside('v1', 'ServiceAccount', EXTERNAL.account),
    // Every namespace has it.
    outside('v1', 'ServiceAccount', 'default'),
    outside('cert-manager.io/v1', 'Issuer', EXTERNAL.issuer),
  ];
  const entries = [...referencesOf(all, NAMESPACE)].filter((entry) => entry.endsWith('|-'));
  return new Set(
    entries
      // A label selector of a policy or a budget may be about pods that come later.
      .filter((entry) => !isOptional(all[Number(entry.split('|')[0])] as KubernetesObject, entry.split('|')[1] ?? ''))
      .map(
        (entry) =>
          `${identity(all[Number(entry.split('|')[0])] as KubernetesObject, NAMESPACE)} ${entry.split('|')[1]}`,
      ),
  );
}

/** A Secret that is allowed to be missing is no reference that dangles. */
function isOptional(object: KubernetesObject, place: string): boolean {
  const volume = /\.volumes\.([^.]+)$/.exec(place)?.[1];
  const pod = field(object, 'spec', 'template', 'spec', 'volumes');
  if (volume === undefined || !Array.isArray(pod)) return false;
  const entry = (pod as JsonObject[]).find(({ name }) => name === volume);
  return isObject(entry?.secret) && entry.secret.optional === true;
}

/** Helm's message, with two of the values that contradict each other. */
function isSentence(error: string, values: JsonObject): boolean {
  const words = new Set(error.match(/\b[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)*/g) ?? []);
  return [...words].filter((word) => field(values, ...word.split('.')) !== undefined).length >= 2;
}

import { join } from 'node:path';
import { parse } from 'yaml';
import { buildChart } from '../../../src/chart/build-chart.ts';
import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { Context, Suite } from '../suite.ts';
import { attempt } from '../support/attempt.ts';
import { type ChartEngine, startChartEngine } from '../support/chart-engine.ts';
import { type ChartInput, chartInputs } from '../support/chart-inputs.ts';
import { identity } from '../support/compare-objects.ts';
import { directoryOf, field, isObject, type Missing, missingIn, referencesOf } from '../support/oracle-references.ts';
import { type Outcome, type RenderedPart, render, type Stage, SwitchProduct, valuesOf } from '../support/switch-product.ts';
import { axesOf, EXTERNAL, groups, pairs } from '../support/switches.ts';
import { writeFiles } from '../support/write-files.ts';

/**
 * Charts under combinations of their switches, through Helm's own engine: each renders to a graph without a reference
 * that dangles, or is refused with a sentence that names the values. Every pair of choices for every input but the
 * releases; for the scaffold that has everything also every combination among certificates, webhooks and metrics, and
 * among what the manager is allowed and asked. With --all every combination of all, of every input, by parts of the
 * chart, and random ones of them rendered whole to see that the parts tell the truth.
 */
export const suite: Suite = {
  name: 'chart-switches',
  async *run(context) {
    const engine = await startChartEngine();
    try {
      for (const input of await chartInputs(context)) {
        if (input.name.includes('kubebuilder@') && !context.all) continue;
        yield await attempt(input.name, () => switched(input, engine, context));
        if (!context.all) continue;
        let about = '';
        const result = await attempt(input.name, async () => {
          const { problems, numbers } = await everyCombination(input, engine, context);
          about = numbers;
          return problems;
        });
        yield { ...result, name: `${result.name}, ${about}` };
      }
    } finally {
      engine.stop();
    }
  },
};

const NAMESPACE = 'home';
const COMPLETE = ['scaffold, everything'];

function* both(a: Iterable<JsonObject>, b: Iterable<JsonObject>): Generator<[JsonObject, boolean]> {
  for (const values of a) yield [values, true];
  for (const values of b) yield [values, false];
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
  // The schema takes most of the time, and `chart-values` holds every single value against it.
  const more = context.all ? combinations(axes) : complete ? groups(axes) : [];
  for (const [values, isPair] of both(pairs(axes), more)) {
    waiting.push(judge(values, !(complete && isPair)));
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

/** All combinations, by what each part of the chart renders to. */
async function everyCombination(
  input: ChartInput,
  engine: ChartEngine,
  context: Context,
): Promise<{ problems: string[]; numbers: string }> {
  const start = Date.now();
  const chart = buildChart(input.manifests);
  const scratch = join(context.scratch, 'parts', input.name.replace(/[^a-z0-9.]+/gi, '-'));
  const directory = join(scratch, 'whole');
  writeFiles(directory, chart);
  const defaults = parse(chart.get('values.yaml') ?? '{}') as JsonObject;
  const stage = { engine, scratch, namespace: NAMESPACE };
  const product = await SwitchProduct.of(chart, axesOf(defaults), stage);
  const home = await render(directory, {}, stage);
  if (typeof home === 'string') return { problems: [home], numbers: '' };
  const known = dangling(home);
  const problems: string[] = [];
  const { parts } = product;
  const directories = parts.map(({ outcomes }) => outcomes.map((each) => directoryOf(objectsOf(each), NAMESPACE)));
  for (const { outcomes } of parts) {
    for (const each of outcomes) {
      if (typeof each === 'string' && !isSentence(each, defaults)) problems.push(`refused without naming two values: ${each}`);
    }
  }
  for (const [at, part] of parts.entries()) {
    for (const { what, missing, outcomes } of missingOf(part)) {
      if (known.has(what)) continue;
      const answers = directories.map((each) => each.map((directory) => missing.isAnsweredBy(directory)));
      const others = parts.flatMap((_, other) => (other !== at && answers[other]!.includes(true) ? [other] : []));
      const example = product.find([part, ...others.map((other) => parts[other]!)], ([own, ...rest]) =>
        outcomes.has(own!) && rest.every((outcome, index) => !answers[others[index]!]![outcome]!),
      );
      if (example !== undefined) problems.push(`dangles: ${what}, such as with ${JSON.stringify(example)}`);
    }
  }
  problems.push(...twins(product));
  problems.push(...(await checkParts(product, directory, stage, context.seed)));
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  return { problems, numbers: `${product.combinations} combinations by ${product.renders} renderings of parts in ${seconds} s` };
}

function objectsOf(outcome: Outcome): readonly KubernetesObject[] {
  return typeof outcome === 'string' ? [] : outcome;
}

interface MissingInPart {
  readonly what: string;
  readonly missing: Missing;
  /** The outcomes of the part that have it. */
  readonly outcomes: Set<number>;
}

/** What outcomes of a part refer to and do not hold. */
function missingOf({ outcomes }: RenderedPart): MissingInPart[] {
  const found = new Map<string, MissingInPart>();
  for (const [index, outcome] of outcomes.entries()) {
    const objects = [...objectsOf(outcome), ...outside()];
    for (const missing of missingIn(objects, NAMESPACE)) {
      const object = objects[missing.index]!;
      if (isOptional(object, missing.place)) continue;
      const what = `${identity(object, NAMESPACE)} ${missing.place}`;
      const key = `${what} ${missing.wanted}`;
      const entry = found.get(key) ?? { what, missing, outcomes: new Set<number>() };
      entry.outcomes.add(index);
      found.set(key, entry);
    }
  }
  return [...found.values()];
}

/** Objects that two parts, or one part twice, render together. */
function twins(product: SwitchProduct): string[] {
  const problems: string[] = [];
  const holders = new Map<string, { part: RenderedPart; outcomes: Set<number> }[]>();
  for (const part of product.parts) {
    const own = new Map<string, Set<number>>();
    for (const [index, outcome] of part.outcomes.entries()) {
      const ids = objectsOf(outcome).map((object) => identity(object, NAMESPACE));
      problems.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`));
      for (const id of ids) own.set(id, (own.get(id) ?? new Set()).add(index));
    }
    for (const [id, outcomes] of own) holders.set(id, [...(holders.get(id) ?? []), { part, outcomes }]);
  }
  for (const [id, list] of holders) {
    for (const [at, first] of list.entries()) {
      for (const second of list.slice(at + 1)) {
        const example = product.find(
          [first.part, second.part],
          ([a, b]) => first.outcomes.has(a!) && second.outcomes.has(b!),
        );
        if (example !== undefined) problems.push(`twice: ${id}, such as with ${JSON.stringify(example)}`);
      }
    }
  }
  return problems;
}

/** Random combinations, rendered whole and by parts. */
async function checkParts(product: SwitchProduct, directory: string, stage: Stage, seed: number): Promise<string[]> {
  const random = randomOf(seed);
  const every = product.axes.map((_, axis) => axis);
  const text = (outcome: Outcome) =>
    typeof outcome === 'string' ? 'refused' : outcome.map((object) => JSON.stringify(object)).sort().join('\n');
  for (let count = 0; count < 200; count += 1) {
    const choice = product.axes.map(({ choices }) => Math.floor(random() * choices.length));
    const values = valuesOf(product.axes, every, choice);
    const whole = await render(directory, values, stage);
    if (text(whole) !== text(product.outcome(choice))) return [`the parts differ from the whole: ${JSON.stringify(values)}`];
  }
  return [];
}

/** References that nothing answers, by object and place. What a choice names that lies outside the chart is there. */
function dangling(objects: readonly KubernetesObject[]): Set<string> {
  const all = [...objects, ...outside()];
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

/** What is there whatever a chart renders. */
function outside(): KubernetesObject[] {
  const object = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, metadata: { name } });
  return [
    object('v1', 'Secret', EXTERNAL.secret),
    object('v1', 'ServiceAccount', EXTERNAL.account),
    // Every namespace has it.
    object('v1', 'ServiceAccount', 'default'),
    object('cert-manager.io/v1', 'Issuer', EXTERNAL.issuer),
  ];
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

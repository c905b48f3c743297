import { join } from 'node:path';
import type { ChartTree } from '../../../src/chart/chart-tree.ts';
import type { KubernetesObject } from '../../../src/kubernetes/object.ts';
import { Random } from '../kustomize/random.ts';
import { identity } from './compare-objects.ts';
import { dangling, isOptional, isSentence, outside } from './dangling.ts';
import { chartValues } from './knobs.ts';
import { directoryOf, type Missing, missingIn } from './oracle-references.ts';
import { type Outcome, type RenderedPart, render, type Stage, SwitchProduct, valuesOf } from './switch-product.ts';
import { axesOf } from './switches.ts';
import { writeFiles } from './write-files.ts';

/** What is wrong with a chart in any combination of its switches, by what each part of it renders to. */
export async function everyCombination(
  chart: ChartTree,
  stage: Stage,
  seed: number,
): Promise<{ problems: string[]; numbers: string }> {
  const start = Date.now();
  const { namespace } = stage;
  const directory = join(stage.scratch, 'whole');
  writeFiles(directory, chart);
  const { defaults } = chartValues(chart);
  const product = await SwitchProduct.of(chart, axesOf(defaults), stage);
  const home = await render(directory, {}, stage);
  if (typeof home === 'string') return { problems: [home], numbers: '' };
  const known = dangling(home, namespace);
  const problems: string[] = [];
  const { parts } = product;
  const directories = parts.map(({ outcomes }) => outcomes.map((each) => directoryOf(objectsOf(each), namespace)));
  for (const { outcomes } of parts) {
    for (const each of outcomes) {
      if (typeof each === 'string' && !isSentence(each, defaults))
        problems.push(`refused without naming two values: ${each}`);
    }
  }
  for (const [at, part] of parts.entries()) {
    for (const { what, missing, outcomes } of missingOf(part, namespace)) {
      if (known.has(what)) continue;
      const answers = directories.map((each) => each.map((directory) => missing.isAnsweredBy(directory)));
      const others = parts.flatMap((_, other) => (other !== at && answers[other]!.includes(true) ? [other] : []));
      const example = product.find(
        [part, ...others.map((other) => parts[other]!)],
        ([own, ...rest]) => outcomes.has(own!) && rest.every((outcome, index) => !answers[others[index]!]![outcome]!),
      );
      if (example !== undefined) problems.push(`dangles: ${what}, such as with ${JSON.stringify(example)}`);
    }
  }
  problems.push(...twins(product, namespace));
  problems.push(...(await checkParts(product, directory, stage, seed)));
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  return {
    problems,
    numbers: `${product.combinations} combinations by ${product.renders} renderings of parts in ${seconds} s`,
  };
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
function missingOf({ outcomes }: RenderedPart, namespace: string): MissingInPart[] {
  const found = new Map<string, MissingInPart>();
  for (const [index, outcome] of outcomes.entries()) {
    const objects = [...objectsOf(outcome), ...outside()];
    for (const missing of missingIn(objects, namespace)) {
      const object = objects[missing.index]!;
      if (isOptional(object, missing.place)) continue;
      const what = `${identity(object, namespace)} ${missing.place}`;
      const key = `${what} ${missing.wanted}`;
      const entry = found.get(key) ?? { what, missing, outcomes: new Set<number>() };
      entry.outcomes.add(index);
      found.set(key, entry);
    }
  }
  return [...found.values()];
}

/** Objects that two parts, or one part twice, render together. */
function twins(product: SwitchProduct, namespace: string): string[] {
  const problems: string[] = [];
  const holders = new Map<string, { part: RenderedPart; outcomes: Set<number> }[]>();
  for (const part of product.parts) {
    const own = new Map<string, Set<number>>();
    for (const [index, outcome] of part.outcomes.entries()) {
      const ids = objectsOf(outcome).map((object) => identity(object, namespace));
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
  const random = new Random(seed);
  const every = product.axes.map((_, axis) => axis);
  const text = (outcome: Outcome) =>
    typeof outcome === 'string'
      ? 'refused'
      : outcome
          .map((object) => JSON.stringify(object))
          .sort()
          .join('\n');
  for (let count = 0; count < 100; count += 1) {
    const choice = product.axes.map(({ choices }) => random.int(choices.length));
    const values = valuesOf(product.axes, every, choice);
    const whole = await render(directory, values, stage);
    if (text(whole) !== text(product.outcome(choice)))
      return [`the parts differ from the whole: ${JSON.stringify(values)}`];
  }
  return [];
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileTree } from '../../../src/core/file-tree.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';
import type { ChartEngine, Rendered, RenderRequest } from './chart-engine.ts';
import { isObject } from './oracle-references.ts';
import { type Axis, mergeValues } from './switches.ts';
import { type TemplatePart, templateParts } from './template-parts.ts';

/**
 * Every combination of a chart's switches, judged without rendering each. A part of the chart reads some of the values
 * only, so it is rendered once for each combination of the switches that it can read; whether a reference dangles depends
 * on the part that has it and on the parts that may answer it, and on no other.
 */
export class SwitchProduct {
  readonly parts: readonly RenderedPart[];
  readonly axes: readonly Axis[];
  readonly renders: number;

  private constructor(axes: readonly Axis[], parts: readonly RenderedPart[], renders: number) {
    this.axes = axes;
    this.parts = parts;
    this.renders = renders;
  }

  static async of(chart: FileTree, axes: readonly Axis[], stage: Stage): Promise<SwitchProduct> {
    const paths = axes.map(({ choices }) => new Set(choices.flatMap((choice) => leaves(choice))));
    const parts: RenderedPart[] = [];
    let renders = 0;
    for (const [index, part] of templateParts(chart).entries()) {
      const read = axes.flatMap((_, axis) => (readsAny(part.reads, paths[axis]!) ? [axis] : []));
      const directory = join(stage.scratch, String(index));
      writePart(directory, chart, part);
      const outcomes: Outcome[] = [];
      // By the engine's number of an answer, and by Helm's message.
      const known = new Map<number | string, number>();
      let answers = 0;
      const table: number[] = [];
      const note = ({ objects, seen, error }: Rendered) => {
        const key = error ?? seen ?? ++answers;
        if (!known.has(key)) known.set(key, outcomes.push(error ?? objectsOf(objects)) - 1);
        table.push(known.get(key)!);
        renders += 1;
      };
      // Enough requests on their way to keep the engine busy.
      let waiting: Promise<Rendered>[] = [];
      for (const choice of choicesOf(axes, read)) {
        waiting.push(
          stage.engine.render({ ...requestOf(directory, valuesOf(axes, read, choice), stage), distinct: true }),
        );
        if (waiting.length < 128) continue;
        for (const answer of await Promise.all(waiting)) note(answer);
        waiting = [];
      }
      for (const answer of await Promise.all(waiting)) note(answer);
      parts.push({ name: part.name, read, outcomes, table });
    }
    return new SwitchProduct(axes, parts, renders);
  }

  get combinations(): number {
    return this.axes.reduce((count, { choices }) => count * choices.length, 1);
  }

  /** What the chart renders to by the parts, for a choice of every axis; a text where it is refused. */
  outcome(choice: readonly number[]): Outcome {
    const all = this.parts.map((part) => part.outcomes[part.table[this.#row(part, choice)]!]!);
    return all.find((each) => typeof each === 'string') ?? (all.flat() as KubernetesObject[]);
  }

  /** A combination that is not refused, that `holds` for some choices of the parts says nothing against; its values. */
  find(parts: readonly RenderedPart[], holds: (outcomes: readonly number[]) => boolean): JsonObject | undefined {
    const read = union(parts.flatMap((part) => part.read));
    const full = this.axes.map(() => 0);
    for (const choice of choicesOf(this.axes, read)) {
      read.forEach((axis, at) => {
        full[axis] = choice[at]!;
      });
      if (!holds(parts.map((part) => part.table[this.#row(part, full)]!))) continue;
      const accepted = this.#accepted(read, full);
      if (accepted !== undefined) {
        const every = this.axes.map((_, axis) => axis);
        return valuesOf(this.axes, every, accepted);
      }
    }
    return undefined;
  }

  readonly #refusals = new Map<string, number[] | undefined>();

  /** The choice with the other axes set such that no part refuses it. */
  #accepted(fixed: readonly number[], choice: readonly number[]): number[] | undefined {
    const strict = this.parts.filter(({ outcomes }) => outcomes.some((each) => typeof each === 'string'));
    const asked = union(strict.flatMap(({ read }) => read));
    const key = asked.map((axis) => (fixed.includes(axis) ? choice[axis] : '*')).join();
    if (!this.#refusals.has(key)) {
      const open = asked.filter((axis) => !fixed.includes(axis));
      const trial = [...choice];
      let found: number[] | undefined;
      for (const others of choicesOf(this.axes, open)) {
        open.forEach((axis, at) => {
          trial[axis] = others[at]!;
        });
        if (strict.every((part) => typeof part.outcomes[part.table[this.#row(part, trial)]!] !== 'string')) {
          found = open.map((axis) => trial[axis]!);
          break;
        }
      }
      this.#refusals.set(key, found);
    }
    const found = this.#refusals.get(key);
    if (found === undefined) return undefined;
    const whole = [...choice];
    asked
      .filter((axis) => !fixed.includes(axis))
      .forEach((axis, at) => {
        whole[axis] = found[at]!;
      });
    return whole;
  }

  #row({ read }: RenderedPart, choice: readonly number[]): number {
    return read.reduce((row, axis) => row * this.axes[axis]!.choices.length + choice[axis]!, 0);
  }
}

/** The objects that a part renders to, or the sentence with which it is refused. */
export type Outcome = readonly KubernetesObject[] | string;

export interface RenderedPart {
  readonly name: string;
  /** The axes that it may read, ascending. */
  readonly read: readonly number[];
  /** The different outcomes. */
  readonly outcomes: readonly Outcome[];
  /** Which outcome, by the choices of the axes that it reads, the last axis fastest. */
  readonly table: readonly number[];
}

export interface Stage {
  readonly engine: ChartEngine;
  readonly scratch: string;
  readonly namespace: string;
}

/** Values for some axes. */
export function valuesOf(axes: readonly Axis[], some: readonly number[], choice: readonly number[]): JsonObject {
  return some.reduce<JsonObject>((values, axis, at) => mergeValues(values, axes[axis]!.choices[choice[at]!]!), {});
}

/** A certificate that is there already, as `lookup` finds one: making one takes most of the time of a rendering. */
const CERTIFICATE = { generatedWebhookCertificate: { 'ca.crt': 'Y2E=', 'tls.crt': 'Y3J0', 'tls.key': 'a2V5' } };

/** What a chart renders to with some values, or the sentence with which they are refused. */
export async function render(directory: string, values: JsonObject, stage: Stage): Promise<Outcome> {
  const { objects, error } = await stage.engine.render(requestOf(directory, values, stage));
  return error ?? objectsOf(objects);
}

function requestOf(chart: string, values: JsonObject, { namespace }: Stage): RenderRequest {
  return { chart, release: 'one', namespace, skipSchema: true, values: { ...values, ...CERTIFICATE } };
}

function objectsOf(objects: Rendered['objects']): KubernetesObject[] {
  return objects.map(({ object }) => object);
}

const SHARED = /^(Chart\.yaml|values\.yaml|charts\/.*|templates\/(.*\/)?_[^/]*)$/;

/** A chart with one template of its own, and all that templates can include. */
function writePart(directory: string, chart: FileTree, part: TemplatePart): void {
  const files: [string, string][] = [...chart].flatMap(({ path, content }) =>
    SHARED.test(path) || (part.name === 'crds/' && path.startsWith('crds/')) ? [[path, content]] : [],
  );
  for (const [path, content] of [...files, ['templates/part.yaml', part.text] as const]) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

function readsAny(reads: ReadonlySet<string>, paths: ReadonlySet<string>): boolean {
  return [...reads].some((read) =>
    [...paths].some((path) => read === '' || `${path}.`.startsWith(`${read}.`) || `${read}.`.startsWith(`${path}.`)),
  );
}

function leaves(value: JsonValue, path = ''): string[] {
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
}

/** Every choice for some axes, the last axis fastest. The array is the same every time. */
function* choicesOf(axes: readonly Axis[], some: readonly number[]): Generator<readonly number[]> {
  const choice = some.map(() => 0);
  for (;;) {
    yield choice;
    let at = some.length - 1;
    while (at >= 0 && choice[at]! === axes[some[at]!]!.choices.length - 1) choice[at--] = 0;
    if (at < 0) return;
    choice[at] = choice[at]! + 1;
  }
}

function union(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

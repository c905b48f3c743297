import { Emission, type Files } from '../../diff/explain/emission.ts';
import { historySteps } from '../../diff/explain/history-steps.ts';
import { optionSteps } from '../../diff/explain/option-steps.ts';
import type { Step } from '../../diff/explain/scaffold-state.ts';
import type { Reason } from '../../diff/model.ts';
import { lineEdits } from '../../diff/text/line-edits.ts';
import type { ReadOptions } from '../../scaffold/read-options.ts';
import type { StepHead } from '../plan/plan-builder.ts';

/** What one reason did to one file, in our scaffold. */
interface Touch {
  readonly order: number;
  readonly added: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  /** Whether it made the file, or took it away. */
  readonly whole: boolean;
}

/** Why the lines of an upgrade change: the entries of the history on the way, and the options. */
export class Reasons {
  readonly heads: readonly StepHead[];
  readonly #touches = new Map<string, Touch[]>();

  constructor(from: ReadOptions, to: ReadOptions) {
    const steps: Step[] = [...historySteps(from.preset, to.preset), ...optionSteps(from.options, to.options)];
    const emission = new Emission({ options: from.options, profile: from.preset.profile });
    const texts = new Map([...emission.files.keys()].map((path) => [path, textOf(emission.files, path)]));
    for (const [order, step] of steps.entries()) {
      for (const path of emission.advance(step)) {
        const [old, now] = [texts.get(path), textOf(emission.files, path)];
        texts.set(path, now);
        this.#touches.set(path, [...(this.#touches.get(path) ?? []), touchOf(order, old, now)]);
      }
    }
    this.heads = steps.map(({ reason }) => headOf(reason));
  }

  /** The order of the reason that made a file, or took it away; undefined where none is known. */
  ofFile(path: string): number | undefined {
    const touches = this.#touches.get(path) ?? [];
    return (touches.findLast(({ whole }) => whole) ?? touches.at(-1))?.order;
  }

  /** All reasons that touched a file. */
  ofPath(path: string): number[] {
    return (this.#touches.get(path) ?? []).map(({ order }) => order);
  }

  /** The last reason that wrote or took away one of some lines; else the last one of the file. */
  ofLines(path: string, removed: readonly string[], added: readonly string[]): number | undefined {
    const touches = this.#touches.get(path) ?? [];
    const told = (lines: readonly string[], known: ReadonlySet<string>) => lines.some((line) => known.has(plain(line)));
    return (touches.findLast((touch) => told(added, touch.added) || told(removed, touch.removed)) ?? touches.at(-1))
      ?.order;
  }
}

function touchOf(order: number, old: string | undefined, now: string | undefined): Touch {
  const added = new Set<string>();
  const removed = new Set<string>();
  for (const { kind, lines } of lineEdits(old ?? '', now ?? '').edits) {
    if (kind === 'same') continue;
    for (const line of lines) if (plain(line) !== '') (kind === 'added' ? added : removed).add(plain(line));
  }
  return { order, added, removed, whole: old === undefined || now === undefined };
}

/** What a line says, wherever it stands, active or commented out. */
function plain(line: string): string {
  return line.replace(/^[\s#]+/, '').trimEnd();
}

function textOf(files: Files, path: string): string | undefined {
  const input = files.get(path);
  return typeof input === 'object' ? input.content : input;
}

function headOf(reason: Reason): StepHead {
  if (reason.kind === 'history') {
    const { id, title, why, topic, links } = reason;
    return { id, title, why, topic, links };
  }
  return {
    id: reason.id,
    title: `Have ${reason.option} as it is asked for`,
    why: 'It was asked for.',
    topic: 'options',
  };
}

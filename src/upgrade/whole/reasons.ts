import { Emission, type Files } from '../../diff/explain/emission.ts';
import { historySteps } from '../../diff/explain/history-steps.ts';
import { optionSteps } from '../../diff/explain/option-steps.ts';
import type { Step } from '../../diff/explain/scaffold-state.ts';
import type { Reason } from '../../diff/model.ts';
import { lineEdits, splitLines } from '../../diff/text/line-edits.ts';
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

  /** @param names where the user has files that the scaffold knows by another path */
  constructor(from: ReadOptions, to: ReadOptions, names: ReadonlyMap<string, string> = new Map()) {
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
    for (const [path, known] of names) {
      const touches = [...(this.#touches.get(path) ?? []), ...(this.#touches.get(known) ?? [])];
      if (touches.length > 0)
        this.#touches.set(
          path,
          touches.sort((a, b) => a.order - b.order),
        );
    }
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

  /**
   * The reasons that changed one place of a file: the last that wrote what stands there, and the last that took away
   * what stood there; where the lines tell none, the one that brought the file, or took it away.
   *
   * @param words of the name of the place: a short value counts only in a line that has one of them
   */
  ofPlace(path: string, removed: string, added: string, words: readonly string[]): number[] {
    const touches = this.#touches.get(path) ?? [];
    const [old, now] = [removed, added].map((text) => new Set(splitLines(text).map(plain)));
    const told = (value: string, lines: ReadonlySet<string>) =>
      lines.has(value) ||
      [...lines].some(
        (line) => line.includes(value) && (value.length > 12 || words.some((word) => line.includes(word))),
      );
    const last = (values: ReadonlySet<string>, others: ReadonlySet<string>, side: 'added' | 'removed') =>
      touches.findLast((touch) =>
        [...values].some((value) => value !== '' && !others.has(value) && told(value, touch[side])),
      )?.order;
    const found = [last(now!, old!, 'added'), last(old!, now!, 'removed')].flatMap((order) => order ?? []);
    const whole = touches.filter((touch) => touch.whole).slice(-1);
    return [...new Set(found.length > 0 ? found : whole.map(({ order }) => order))].sort((a, b) => a - b);
  }

  /** The reason that most of some lines came or went with; else the last one of the file. */
  ofLines(path: string, removed: readonly string[], added: readonly string[]): number | undefined {
    const touches = this.#touches.get(path) ?? [];
    const counts = new Map<number, number>();
    const count = (lines: readonly string[], side: 'added' | 'removed') => {
      for (const line of lines) {
        const order = isTelling(line) ? touches.findLast((touch) => touch[side].has(plain(line)))?.order : undefined;
        if (order !== undefined) counts.set(order, (counts.get(order) ?? 0) + 1);
      }
    };
    count(added, 'added');
    if (counts.size === 0) count(removed, 'removed');
    const [most] = [...counts].sort(([a, one], [b, other]) => other - one || b - a);
    return most?.[0] ?? touches.at(-1)?.order;
  }
}

/** Whether a line has a word: brackets alone stand everywhere. */
function isTelling(line: string): boolean {
  return /[a-z]{3}/i.test(plain(line));
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

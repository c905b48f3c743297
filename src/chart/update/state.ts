import { parse } from 'yaml';
import { describeValue, ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { isObject } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { chunkDigests, chunkSize } from '../../merge/chunks.ts';
import { withoutCommas } from '../../merge/merge-json.ts';
import type { TextState } from '../../merge/merge-text.ts';
import { printYaml } from '../../yaml/print.ts';
import { GeneratedChart } from '../chart-tree.ts';
import type { Decisions } from '../decisions.ts';
import type { Footprint } from './footprint.ts';
import type { UpgradeNote } from './upgrade-note.ts';

/** Where a chart carries its last generated state. */
export const STATE_PATH = '.operator-scaffold.yaml';

/** What was generated last, as far as the next run needs it to tell your edits from its own text. */
export interface FileState extends TextState {
  /** The whole text, of files that are merged key by key. */
  readonly text?: string;
}

export type ChartState = ReadonlyMap<string, FileState>;

/** All that a chart carries for its next update. */
export interface ChartRecord {
  readonly files: ChartState;
  /** Absent in a chart that has no state, or one of before there were decisions. */
  readonly decisions?: Decisions;
  readonly footprint?: Footprint;
  readonly history: readonly HistoryEntry[];
}

/** What one version of the chart changed for those who upgrade to it. */
export interface HistoryEntry {
  /** The chart's version when the first of the notes was made; equal to \`version\` as long as it was not raised. */
  readonly since: string;
  readonly version: string;
  readonly notes: readonly UpgradeNote[];
}

const HEADER = `What this chart is made by, for the next update. Commit it with the chart.
Under \`chart\` is what was decided once and holds until a flag says otherwise: edit it to decide otherwise.
The rest is what was generated last, by which an update tells your edits from its own text: leave it as it is.`;

/** How a file is merged, by what its text is. */
export function mergeKind(path: string): 'keys' | 'json' | 'lines' {
  if (/(^|\/)(values|Chart)\.yaml$/.test(path)) return 'keys';
  return path.endsWith('.json') ? 'json' : 'lines';
}

/** The generated tree with its state in it, which makes it a chart that can be updated. */
export function withState(generated: FileTree, history: readonly HistoryEntry[] = []): FileTree {
  return generated.with({ [STATE_PATH]: printState(generated, history) });
}

function printState(generated: FileTree, history: readonly HistoryEntry[]): string {
  const files: Record<string, JsonValue> = Object.create(null);
  for (const { path, content } of generated) {
    if (path === STATE_PATH) continue;
    const kind = mergeKind(path);
    const size = kind === 'lines' ? chunkSize(content) : 1;
    const digests = chunkDigests(kind === 'json' ? withoutCommas(content) : content, size);
    files[path] =
      kind === 'keys' ? { text: content } : { ...(size === 1 ? {} : { chunk: size }), lines: digests.join(' ') };
  }
  const origin = generated instanceof GeneratedChart ? generated.origin : undefined;
  const record = {
    format: 2,
    ...(origin === undefined ? {} : { chart: origin.decisions, footprint: origin.footprint }),
    ...(history.length === 0 ? {} : { history }),
    files,
  };
  return `${HEADER.replace(/^/gm, '# ')}\n${printYaml(record as unknown as JsonValue)}`;
}

/**
 * The state that a chart carries; empty where it carries none, so that all of its text counts as yours.
 *
 * @throws ScaffoldError `chart-conflict` where the file is there but cannot be understood
 */
export function readRecord(chart: FileTree): ChartRecord {
  const text = chart.get(STATE_PATH);
  if (text === undefined) return { files: new Map(), history: [] };
  let problem = 'the last generated state cannot be read, so your edits cannot be told from generated text';
  try {
    const state = parse(text) as {
      format: number;
      chart?: unknown;
      footprint?: Footprint;
      history?: readonly HistoryEntry[];
      files: Record<string, Record<string, unknown>>;
    };
    if (state.format !== 1 && state.format !== 2) {
      problem = 'this state was written by a newer version of this program';
      throw new Error('format');
    }
    const files = new Map(Object.entries(state.files).map(([path, entry]) => [path, fileState(entry)]));
    return {
      files,
      history: state.history ?? [],
      ...(state.chart === undefined ? {} : { decisions: readDecisions(state.chart) }),
      ...(state.footprint === undefined ? {} : { footprint: state.footprint }),
    };
  } catch (error) {
    if (error instanceof ScaffoldError) throw error;
    throw new ScaffoldError({
      code: 'chart-conflict',
      path: STATE_PATH,
      message: problem,
      expected:
        'the file as the last run wrote it; restore it from version control, or delete it to treat all text as yours',
      received: text.slice(0, 80),
    });
  }
}

/** The decisions as people may have edited them. */
function readDecisions(value: unknown): Decisions {
  const found = value as Partial<Record<keyof Decisions, unknown>>;
  const { name, version, appVersion, prefix, primary, crds, rules, later, keys, options } = found;
  const wrong = [
    ...Object.entries({ name, version, appVersion, prefix }).filter(([, each]) => typeof each !== 'string'),
    ...Object.entries({ primary, crds }).filter(([, each]) => each !== undefined && typeof each !== 'string'),
    ...Object.entries({ later }).filter(([, each]) => each !== undefined && !isTexts(each)),
    ...Object.entries({ keys, options }).filter(([, each]) => each !== undefined && !isObject(each)),
  ];
  if (wrong.length > 0) {
    throw new ScaffoldError(
      wrong.map(([key, each]) => ({
        code: 'chart-conflict' as const,
        path: `${STATE_PATH}: chart.${key}`,
        message: 'this decision about the chart cannot be read',
        expected: ['keys', 'options'].includes(key) ? 'a map' : key === 'later' ? 'a list of texts' : 'a text',
        received: describeValue(each),
      })),
    );
  }
  return {
    ...(found as unknown as Decisions),
    rules: rules === 2 ? 2 : 1,
    keys: (keys ?? {}) as Decisions['keys'],
    options: (options ?? {}) as Decisions['options'],
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function fileState({ text, chunk, lines }: Record<string, unknown>): FileState {
  if (typeof text === 'string') return { size: 1, digests: chunkDigests(text, 1), text };
  if (typeof lines !== 'string' || (chunk !== undefined && typeof chunk !== 'number')) throw new Error('entry');
  return { size: chunk ?? 1, digests: lines.split(/\s+/).filter((word) => word !== '') };
}

/** Whether a text is what was generated. */
export function isUnedited(state: FileState, path: string, text: string): boolean {
  if (state.text !== undefined) return state.text === text;
  const digests = chunkDigests(mergeKind(path) === 'json' ? withoutCommas(text) : text, state.size);
  return digests.length === state.digests.length && digests.every((digest, index) => digest === state.digests[index]);
}

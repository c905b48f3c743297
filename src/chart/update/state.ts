import { parse } from 'yaml';
import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { chunkDigests, chunkSize } from '../../merge/chunks.ts';
import { withoutCommas } from '../../merge/merge-json.ts';
import type { TextState } from '../../merge/merge-text.ts';
import { printYaml } from '../../yaml/print.ts';

/** Where a chart carries its last generated state. */
export const STATE_PATH = '.operator-scaffold.yaml';

/** What was generated last, as far as the next run needs it to tell your edits from its own text. */
export interface FileState extends TextState {
  /** The whole text, of files that are merged key by key. */
  readonly text?: string;
}

export type ChartState = ReadonlyMap<string, FileState>;

const HEADER = `What was generated here last: for each file its lines as digests, of values and Chart.yaml the text.
An update compares with it, so that your edits stay. Commit it with the chart; do not edit it.`;

/** How a file is merged, by what its text is. */
export function mergeKind(path: string): 'keys' | 'json' | 'lines' {
  if (/(^|\/)(values|Chart)\.yaml$/.test(path)) return 'keys';
  return path.endsWith('.json') ? 'json' : 'lines';
}

/** The generated tree with its state in it, which makes it a chart that can be updated. */
export function withState(generated: FileTree): FileTree {
  return generated.with({ [STATE_PATH]: printState(generated) });
}

function printState(generated: FileTree): string {
  const files: Record<string, JsonValue> = Object.create(null);
  for (const { path, content } of generated) {
    if (path === STATE_PATH) continue;
    const kind = mergeKind(path);
    const size = kind === 'lines' ? chunkSize(content) : 1;
    const digests = chunkDigests(kind === 'json' ? withoutCommas(content) : content, size);
    files[path] =
      kind === 'keys' ? { text: content } : { ...(size === 1 ? {} : { chunk: size }), lines: digests.join(' ') };
  }
  return `${HEADER.replace(/^/gm, '# ')}\n${printYaml({ format: 1, files })}`;
}

/**
 * The state that a chart carries; empty where it carries none, so that all of its text counts as yours.
 *
 * @throws ScaffoldError `chart-conflict` where the file is there but cannot be understood
 */
export function readState(chart: FileTree): ChartState {
  const text = chart.get(STATE_PATH);
  if (text === undefined) return new Map();
  try {
    const { format, files } = parse(text) as { format: number; files: Record<string, Record<string, unknown>> };
    if (format !== 1) throw new Error('format');
    return new Map(Object.entries(files).map(([path, entry]) => [path, fileState(entry)]));
  } catch {
    throw new ScaffoldError({
      code: 'chart-conflict',
      path: STATE_PATH,
      message: 'the last generated state cannot be read, so your edits cannot be told from generated text',
      expected:
        'the file as the last run wrote it; restore it from version control, or delete it to treat all text as yours',
      received: text.slice(0, 80),
    });
  }
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

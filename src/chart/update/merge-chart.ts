import { compareCodeUnits } from '../../core/compare.ts';
import { type FileInput, FileTree } from '../../core/file-tree.ts';
import { mergeJson } from '../../merge/merge-json.ts';
import { conflictOf, type MergeConflict, type Merged, mergeText } from '../../merge/merge-text.ts';
import { mergeValues } from '../../merge/merge-values.ts';
import { guarded, unresolved } from './guard.ts';
import { type ChartState, type FileState, isUnedited, mergeKind, readState, STATE_PATH, withState } from './state.ts';

/** A place that a person has to decide about. */
export interface ChartConflict extends MergeConflict {
  readonly path: string;
}

/** What an update does to one file; files that stay as they are have none. */
export interface ChartFileChange {
  readonly path: string;
  /**
   * `added`, `updated` and `removed` follow the manifests; `merged` has your edits and the manifests' changes;
   * `conflict` has places that need a decision; `kept-removed` was removed by you and stays so, though it changed.
   */
  readonly action: 'added' | 'updated' | 'removed' | 'merged' | 'conflict' | 'kept-removed';
}

export interface ChartUpdate {
  /** The chart as it should be written, its new state in it. */
  readonly tree: FileTree;
  readonly changes: readonly ChartFileChange[];
  /** New with this update. */
  readonly conflicts: readonly ChartConflict[];
  /** Every file that has markers of a conflict, of this update or an earlier one. Helm refuses the chart until none has. */
  readonly unresolved: readonly string[];
}

/** Merges a newly generated chart into one that people may have edited. See `updateChart`. */
export function mergeChart(chart: FileTree, generated: FileTree): ChartUpdate {
  const state = readState(chart);
  const next = withState(generated);
  const files: [string, FileInput][] = [];
  const changes: ChartFileChange[] = [];
  const conflicts: ChartConflict[] = [];
  const paths = new Set([...chart.paths(), ...next.paths(), ...state.keys()]);
  for (const path of [...paths].sort(compareCodeUnits)) {
    const mine = chart.get(path);
    const result =
      path === STATE_PATH ? { text: next.get(path), conflicts: [] } : mergeFile(state, path, mine, next.get(path));
    const executable = (chart.entry(path) ?? next.entry(path))?.executable === true;
    if (result.text !== undefined) files.push([path, { content: result.text, executable }]);
    for (const conflict of result.conflicts) conflicts.push({ path, ...conflict });
    const action = path === STATE_PATH ? undefined : actionOf(path, mine, next.get(path), result, state.get(path));
    if (action !== undefined) changes.push({ path, action });
  }
  const tree = guarded(FileTree.from(files));
  return { tree, changes, conflicts, unresolved: unresolved(tree) };
}

interface MergedFile {
  /** Undefined: no such file. */
  readonly text: string | undefined;
  readonly conflicts: readonly MergeConflict[];
}

function mergeFile(states: ChartState, path: string, mine: string | undefined, theirs: string | undefined): MergedFile {
  const state = states.get(path);
  const keep = (text: string | undefined): MergedFile => ({ text, conflicts: [] });
  if (mine === theirs) return keep(mine);
  if (mine === undefined) return keep(state === undefined ? theirs : undefined);
  if (state === undefined && theirs === undefined) return keep(mine);
  const lines = lineEndings(mine);
  const plain = lines === '\n' ? mine : mine.replaceAll('\r\n', '\n');
  if (state !== undefined && isUnedited(state, path, plain))
    return keep(theirs === undefined ? undefined : restore(theirs, lines));
  if (state !== undefined && theirs !== undefined && isUnedited(state, path, theirs)) return keep(mine);
  // An edited file whose source is gone is one question, whatever its lines.
  const merged = theirs === undefined ? conflictOf(plain, '') : mergeTexts(state, path, plain, theirs);
  return { ...merged, text: restore(merged.text, lines) };
}

function mergeTexts(state: FileState | undefined, path: string, mine: string, theirs: string): Merged {
  const kind = mergeKind(path);
  const known = state ?? { size: 1, digests: [], text: '' };
  if (kind === 'keys') {
    const merged = mergeValues(known.text ?? '', mine, theirs);
    if (merged !== undefined) return merged;
  }
  return kind === 'json' ? mergeJson(known, mine, theirs) : mergeText(known, mine, theirs);
}

function actionOf(
  path: string,
  mine: string | undefined,
  theirs: string | undefined,
  { text, conflicts }: MergedFile,
  state: FileState | undefined,
): ChartFileChange['action'] | undefined {
  if (conflicts.length > 0) return 'conflict';
  if (mine === undefined && text === undefined) {
    return theirs === undefined || state === undefined || isUnedited(state, path, theirs) ? undefined : 'kept-removed';
  }
  if (text === mine) return undefined;
  if (mine === undefined) return 'added';
  if (text === undefined) return 'removed';
  return text === theirs ? 'updated' : 'merged';
}

/** An editor or a checkout may have turned every line ending; that is no edit of the lines. */
function lineEndings(text: string): '\n' | '\r\n' {
  return /\r\n/.test(text) && !/(?<!\r)\n/.test(text) ? '\r\n' : '\n';
}

function restore(text: string, lines: '\n' | '\r\n'): string {
  return lines === '\n' ? text : text.replaceAll('\n', '\r\n');
}

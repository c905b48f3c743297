import { parse } from 'yaml';
import { append } from '../../core/append.ts';
import { compareCodeUnits } from '../../core/compare.ts';
import { type FileInput, FileTree } from '../../core/file-tree.ts';
import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject } from '../../kubernetes/object.ts';
import { mergeJson } from '../../merge/merge-json.ts';
import { conflictOf, type MergeConflict, type Merged, mergeText } from '../../merge/merge-text.ts';
import { mergeValues } from '../../merge/merge-values.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import { GeneratedChart } from '../chart-tree.ts';
import { type ChangedDecision, changedDecisions } from './changed-decisions.ts';
import { compareFootprints } from './compare-footprints.ts';
import { compareValues, parsedObject } from './compare-values.ts';
import { findMoved } from './find-moved.ts';
import { type Given, withGiven } from './given-wins.ts';
import { guarded, isProse, unresolved } from './guard.ts';
import { changesOf, nextHistory, UPGRADING, upgradingText } from './history.ts';
import {
  type ChartRecord,
  type ChartState,
  type FileState,
  type HistoryEntry,
  isUnedited,
  mergeKind,
  readRecord,
  STATE_PATH,
  withState,
} from './state.ts';
import type { UpgradeNote } from './upgrade-note.ts';

/** A place that a person has to decide about. */
export interface ChartConflict extends MergeConflict {
  readonly path: string;
}

/** What an update does to one file; files that stay as they are have none. */
export interface ChartFileChange {
  readonly path: string;
  /**
   * `added`, `updated` and `removed` follow the manifests; `merged` has your edits and the manifests' changes;
   * `conflict` has places that need a decision; `kept-removed` is a text for people that was removed by you and stays so,
   * though it changed.
   */
  readonly action: 'added' | 'updated' | 'removed' | 'merged' | 'conflict' | 'kept-removed';
  /** Where it was generated, of a file that you have moved. */
  readonly movedFrom?: string;
}

export interface ChartUpdate {
  /** The chart as it should be written, its new state in it. */
  readonly tree: FileTree;
  readonly changes: readonly ChartFileChange[];
  /** New with this update. */
  readonly conflicts: readonly ChartConflict[];
  /** Places in texts for people that both sides changed: yours are kept. */
  readonly prose: readonly ChartConflict[];
  /** Every file that has markers of a conflict, of this update or an earlier one. Helm refuses the chart until none has. */
  readonly unresolved: readonly string[];
  /** Decisions about the chart that are others than before, given now or derived where they cannot stay. */
  readonly decisions: readonly ChangedDecision[];
  /** Edits of yours that an option which was given now has replaced. */
  readonly overridden: readonly Given[];
  /** What those who upgrade a release to this chart should know, of this update. */
  readonly upgrade: readonly UpgradeNote[];
  /** The same by version, newest first: of this update and those before. */
  readonly history: readonly HistoryEntry[];
}

/**
 * Merges a newly generated chart into one that people may have edited. See `updateChart`.
 *
 * @param given the options of this run, which go before edits
 */
export function mergeChart(standing: FileTree, generated: FileTree, given: ChartOptions = {}): ChartUpdate {
  const record = readRecord(standing);
  const origin = generated instanceof GeneratedChart ? generated.origin : undefined;
  const { chart, overridden } = withGiven(standing, generated, record.files, given);
  const upgrade = upgradeNotes(chart, generated, record);
  const version = origin?.decisions.version ?? '';
  const history = nextHistory(record, upgrade, version);
  const draft = new Merge(chart, record.files);
  const first =
    origin === undefined ? generated : generated.with({ 'Chart.yaml': origin.chartYaml(changesOf(history, version)) });
  draft.add(first.filter(({ path }) => !isAfterwards(path)));
  const prose =
    origin === undefined
      ? first.filter(({ path }) => isAfterwards(path))
      : FileTree.from({
          ...origin.prose({ metadata: yamlIn(draft.text('Chart.yaml')), values: yamlIn(draft.text('values.yaml')) }),
          ...(history.length === 0 ? {} : { [UPGRADING]: upgradingText(history, origin.decisions.name) }),
        });
  draft.add(prose);
  draft.finish();
  const next = first.filter(({ path }) => !isAfterwards(path)).with(prose);
  const state = withState(
    origin === undefined ? next : new GeneratedChart(next, (generated as GeneratedChart).report, origin),
    history,
  );
  const tree = guarded(draft.tree().with({ [STATE_PATH]: state.get(STATE_PATH)! }));
  const conflicts = draft.conflicts.sort((a, b) => compareCodeUnits(a.path, b.path));
  return {
    tree,
    changes: draft.changes.sort((a, b) => compareCodeUnits(a.path, b.path)),
    conflicts: conflicts.filter(({ path }) => !isProse(path)),
    prose: conflicts.filter(({ path }) => isProse(path)),
    unresolved: unresolved(tree),
    decisions: origin === undefined ? [] : changedDecisions(record.decisions, origin.decisions, given),
    overridden,
    upgrade,
    history,
  };
}

/** Texts that are made of what the merge of the others gives. */
function isAfterwards(path: string): boolean {
  return isProse(path) && !path.startsWith('templates/');
}

/** What the cluster and values files of users meet. */
function upgradeNotes(chart: FileTree, generated: FileTree, record: ChartRecord): UpgradeNote[] {
  const notes: UpgradeNote[] = [];
  const origin = generated instanceof GeneratedChart ? generated.origin : undefined;
  const primary = record.decisions?.primary;
  if (primary !== undefined && origin !== undefined && origin.decisions.primary !== primary) {
    notes.push({
      code: 'primary-changed',
      breaking: true,
      subject: origin.decisions.primary ?? primary,
      message: `the values at the top of values.yaml are about ${origin.decisions.primary ?? 'no workload'}, and were about ${primary}`,
      action: 'look through values files: image, replicaCount, env, resources and their like mean another workload',
    });
  }
  if (record.footprint !== undefined && origin !== undefined)
    append(notes, compareFootprints(record.footprint, origin.footprint));
  const path = 'values.schema.json';
  const known = record.files.get(path);
  const mine = chart.get(path);
  const theirs = generated.get(path);
  if (known !== undefined && mine !== undefined && theirs !== undefined && !isUnedited(known, path, theirs)) {
    // What an author has added to the schema is there afterwards too.
    const merged = mergeFile(record.files, path, path, mine, theirs).text;
    append(notes, compareValues(parsedObject(mine), parsedObject(merged)));
  }
  return notes;
}

function yamlIn(text: string | undefined): JsonObject {
  try {
    const value: unknown = parse(text ?? '');
    return isObject(value) ? value : {};
  } catch {
    return {}; // in the middle of an edit: its own reader will say so
  }
}

/** The merge of a chart's files, part by part. */
class Merge {
  readonly changes: ChartFileChange[] = [];
  readonly conflicts: ChartConflict[] = [];
  readonly #chart: FileTree;
  readonly #state: ChartState;
  readonly #files = new Map<string, FileInput>();
  readonly #done = new Set<string>([STATE_PATH]);
  readonly #moved: ReadonlyMap<string, string>;

  constructor(chart: FileTree, state: ChartState) {
    this.#chart = chart;
    this.#state = state;
    this.#moved = findMoved(chart, state);
  }

  text(path: string): string | undefined {
    const file = this.#files.get(path);
    return typeof file === 'object' && 'content' in file ? String(file.content) : undefined;
  }

  /** Merges files that are generated now. */
  add(generated: FileTree): void {
    for (const { path, content } of generated) {
      if (path === STATE_PATH) continue;
      const moved = this.#moved.get(path);
      this.#merge(
        path,
        content,
        moved === undefined || this.#done.has(moved) ? path : moved,
        generated.entry(path)?.executable === true,
      );
    }
  }

  /** Merges the rest: files that are generated no more, and the author's own. */
  finish(): void {
    for (const [path, at] of this.#moved) if (!this.#done.has(path)) this.#merge(path, undefined, at, false);
    const paths = new Set([...this.#state.keys(), ...this.#chart.paths()]);
    for (const path of [...paths].sort(compareCodeUnits)) {
      if (!this.#done.has(path)) this.#merge(path, undefined, path, false);
    }
  }

  tree(): FileTree {
    return FileTree.from([...this.#files].sort(([a], [b]) => compareCodeUnits(a, b)));
  }

  /** @param at where the author has it */
  #merge(path: string, theirs: string | undefined, at: string, isExecutable: boolean): void {
    const mine = this.#chart.get(at);
    const result = mergeFile(this.#state, path, at, mine, theirs);
    const executable = this.#chart.entry(at)?.executable ?? isExecutable;
    if (result.text !== undefined) this.#files.set(at, { content: result.text, executable });
    this.#done.add(path);
    this.#done.add(at);
    for (const conflict of result.conflicts) this.conflicts.push({ path: at, ...conflict });
    const action = actionOf(at, mine, theirs, result, this.#state.get(path));
    if (action !== undefined) this.changes.push({ path: at, action, ...(at === path ? {} : { movedFrom: path }) });
  }
}

interface MergedFile {
  /** Undefined: no such file. */
  readonly text: string | undefined;
  readonly conflicts: readonly MergeConflict[];
}

function mergeFile(
  states: ChartState,
  path: string,
  at: string,
  mine: string | undefined,
  theirs: string | undefined,
): MergedFile {
  const state = states.get(path);
  const keep = (text: string | undefined): MergedFile => ({ text, conflicts: [] });
  if (mine === theirs) return keep(mine);
  if (mine === undefined) {
    if (state === undefined) return keep(theirs);
    // What the author has removed stays so, unless it has news: then it is one question.
    if (theirs === undefined || isProse(at) || isUnedited(state, path, theirs)) return keep(undefined);
    return conflictOf('', theirs);
  }
  if (state === undefined && theirs === undefined) return keep(mine);
  const lines = lineEndings(mine);
  const plain = lines === '\n' ? mine : mine.replaceAll('\r\n', '\n');
  if (state !== undefined && isUnedited(state, path, plain))
    return keep(theirs === undefined ? undefined : restore(theirs, lines));
  if (state !== undefined && theirs !== undefined && isUnedited(state, path, theirs)) return keep(mine);
  // An edited text for people whose source is gone is its author's; another file is one question, whatever its lines.
  if (theirs === undefined && isProse(at)) return keep(mine);
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
  return kind === 'json' ? mergeJson(known, mine, theirs) : mergeText(known, mine, theirs, isProse(path));
}

function actionOf(
  path: string,
  mine: string | undefined,
  theirs: string | undefined,
  { text, conflicts }: MergedFile,
  state: FileState | undefined,
): ChartFileChange['action'] | undefined {
  if (conflicts.length > 0 && !isProse(path)) return 'conflict';
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

import {
  buildScaffold,
  diffScaffolds,
  type DiffSummary,
  filterDiff,
  formatMarkdown,
  formatPatch,
  type HistoryReason,
  ignoredProjectKeys,
  optionsFromProject,
  type ScaffoldDiff,
  type ScaffoldOptions,
  summarizeDiff,
} from 'operator-scaffold';
import type { Report } from '../protocol.ts';
import { zipOf } from '../zip.ts';

export interface CompareInput {
  readonly from: string;
  readonly to: string;
  /** Of the project, without a preset. */
  readonly options: ScaffoldOptions;
  /** A topic of the history, or `all`. */
  readonly theme: string;
}

/** What stands in a file before and after; undefined where it is not there. */
export interface FileTexts {
  readonly before?: string;
  readonly after?: string;
}

export interface Comparison {
  readonly diff: ScaffoldDiff;
  readonly summary: DiffSummary;
  readonly texts: Readonly<Record<string, FileTexts>>;
  readonly commands: readonly string[];
  /** The topics of all changes between the two, whatever is shown. */
  readonly themes: readonly string[];
}

export function compare(input: CompareInput, report: Report): Comparison {
  report('Comparing the two scaffolds');
  const whole = wholeDiff(input);
  const diff = ofTheme(whole, input.theme);
  const before = buildScaffold({ ...input.options, preset: input.from });
  const after = buildScaffold({ ...input.options, preset: input.to });
  const texts: Record<string, FileTexts> = {};
  for (const { kind, path, oldPath } of diff.files) {
    const old = kind === 'added' ? undefined : before.get(oldPath ?? path);
    const now = kind === 'removed' ? undefined : after.get(path);
    texts[path] = { ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) };
  }
  return {
    diff,
    summary: summarizeDiff(diff),
    texts,
    commands: commandsIn(formatMarkdown(diff)),
    themes: [...new Set(whole.reasons.filter(isHistory).map(({ topic }) => topic))],
  };
}

export interface DownloadInput extends CompareInput {
  readonly what: 'patch' | 'markdown' | 'scaffold' | 'chart';
}

/** A file to be saved. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array;
}

export function download(input: DownloadInput): Download {
  const { from, to, options, what } = input;
  const name = `${options.projectName}-${from.replace('kubebuilder@', '')}-to-${to.replace('kubebuilder@', '')}`;
  if (what === 'scaffold' || what === 'chart') {
    const tree = buildScaffold({ ...options, preset: to, ...(what === 'chart' ? { format: 'helm' } : {}) });
    const file = what === 'chart' ? `${options.projectName}-chart.zip` : `${options.projectName}-${to.replace('kubebuilder@', '')}.zip`;
    return { name: file, type: 'application/zip', content: zipOf(tree, options.projectName) };
  }
  const diff = ofTheme(wholeDiff(input), input.theme);
  return what === 'patch'
    ? { name: `${name}.patch`, type: 'text/x-diff', content: formatPatch(diff) }
    : { name: `${name}.md`, type: 'text/markdown', content: formatMarkdown(diff) };
}

/** The options that a PROJECT file stands for, and what it says beyond them. */
export function readProject(text: string): { options: ScaffoldOptions; ignored: readonly string[] } {
  return { options: optionsFromProject(text), ignored: ignoredProjectKeys(text) };
}

function wholeDiff({ from, to, options }: CompareInput): ScaffoldDiff {
  return diffScaffolds({ ...options, preset: from }, { ...options, preset: to });
}

/** The files and objects that a topic has changed, as a whole: a file may have other changes as well. */
function ofTheme(diff: ScaffoldDiff, theme: string): ScaffoldDiff {
  if (theme === 'all') return diff;
  const reasons = diff.reasons.filter((reason) => isHistory(reason) && reason.topic === theme);
  const wanted = new Set(reasons.map(({ id }) => id));
  const isWanted = (change: { readonly reasons: readonly string[] }) => change.reasons.some((id) => wanted.has(id));
  const paths = diff.files.filter(isWanted).map(({ path }) => path);
  // Without a path the filter lets all pass.
  const part = paths.length === 0 ? { ...diff, files: [], objects: [] } : filterDiff(diff, { paths });
  return { ...part, objects: diff.objects.filter(isWanted), reasons };
}

function isHistory(reason: ScaffoldDiff['reasons'][number]): reason is HistoryReason {
  return reason.kind === 'history';
}

/** As the library writes them for a pull request. */
function commandsIn(markdown: string): string[] {
  return [...new Set(markdown.match(/kubectl delete [^`\n]+/g) ?? [])].map((command) => command.trim());
}

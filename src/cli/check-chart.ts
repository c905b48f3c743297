import { isRaisedEnough } from '../chart/update/history.ts';
import type { ChartUpdate } from '../chart/update/merge-chart.ts';
import { STATE_PATH } from '../chart/update/state.ts';
import type { FileTree } from '../core/file-tree.ts';
import { visible } from '../core/visible.ts';
import { diffFiles } from '../diff/files/diff-files.ts';
import { formatFile } from '../diff/patch/format-patch.ts';
import { coloursFor } from './colour.ts';
import { type Call, DONE, FOUND } from './command.ts';

export type CheckFormat = 'terminal' | 'github';

/** What a check of a chart that stands found. */
interface Findings {
  readonly current: boolean;
  readonly stale: readonly string[];
  readonly unresolved: readonly string[];
  /** Why the version does not tell what breaks; absent where it does, or nobody asked. */
  readonly version?: string;
}

/**
 * Says whether a chart is what would be written, and what is not: as hunks, or as annotations of GitHub's workflows.
 *
 * @returns the exit code
 */
export function checkChart(
  { args, io, json }: Call,
  output: string,
  tree: FileTree,
  standing: FileTree | undefined,
  update: ChartUpdate | undefined,
): number {
  const paths = new Set([...(standing?.paths() ?? []), ...tree.paths()]);
  const stale = [...paths].filter((path) => standing?.get(path) !== tree.get(path)).sort();
  const unresolved = update?.unresolved ?? [];
  const version = args.switch('require-bump') === true ? unraised(update) : undefined;
  const current = stale.length === 0 && unresolved.length === 0 && version === undefined;
  const findings = { current, stale, unresolved, ...(version === undefined ? {} : { version }) };
  if (json) io.stdout.write(`${JSON.stringify(findings, undefined, 2)}\n`);
  else if (args.text('format') === 'github') io.stdout.write(annotations(findings, output));
  else {
    for (const path of stale) io.stdout.write(`not current: ${visible(path)}\n`);
    for (const path of unresolved) io.stdout.write(`unresolved conflict: ${visible(path)}\n`);
    if (version !== undefined) io.stdout.write(`version: ${version}\n`);
    if (standing !== undefined)
      for (const line of hunks(standing, tree, coloursFor(io.stdout, io.env))) io.stdout.write(line);
    if (current && standing !== undefined && io.stderr.isTTY) io.stderr.write(`${visible(output)} is current\n`);
  }
  return current ? DONE : FOUND;
}

/** Why the chart's version is too low for what its next release breaks. */
function unraised(update: ChartUpdate | undefined): string | undefined {
  const top = update?.history[0];
  if (top === undefined || isRaisedEnough(top)) return undefined;
  const broken = top.notes.filter(({ breaking }) => breaking).length;
  return `${broken} breaking ${broken === 1 ? 'change' : 'changes'} since ${top.since}, which ${top.version} does not tell: see UPGRADING.md, and raise ${top.since.startsWith('0.') ? 'the second' : 'the first'} number`;
}

/** The state is no text to read: that it changes is said by its path. */
function* hunks(standing: FileTree, tree: FileTree, colours: ReturnType<typeof coloursFor>): Generator<string> {
  const readable = (files: FileTree) => files.filter(({ path }) => path !== STATE_PATH);
  for (const change of diffFiles(readable(standing), readable(tree))) {
    for (const line of formatFile(change).split('\n')) {
      if (line === '') continue;
      const paint = line.startsWith('+') ? colours.green : line.startsWith('-') ? colours.red : colours.dim;
      const shown = visible(line);
      yield `${line.startsWith(' ') ? shown : paint(shown)}\n`;
    }
  }
}

/** Commands of GitHub's workflows (docs.github.com, Workflow commands): `%`, line breaks, `:` and `,` are escaped. */
function annotations({ stale, unresolved, version }: Findings, output: string): string {
  const at = (path: string) => property(`${output.replace(/\/$/, '')}/${path}`);
  return [
    ...stale.map((path) => `::error file=${at(path)}::${data('not what the manifests give: make the chart anew')}`),
    ...unresolved.map((path) => `::error file=${at(path)}::${data('markers of a conflict are left in it')}`),
    ...(version === undefined ? [] : [`::error file=${at('Chart.yaml')}::${data(version)}`]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

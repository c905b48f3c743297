import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { buildChart } from '../../chart/build-chart.ts';
import type { ChartTree } from '../../chart/chart-tree.ts';
import { readManifests as parseManifests } from '../../chart/read-manifests.ts';
import type { ReportEntry } from '../../chart/report.ts';
import type { ChartUpdate } from '../../chart/update/merge-chart.ts';
import { STATE_PATH } from '../../chart/update/state.ts';
import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { visible } from '../../core/visible.ts';
import { fileIssue } from '../../node/file-issue.ts';
import { readTreeSync } from '../../node/read-tree-sync.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import { coloursFor } from '../colour.ts';
import { type Call, type Command, DONE, FOUND, OUTPUT_FLAGS } from '../command.ts';
import { readOptionsFile } from '../options-file.ts';
import { isKustomizeDirectory, readKustomizeDirectory } from '../read-project.ts';
import { outputOf, writeOutput } from '../write-output.ts';

export const chart: Command = {
  usage: '[DIR|FILE|-] --output DIR [FLAGS]',
  description: `Makes a Helm chart of manifests: of a kustomize directory, of a file, or of standard input (-).
A chart that stands in the output directory is updated: your edits stay, and what both sides changed is a conflict,
which is listed and makes the command exit with 1.`,
  example: 'kustomize build config/default | operator-scaffold chart - --name guestbook --output dist/chart',
  flags: {
    name: { value: 'N', help: "the chart's name (default: the objects' name prefix)" },
    version: { value: 'V', help: "the chart's version, semver 2 (default 0.1.0)" },
    'app-version': { value: 'V', help: "the version of what is installed (default: the image's tag)" },
    samples: {
      value: 'PATH',
      help: 'custom resources as examples: a kustomize directory or a file (default: config/samples)',
    },
    options: { value: 'FILE', help: 'chart options as JSON or YAML; flags win over them' },
    crds: { value: 'POLICY', help: 'auto (default), templates, crds, subchart, chart or none' },
    check: { help: 'write nothing; exit with 1 where the chart in the output directory is not what would be written' },
    ...OUTPUT_FLAGS,
  },
  positionals: 1,
  async run(call) {
    const { args, io, progress, json } = call;
    const output = outputOf(args);
    const source = args.positionals[0] ?? '.';
    const manifests = await readManifests(source, call);
    const options = await chartOptions(source, call);
    progress.stage('building the chart');
    const built = buildChart(manifests, options);
    const replaces = args.switch('force') ?? false;
    const checks = args.switch('check') ?? false;
    const standing = replaces && !checks ? undefined : standingChart(resolve(io.cwd, output));
    const update =
      standing === undefined || replaces
        ? undefined
        : (await import('../../chart/update/merge-chart.ts')).mergeChart(standing, built);
    const tree: FileTree = update?.tree ?? built;
    if (checks) return check(call, tree, standing, update?.unresolved ?? []);
    const removed = standing?.paths().filter((path) => !tree.has(path)) ?? [];
    const details = { report: built.report, ...(update === undefined ? {} : { update: withoutTree(update) }) };
    const merged = update === undefined ? {} : { force: true, remove: removed };
    await writeOutput(call, tree, `the chart ${built.report.chart}`, details, merged);
    if (!json) printReport(call, built, update);
    return update !== undefined && update.unresolved.length > 0 ? FOUND : DONE;
  },
};

async function chartOptions(source: string, call: Call): Promise<ChartOptions> {
  const { args, io } = call;
  const file = args.text('options');
  const options: Record<string, unknown> = file === undefined ? {} : await readOptionsFile(file, io.cwd);
  for (const [flag, option] of [
    ['name', 'name'],
    ['version', 'version'],
    ['app-version', 'appVersion'],
    ['crds', 'crds'],
  ] as const) {
    const value = args.text(flag);
    if (value !== undefined) options[option] = value;
  }
  const samples = args.text('samples') ?? (options.samples === undefined ? samplesBeside(source, io.cwd) : undefined);
  if (samples !== undefined) {
    options.samples = parseManifests(await readManifests(samples, call)).map(({ object }) => object);
  }
  return options as ChartOptions;
}

/** The samples of a project whose overlay is read: `config/samples`, next to `config/default`. */
function samplesBeside(source: string, cwd: string): string | undefined {
  if (source === '-') return undefined;
  const directory = resolve(cwd, source);
  const config = isKustomizeDirectory(directory) ? dirname(directory) : join(directory, 'config');
  const samples = join(config, 'samples');
  return basename(config) === 'config' && isKustomizeDirectory(samples) ? samples : undefined;
}

async function readManifests(path: string, { io, progress }: Call): Promise<string> {
  progress.stage(`reading ${path}`);
  if (path === '-') return io.stdin();
  const full = resolve(io.cwd, path);
  try {
    if (!statSync(full).isDirectory()) return readFileSync(full, 'utf8');
  } catch (error) {
    throw new ScaffoldError(fileIssue('file-unreadable', path, error));
  }
  // A stream of manifests needs nothing of kustomize, which is a third of the code.
  const { renderParts } = await import('../../kustomize/render-yaml.ts');
  const { source, directory } = readKustomizeDirectory(full, path);
  return renderParts(source, directory).join('');
}

/** The chart that stands in a directory, if one of ours does. */
function standingChart(directory: string): FileTree | undefined {
  return existsSync(resolve(directory, STATE_PATH)) ? readTreeSync(directory) : undefined;
}

function check(
  { io, json }: Call,
  tree: FileTree,
  standing: FileTree | undefined,
  unresolved: readonly string[],
): number {
  const paths = new Set([...(standing?.paths() ?? []), ...tree.paths()]);
  const stale = [...paths].filter((path) => standing?.get(path) !== tree.get(path)).sort();
  const current = stale.length === 0 && unresolved.length === 0;
  if (json) io.stdout.write(`${JSON.stringify({ current, stale, unresolved }, undefined, 2)}\n`);
  else {
    for (const path of stale) io.stdout.write(`not current: ${visible(path)}\n`);
    for (const path of unresolved) io.stdout.write(`unresolved conflict: ${visible(path)}\n`);
  }
  return current ? DONE : FOUND;
}

function withoutTree({ tree: _, ...rest }: ChartUpdate): Omit<ChartUpdate, 'tree'> {
  return rest;
}

/** To standard error, so that what is piped on is the result alone. */
function printReport({ io }: Call, { report }: ChartTree, update: ChartUpdate | undefined): void {
  const { yellow, red, dim } = coloursFor(io.stderr, io.env);
  io.stderr.write(
    `${report.objects} objects, ${report.references} references; CRDs: ${report.crds.policy} (${report.crds.reason})\n`,
  );
  print(report.warnings, yellow('warning'));
  print(report.assumptions, dim('note'));
  print(report.notRewritten, dim('left as it is'));
  for (const { path, where, yours, generated } of update?.conflicts ?? []) {
    io.stderr.write(
      `${red('conflict')} ${visible(`${path}: ${where}`)}\n${shown('yours', yours)}${shown('generated', generated)}`,
    );
  }
  const unresolved = update?.unresolved ?? [];
  if (unresolved.length > 0) {
    io.stderr.write(
      `${red('unresolved')} ${visible(unresolved.join(', '))}: Helm refuses the chart while a marker is left\n`,
    );
  }

  function shown(side: string, text: string): string {
    const lines = text === '' ? ['(nothing)'] : text.trimEnd().split('\n');
    return lines.map((line) => `  ${dim(`${side}:`)} ${visible(line)}\n`).join('');
  }

  function print(entries: readonly ReportEntry[], label: string): void {
    for (const { object, path, message } of entries) {
      const where = [object, path].filter((part) => part !== undefined && part !== '').join(' ');
      io.stderr.write(`${label} ${visible(`${where === '' ? '' : `${where}: `}${message}`)}\n`);
    }
  }
}

import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { generateFrom } from '../../chart/build-chart.ts';
import type { Manifest } from '../../chart/manifest.ts';
import { type ManifestFile, readManifestFiles as parseFiles } from '../../chart/read-manifests.ts';
import type { ChartReport, ReportEntry } from '../../chart/report.ts';
import { STATE_PATH, withState } from '../../chart/update/state.ts';
import type { ReportedUpdate } from '../../chart/update/update-chart.ts';
import { append } from '../../core/append.ts';
import { textArgument } from '../../core/arguments.ts';
import { enter } from '../../core/call.ts';
import { ScaffoldError } from '../../core/errors.ts';
import type { FileTree } from '../../core/file-tree.ts';
import { checkChartOptions } from '../../options/check-chart-options.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import { type Call, CONFIG_FLAG, type Command, DONE, FOUND, OUTPUT_FLAGS } from '../command.ts';
import { givenOptions } from '../given-options.ts';
import { readOptionsFile } from '../options-file.ts';
import { printChartReport } from '../print-chart-report.ts';
import { readDirectory } from '../read-directory.ts';
import { readManifestFiles } from '../read-manifest-files.ts';
import { isKustomizeDirectory } from '../read-project.ts';
import { settingsOf } from '../settings.ts';
import { usageError } from '../usage.ts';
import { outputOf, writeOutput } from '../write-output.ts';

export const chart: Command = {
  usage: '[DIR|FILE|-]... --output DIR [FLAGS]',
  description: `Makes a Helm chart of manifests: of kustomize directories, directories of plain YAML, OLM bundles, files, or
standard input (-).
A chart that stands in the output directory is updated: what was decided about it and your edits stay, and what both
sides changed is a conflict, which is listed and makes the command exit with 1. What those who upgrade should know is
told, and written to its UPGRADING.md.`,
  example: 'kustomize build config/default | operator-scaffold chart - --name guestbook --output dist/chart',
  flags: {
    name: { value: 'N', option: 'name', help: "the chart's name (default: the objects' name prefix)" },
    version: { value: 'V', option: 'version', help: "the chart's version, semver 2 (default 0.1.0)" },
    'app-version': {
      value: 'V',
      option: 'appVersion',
      help: "the version of what is installed (default: the image's tag)",
    },
    prefix: {
      value: 'PREFIX',
      option: 'prefix',
      help: "what objects' names start with (default: what most have in common)",
    },
    primary: {
      value: 'KIND/NAME',
      option: 'primary',
      help: 'the workload whose values stand at the top (default: the likeliest manager)',
    },
    'keep-name': {
      value: 'KIND/NAME',
      option: 'keepNames',
      repeated: true,
      help: 'an object that has the same name in every release',
    },
    samples: {
      value: 'PATH',
      option: 'samples',
      help: 'custom resources as examples: a kustomize directory or a file (default: config/samples)',
    },
    options: { value: 'FILE', help: 'chart options as JSON or YAML; flags win over them' },
    crds: { value: 'POLICY', option: 'crds', help: 'auto (default), templates, crds, subchart, chart or none' },
    readme: { value: 'FORM', option: 'readme', help: 'full (default), helm-docs or none' },
    accept: {
      value: 'CODE',
      option: 'accept',
      repeated: true,
      help: 'a note that is known and not told again, CODE or CODE:OBJECT',
    },
    verbose: { help: 'tell also what nobody has to do anything about, and every text that stays as it is' },
    check: { help: 'write nothing; exit with 1 where the chart in the output directory is not what would be written' },
    'require-bump': { help: 'with --check: exit with 1 where the version does not tell that something breaks' },
    format: { value: 'FORMAT', help: 'of --check: terminal (default) or github, for annotations in its workflows' },
    ...CONFIG_FLAG,
    ...OUTPUT_FLAGS,
  },
  positionals: Number.POSITIVE_INFINITY,
  async run(call) {
    const { args, io, progress, json } = call;
    const settings = await settingsOf('chart', call);
    const output = outputOf(args, settings.output);
    checkFormat(args.text('format'));
    const sources = [args.positionals, settings.sources, ['.']].find(({ length }) => length > 0)!;
    const files = await filesOf(sources, call);
    const notes: ReportEntry[] = [];
    const options = checkChartOptions(await chartOptions(sources, call, settings.options, notes));
    progress.stage('building the chart');
    const checks = args.switch('check') ?? false;
    const replaces = (args.switch('force') ?? false) && !checks;
    const standing = replaces || output === '-' ? undefined : await standingChart(output, io.cwd);
    let update: ReportedUpdate | undefined;
    let tree: FileTree;
    let report: ChartReport;
    if (standing === undefined) {
      const built = enter(undefined, () => generateFrom(parse(files), options));
      tree = withState(built);
      report = built.report;
    } else {
      const { updateFrom } = await import('../../chart/update/update-chart.ts');
      update = enter(undefined, () => updateFrom(standing, parse(files), options));
      ({ tree, report } = update);
    }
    report = { ...report, assumptions: [...report.assumptions, ...notes] };
    if (checks) return (await import('../check-chart.ts')).checkChart(call, output, tree, standing, update);
    const removed = standing?.paths().filter((path) => !tree.has(path)) ?? [];
    const details = { report, ...(update === undefined ? {} : { update: withoutTree(update) }) };
    const merged = update === undefined ? {} : { force: true, remove: removed };
    await writeOutput(call, output, tree, `the chart ${report.chart}`, details, merged);
    const isSilent = (args.switch('quiet') ?? false) && (update === undefined || update.unresolved.length === 0);
    if (!json && !isSilent) printChartReport(call, report, update?.accepted ?? options.accept ?? [], update);
    return update !== undefined && update.unresolved.length > 0 ? FOUND : DONE;
  },
};

function checkFormat(format: string | undefined): void {
  if (format === undefined || format === 'terminal' || format === 'github') return;
  throw usageError('--format', 'there is no such format', { expected: 'terminal or github', received: format });
}

async function filesOf(sources: readonly string[], call: Call): Promise<ManifestFile[]> {
  const files: ManifestFile[] = [];
  for (const source of sources) append(files, await readManifestFiles(source, call));
  return files;
}

/** Counted like what comes in through the library's own functions. */
function parse(files: readonly ManifestFile[], keepTwins = false): Manifest[] {
  return parseFiles(
    files.map(({ path, text }) => ({ path, text: textArgument(text, path) })),
    { keepTwins },
  );
}

async function chartOptions(
  sources: readonly string[],
  call: Call,
  settings: Readonly<Record<string, unknown>>,
  notes: ReportEntry[],
): Promise<ChartOptions> {
  const { args, io } = call;
  const file = args.text('options');
  const read = file === undefined ? {} : await readOptionsFile(file, io.cwd);
  const options: Record<string, unknown> = { ...settings, ...read, ...givenOptions(args, chart.flags) };
  const given = args.text('samples');
  if (given !== undefined) options.samples = samplesOf(await filesOf([given], call));
  else if (options.samples === undefined) {
    const found = samplesBeside(sources, io.cwd);
    if (found !== undefined) await addFound(found);
  }
  return options as ChartOptions;

  /** Nobody has asked for them: what is wrong with them stops no chart. */
  async function addFound(path: string): Promise<void> {
    try {
      options.samples = samplesOf(await filesOf([path], call));
    } catch (error) {
      if (!(error instanceof ScaffoldError)) throw error;
      notes.push({
        code: 'samples-unread',
        object: '',
        message: `the samples in ${path} are left out: ${error.issues.map(({ message }) => message).join('; ')}`,
      });
    }
  }
}

/** Samples of several versions of one kind may have one name: as examples they are two. */
function samplesOf(files: readonly ManifestFile[]): unknown {
  return enter(undefined, () => parse(files, true).map(({ object }) => object));
}

/** The samples of a project whose overlay is read: `config/samples`, next to `config/default`. */
function samplesBeside(sources: readonly string[], cwd: string): string | undefined {
  const [source] = sources;
  if (sources.length !== 1 || source === undefined || source === '-') return undefined;
  const directory = resolve(cwd, source);
  const config = isKustomizeDirectory(directory) ? dirname(directory) : join(directory, 'config');
  const samples = join(config, 'samples');
  return basename(config) === 'config' && isKustomizeDirectory(samples) ? samples : undefined;
}

/**
 * The chart that stands in a directory, if one does.
 *
 * @throws ScaffoldError `file-exists` where it is none of ours
 */
async function standingChart(output: string, cwd: string): Promise<FileTree | undefined> {
  if (existsSync(resolve(cwd, output, STATE_PATH))) return readDirectory(output, cwd);
  if (!existsSync(resolve(cwd, output, 'Chart.yaml'))) return undefined;
  throw new ScaffoldError({
    code: 'file-exists',
    path: join(output, 'Chart.yaml'),
    message: 'a chart of another tool stands there',
    expected: 'another --output, or --force to write over it',
  });
}

function withoutTree({ tree: _, report: __, ...rest }: ReportedUpdate): object {
  return rest;
}

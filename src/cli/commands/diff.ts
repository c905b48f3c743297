import { resolve } from 'node:path';
import type { FileTree } from '../../core/file-tree.ts';
import { diffScaffolds } from '../../diff/diff-scaffolds.ts';
import { diffTrees } from '../../diff/diff-trees.ts';
import { filterDiff } from '../../diff/filter-diff.ts';
import { formatJson } from '../../diff/format/format-json.ts';
import { formatMarkdown } from '../../diff/format/format-markdown.ts';
import { formatTerminal } from '../../diff/format/format-terminal.ts';
import { formatNames, formatStat } from '../../diff/format/stat.ts';
import type { DiffNote, TreeDiff } from '../../diff/model.ts';
import { formatPatch } from '../../diff/patch/format-patch.ts';
import { notesInOrder } from '../../diff/side-order.ts';
import { readTree } from '../../node/read-tree.ts';
import { optionsFromProject } from '../../options/options-from-project.ts';
import { buildScaffold } from '../../scaffold/build-scaffold.ts';
import { coloursFor } from '../colour.ts';
import { type Call, type Command, DONE, FOUND } from '../command.ts';
import { Arguments } from '../flags.ts';
import { SCAFFOLD_FLAGS, scaffoldOptions } from '../scaffold-flags.ts';
import { usageError } from '../usage.ts';

const FORMATS = ['terminal', 'patch', 'markdown', 'json'];
const { preset: _presetFlag, format: scaffoldFormat, ...OPTION_FLAGS } = SCAFFOLD_FLAGS;

export const diff: Command = {
  usage: '--from P --to P [--project DIR | --options FILE] [FLAGS] | --to P --project DIR | DIR DIR',
  description: `Shows what changes between two presets for the same options: files, objects, and why.
With --project and without --from, what changes between that directory and what the preset gives for it.
With two directories, what changes between them.`,
  example: 'operator-scaffold diff --from kubebuilder@3.14.2 --to kubebuilder@4.15.0 --project . --format markdown',
  flags: {
    from: { value: 'P', help: 'the preset to start from' },
    to: { value: 'P', help: 'the preset to go to (default https-metrics)' },
    project: { value: 'DIR', help: 'read the options from the PROJECT file of a directory' },
    ...OPTION_FLAGS,
    as: scaffoldFormat!,
    directory: {
      value: 'DIR',
      help: 'of directories, the one in them that kustomize builds (default config/default, the root, or the only one)',
    },
    format: {
      value: 'terminal|patch|markdown|json',
      help: 'a summary (default), a patch for git apply, Markdown or JSON',
    },
    stat: { help: 'a line for each file with how much of it changes' },
    'name-only': { help: 'the paths of the files alone' },
    objects: { help: 'the changes of the objects, field by field' },
    patch: { help: 'the hunks of the files below the summary', short: 'p' },
    path: { value: 'PATTERN', help: 'only files at this path, below it, or matching it', repeated: true },
    kind: { value: 'KIND', help: 'only objects of this kind', repeated: true },
    'exit-code': { help: 'exit with 1 where there are differences' },
  },
  positionals: 2,
  async run(call) {
    const { args, io } = call;
    checkUsage(call);
    const whole = await diffOf(call);
    const shown = filterDiff(whole, { paths: args.texts('path'), kinds: args.texts('kind') });
    io.stdout.write(print(shown, call));
    const differs = shown.files.length + shown.objects.length > 0;
    return differs && args.switch('exit-code') ? FOUND : DONE;
  },
};

function checkUsage({ args }: Call): void {
  const format = args.text('format') ?? 'terminal';
  if (!FORMATS.includes(format)) {
    throw usageError('--format', 'no such format', { expected: FORMATS.join(', '), received: format });
  }
  if (args.positionals.length === 1) throw usageError(args.positionals[0]!, 'a second directory is missing');
  const named = ['from', 'to', 'project', 'options'].filter((flag) => args.text(flag) !== undefined);
  if (args.positionals.length === 2 && named.length > 0) {
    throw usageError(`--${named[0]}`, 'two directories are compared as they are', {
      expected: 'no presets or options',
    });
  }
  const trees = args.positionals.length === 2 || args.text('from') === undefined;
  if (args.text('directory') !== undefined && !trees) {
    throw usageError('--directory', 'presets are built from config/default', { expected: 'two directories' });
  }
  if (args.positionals.length === 0 && args.text('from') === undefined && args.text('project') === undefined) {
    throw usageError('--from', 'there is nothing to start from', { expected: '--from, --project or two directories' });
  }
}

async function diffOf(call: Call): Promise<TreeDiff> {
  const { args, io, progress } = call;
  const built = args.text('directory');
  const options = built === undefined ? {} : { directory: built.replace(/\/+$/, '') };
  const [left, right] = args.positionals.map((path) => resolve(io.cwd, path));
  if (left !== undefined && right !== undefined) {
    progress.stage('reading the directories');
    const [from, to] = [await readSide('from', left), await readSide('to', right)];
    const changes = diffTrees(from.tree, to.tree, options);
    return { ...changes, notes: notesInOrder([...changes.notes, ...from.notes, ...to.notes]) };
  }
  const project = args.text('project');
  const directory = project === undefined ? undefined : resolve(io.cwd, project);
  progress.stage('reading the options');
  const side = directory === undefined ? undefined : await readSide('from', directory);
  const given = await scaffoldOptions({ io, args: scaffoldArguments(args) });
  const { preset: _preset, ...common } = {
    ...(side === undefined ? {} : optionsFromProject(side.tree, given.projectName)),
    ...given,
  };
  const optionsOf = (preset: string | undefined) => ({ ...common, ...(preset === undefined ? {} : { preset }) });
  progress.stage('comparing');
  const from = args.text('from');
  if (from !== undefined || side === undefined) return diffScaffolds(optionsOf(from), optionsOf(args.text('to')));
  const changes = diffTrees(side.tree, buildScaffold(optionsOf(args.text('to'))), options);
  return { ...changes, notes: notesInOrder([...changes.notes, ...side.notes]) };
}

/** Files named in a note; more are counted. */
const MAX_NAMED = 5;

/** A directory as a tree, with a note about what is not in it: a change of that would go unseen. */
async function readSide(side: DiffNote['side'], directory: string): Promise<{ tree: FileTree; notes: DiffNote[] }> {
  const skipped: string[] = [];
  const tree = await readTree(directory, {
    onSkip: ({ path, reason }) => {
      if (reason === 'too-large' || reason === 'not-a-file') skipped.push(path);
    },
  });
  const [first, ...others] = skipped;
  if (first === undefined) return { tree, notes: [] };
  const more = others.length >= MAX_NAMED ? ` and ${others.length - MAX_NAMED + 1} more` : '';
  const names = [first, ...others].slice(0, MAX_NAMED).join(', ');
  const message = `Not compared, because they are too large, or no files: ${names}${more}.`;
  return { tree, notes: [{ code: 'not-read', side, path: first, message }] };
}

/** The flags of a scaffold among the arguments; its format is `--as` here, where `--format` is that of the output. */
function scaffoldArguments(args: Arguments): Arguments {
  const names = Object.keys(OPTION_FLAGS).filter((name) => args.text(name) !== undefined);
  const values = new Map(names.map((name) => [name, args.texts(name)]));
  if (args.text('as') !== undefined) values.set('format', args.texts('as'));
  return new Arguments([], values);
}

function print(changes: TreeDiff, { args, io, json }: Call): string {
  const format = json ? 'json' : (args.text('format') ?? 'terminal');
  if (format === 'json') return formatJson(changes);
  if (args.switch('stat')) return formatStat(changes);
  if (args.switch('name-only')) return formatNames(changes);
  if (format === 'patch') return formatPatch(changes);
  if (format === 'markdown') return formatMarkdown(changes);
  const parts = { objects: args.switch('objects') ?? false, patch: args.switch('patch') ?? false };
  return formatTerminal(changes, coloursFor(io.stdout, io.env), parts);
}

import { ScaffoldError } from '../../core/errors.ts';
import { diffProject } from '../../diff/diff-project.ts';
import { diffScaffolds } from '../../diff/diff-scaffolds.ts';
import { diffTrees } from '../../diff/diff-trees.ts';
import { filterDiff } from '../../diff/filter-diff.ts';
import { formatJson } from '../../diff/format/format-json.ts';
import { formatMarkdown } from '../../diff/format/format-markdown.ts';
import { formatTerminal } from '../../diff/format/format-terminal.ts';
import { formatNames, formatStat } from '../../diff/format/stat.ts';
import type { TreeDiff } from '../../diff/model.ts';
import { formatPatch } from '../../diff/patch/format-patch.ts';
import { notesInOrder } from '../../diff/side-order.ts';
import { coloursFor } from '../colour.ts';
import { type Call, type Command, DONE, FOUND } from '../command.ts';
import { checkDiffUsage } from '../diff-usage.ts';
import { Arguments } from '../flags.ts';
import { readSide, readSides } from '../read-sides.ts';
import { SCAFFOLD_FLAGS, scaffoldOptions } from '../scaffold-flags.ts';
import { sharedIssues } from '../shared-issues.ts';

const { preset: _presetFlag, ...OPTION_FLAGS } = SCAFFOLD_FLAGS;

export const diff: Command = {
  usage: '--from P --to P [--project DIR | --options FILE] [FLAGS] | --to P --project DIR | DIR DIR',
  description: `Shows what changes between two presets for the same options: files, objects, and why.
With --project and without --from, it starts from the release that the directory is found to come from, and says which.
With two directories, what changes between them.`,
  example: 'operator-scaffold diff --from kubebuilder@3.14.2 --to kubebuilder@4.15.0 --project . --format markdown',
  flags: {
    from: { value: 'P', option: 'from.preset', help: 'the preset to start from' },
    to: { value: 'P', option: 'to.preset', help: 'the preset to go to (default https-metrics)' },
    project: {
      value: 'DIR',
      option: 'projectName',
      help: 'read the options, and the release, from a project that exists',
    },
    ...OPTION_FLAGS,
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
    checkDiffUsage(call);
    const whole = await diffOf(call);
    const shown = filterDiff(whole, { paths: args.texts('path'), kinds: args.texts('kind') });
    io.stdout.write(print(shown, call));
    const differs = shown.files.length + shown.objects.length > 0;
    return differs && args.switch('exit-code') ? FOUND : DONE;
  },
};

async function diffOf(call: Call): Promise<TreeDiff> {
  const { args, io, progress } = call;
  const built = args.text('directory');
  const options = built === undefined ? {} : { directory: built.replace(/(?<!\/)\/+$/, '') };
  const [left, right] = args.positionals;
  if (left !== undefined && right !== undefined) {
    progress.stage('reading the directories');
    const { from, to } = await readSides(left, right, io.cwd);
    const changes = diffTrees(from.tree, to.tree, options);
    return { ...changes, notes: notesInOrder([...changes.notes, ...from.notes, ...to.notes]) };
  }
  const project = args.text('project');
  progress.stage('reading the options');
  const side = project === undefined ? undefined : await readSide('from', project, io.cwd);
  const given = await scaffoldOptions({ io, args: scaffoldArguments(args) });
  progress.stage('comparing');
  const presets = { ...textOf(args, 'from'), ...textOf(args, 'to') };
  if (side !== undefined) {
    const changes = shared(() => diffProject(side.tree, { ...presets, options: given }));
    return { ...changes, notes: notesInOrder([...changes.notes, ...side.notes]) };
  }
  const { preset: _preset, ...common } = given;
  const optionsOf = (preset: string | undefined) => ({ ...common, ...(preset === undefined ? {} : { preset }) });
  return shared(() => diffScaffolds(optionsOf(presets.from), optionsOf(presets.to)));
}

function textOf<K extends string>(args: Arguments, flag: K): { [key in K]?: string } {
  const text = args.text(flag);
  return (text === undefined ? {} : { [flag]: text }) as { [key in K]?: string };
}

/** What is wrong with both sides alike is said once. */
function shared<T>(compare: () => T): T {
  try {
    return compare();
  } catch (error) {
    throw error instanceof ScaffoldError ? new ScaffoldError(sharedIssues(error.issues)) : error;
  }
}

/** The flags of a scaffold among the arguments: `--format` is that of the output. */
function scaffoldArguments(args: Arguments): Arguments {
  const names = Object.keys(OPTION_FLAGS).filter((name) => args.text(name) !== undefined);
  const values = new Map(names.map((name) => [name, args.texts(name)]));
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

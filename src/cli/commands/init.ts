import type { FileTree } from '../../core/file-tree.ts';
import type { ScaffoldOptions } from '../../options/generated/types.ts';
import { readOptions } from '../../scaffold/read-options.ts';
import { scaffoldTree } from '../../scaffold/scaffold-tree.ts';
import { type Call, CONFIG_FLAG, type Command, DONE, OUTPUT_FLAGS } from '../command.ts';
import { FORMAT_FLAG, SCAFFOLD_FLAGS, scaffoldOptions } from '../scaffold-flags.ts';
import { settingsOf } from '../settings.ts';
import { outputOf, writeOutput } from '../write-output.ts';

export const init: Command = {
  usage: '--project-name N | --project DIR --output DIR [FLAGS]',
  description: `Writes a scaffold: kustomize files, PROJECT and the Go module, or with --as helm a chart of what they
render to. Files that stand in DIR with another content are never replaced without --force.

--project reads names and kinds from the PROJECT file of a project that exists: its scaffold as it would be made today.`,
  example: `operator-scaffold init --project-name guestbook --domain example.com \\
  --resource webapp/v1/Guestbook:defaulting,validation --feature prometheus --output guestbook`,
  flags: {
    ...SCAFFOLD_FLAGS,
    project: {
      value: 'DIR',
      option: 'projectName',
      help: 'read names and kinds from the PROJECT file of a project that exists',
    },
    ...FORMAT_FLAG,
    ...CONFIG_FLAG,
    ...OUTPUT_FLAGS,
  },
  positionals: 0,
  async run(call) {
    const settings = await settingsOf('init', call);
    const output = outputOf(call.args, settings.output);
    const options = await scaffoldOptions(call, { ...settings.options, ...(await projectOf(call)) });
    const tree = await build(options);
    await writeOutput(call, output, tree, options.format === 'helm' ? 'the chart' : 'the scaffold');
    return DONE;
  },
};

/** As buildScaffold; the renderer and the chart builder are loaded for the format that needs them. */
async function build(options: ScaffoldOptions): Promise<FileTree> {
  if (options.format !== 'helm') return scaffoldTree(readOptions(options));
  const { buildScaffold } = await import('../../scaffold/build-scaffold.ts');
  return buildScaffold(options);
}

/** What the PROJECT file of `--project` says. */
async function projectOf({ args, io }: Call): Promise<Readonly<Record<string, unknown>>> {
  const directory = args.text('project');
  if (directory === undefined) return {};
  const { optionsOfProject } = await import('../options-of-project.ts');
  return { ...(await optionsOfProject(directory, io.cwd)) };
}

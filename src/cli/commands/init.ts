import type { FileTree } from '../../core/file-tree.ts';
import type { ScaffoldOptions } from '../../options/generated/types.ts';
import { readOptions } from '../../scaffold/read-options.ts';
import { scaffoldTree } from '../../scaffold/scaffold-tree.ts';
import { CONFIG_FLAG, type Command, DONE, OUTPUT_FLAGS } from '../command.ts';
import { SCAFFOLD_FLAGS, scaffoldOptions } from '../scaffold-flags.ts';
import { settingsOf } from '../settings.ts';
import { outputOf, writeOutput } from '../write-output.ts';

export const init: Command = {
  usage: '--project-name N --output DIR [FLAGS]',
  description: `Writes a scaffold: kustomize files, PROJECT and the Go module, or with --as helm a chart of what they
render to. Files that stand in DIR with another content are never replaced without --force.`,
  example: `operator-scaffold init --project-name guestbook --domain example.com \\
  --resource webapp/v1/Guestbook:defaulting,validation --feature prometheus --output guestbook`,
  flags: {
    ...SCAFFOLD_FLAGS,
    format: { value: 'kustomize|helm', help: 'the same as --as' },
    ...CONFIG_FLAG,
    ...OUTPUT_FLAGS,
  },
  positionals: 0,
  async run(call) {
    const settings = await settingsOf('init', call);
    const output = outputOf(call.args, settings.output);
    const options = await scaffoldOptions(call, settings.options);
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

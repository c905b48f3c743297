import type { ScaffoldDiff } from '../../diff/model.ts';
import { coloursFor } from '../colour.ts';
import { type Call, type Command, DONE, FOUND } from '../command.ts';
import { SCAFFOLD_FLAGS, scaffoldOptions } from '../scaffold-flags.ts';
import { usageError } from '../usage.ts';

const { preset: _, ...SHARED_FLAGS } = SCAFFOLD_FLAGS;

export const diff: Command = {
  usage: '--from P --to P [FLAGS]',
  description: 'Shows what changes between two presets for the same options: what it means, objects, files, and why.',
  example: `operator-scaffold diff --from kubebuilder@3.14.2 --to https-metrics --project-name guestbook \\
  --resource webapp/v1/Guestbook:validation --format markdown`,
  flags: {
    from: { value: 'P', help: 'the preset to start from' },
    to: { value: 'P', help: 'the preset to go to' },
    ...SHARED_FLAGS,
    format: { value: 'patch|markdown|json', help: 'a patch for git apply, text for a pull request, or data' },
    'exit-code': { help: 'exit with 1 where something differs' },
  },
  positionals: 0,
  async run(call) {
    const { args, io, progress, json } = call;
    const [from, to] = [needed(args, 'from'), needed(args, 'to')];
    const { format: __, ...options } = { ...(await scaffoldOptions(call)) };
    const { diffScaffolds } = await import('../../diff/diff-scaffolds.ts');
    progress.stage('comparing');
    const result = diffScaffolds({ ...options, preset: from }, { ...options, preset: to });
    io.stdout.write(await formatted(result, json ? 'json' : args.text('format'), call));
    const same = result.files.length === 0 && result.objects.length === 0;
    return args.switch('exit-code') && !same ? FOUND : DONE;
  },
};

async function formatted(result: ScaffoldDiff, format: string | undefined, { io }: Call): Promise<string> {
  switch (format) {
    case undefined: {
      const { formatTerminal } = await import('../../diff/format/format-terminal.ts');
      return formatTerminal(result, coloursFor(io.stdout, io.env), { objects: true, patch: false });
    }
    case 'patch':
      return (await import('../../diff/patch/format-patch.ts')).formatPatch(result);
    case 'markdown':
      return (await import('../../diff/format/format-markdown.ts')).formatMarkdown(result);
    case 'json':
      return (await import('../../diff/format/format-json.ts')).formatJson(result);
    default:
      throw usageError('--format', 'there is no such format', { expected: 'patch, markdown, json', received: format });
  }
}

function needed(args: Call['args'], name: 'from' | 'to'): string {
  const value = args.text(name);
  if (value === undefined) throw usageError(`--${name}`, 'this flag is needed', { expected: 'a preset' });
  return value;
}

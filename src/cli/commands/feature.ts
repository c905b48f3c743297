import { resolve } from 'node:path';
import { FileTree } from '../../core/file-tree.ts';
import type { FeatureName } from '../../options/generated/types.ts';
import { FEATURE_NAMES } from '../../switches/feature-names.ts';
import { readFeatures } from '../../switches/read-features.ts';
import { setFeature } from '../../switches/set-feature.ts';
import { coloursFor } from '../colour.ts';
import { type Call, type Command, DONE } from '../command.ts';
import { readSide } from '../read-sides.ts';
import { usageError } from '../usage.ts';
import { writeChanges } from '../write-changes.ts';

export const feature: Command = {
  usage: '[DIR] [NAME on|off]',
  description: `Shows which features of a project's scaffold are on, or switches one on or off: metrics, networkPolicy,
prometheus, certManager, metricsCerts, webhooks. Comments, order and everything else stay; on and then off gives the same
bytes. DIR is the current directory unless given.`,
  example: 'operator-scaffold feature . prometheus on',
  flags: {
    from: {
      value: 'P',
      option: 'preset',
      help: 'the preset that the project was made with (default: what is detected)',
    },
    'dry-run': { help: 'say what would be written, and write nothing' },
  },
  positionals: 3,
  async run(call) {
    const { args, io, json, progress } = call;
    const { directory, change } = asked(args.positionals);
    progress.stage(`reading ${directory}`);
    const { tree } = await readSide('from', directory, io.cwd);
    const preset = args.text('from');
    const options = preset === undefined ? {} : { preset };
    if (change === undefined) {
      const states = readFeatures(tree, options);
      if (json) io.stdout.write(`${JSON.stringify({ features: states }, undefined, 2)}\n`);
      else for (const name of FEATURE_NAMES) io.stdout.write(`${name.padEnd(13)}  ${states[name]}\n`);
      return DONE;
    }
    return write(call, directory, tree, setFeature(tree, change.name, change.enabled, options));
  },
};

interface Asked {
  readonly directory: string;
  readonly change?: { readonly name: FeatureName; readonly enabled: boolean };
}

function asked(positionals: readonly string[]): Asked {
  if (positionals.length < 2) {
    const [only] = positionals;
    if (only !== undefined && isFeature(only)) {
      throw usageError(only, 'a feature is switched by on or off', { expected: `${only} on, or ${only} off` });
    }
    return { directory: only ?? '.' };
  }
  const [name, state] = positionals.slice(-2) as [string, string];
  if (!isFeature(name)) {
    throw usageError('NAME', 'not a feature of a scaffold', { expected: FEATURE_NAMES.join(', '), received: name });
  }
  if (state !== 'on' && state !== 'off') {
    throw usageError('on|off', 'a feature is on or off', { expected: 'on or off', received: state });
  }
  return { directory: positionals.length === 3 ? positionals[0]! : '.', change: { name, enabled: state === 'on' } };
}

function isFeature(text: string): text is FeatureName {
  return (FEATURE_NAMES as readonly string[]).includes(text);
}

/** Only what the switch changes is written; no other file is touched. */
async function write(call: Call, directory: string, before: FileTree, after: FileTree): Promise<number> {
  const { args, io, json } = call;
  const files = FileTree.from(
    [...after].filter(({ path, content }) => before.get(path) !== content).map((entry) => [entry.path, entry] as const),
  );
  const remove = before.paths().filter((path) => !after.has(path));
  const dryRun = args.switch('dry-run') ?? false;
  if (files.size + remove.length > 0) {
    await writeChanges(call, files, resolve(io.cwd, directory), { force: true, remove, dryRun });
  }
  const written = files.paths();
  if (json) {
    io.stdout.write(`${JSON.stringify({ directory, dryRun, written, removed: remove }, undefined, 2)}\n`);
    return DONE;
  }
  if (args.switch('quiet') && !dryRun) return DONE;
  const { green } = coloursFor(io.stdout, io.env);
  for (const path of written) io.stdout.write(`${green(dryRun ? 'would write' : 'wrote')} ${path}\n`);
  for (const path of remove) io.stdout.write(`${green(dryRun ? 'would remove' : 'removed')} ${path}\n`);
  if (written.length + remove.length === 0) io.stdout.write('nothing to do\n');
  return DONE;
}

import { resolve } from 'node:path';
import type { FileTree } from '../core/file-tree.ts';
import { visible } from '../core/visible.ts';
import type { WriteReport, WriteTreeOptions } from '../node/write-with.ts';
import { coloursFor } from './colour.ts';
import type { Call } from './command.ts';
import { usageError } from './usage.ts';
import { writeChanges } from './write-changes.ts';

/**
 * Writes a command's tree to where `--output` says, and says what was done; `-` is a tar on standard output.
 *
 * @param details what `--json` gives beside the files
 * @param update for a tree that has what stood there merged into it
 */
export async function writeOutput(
  call: Call,
  output: string,
  tree: FileTree,
  what: string,
  details: Readonly<Record<string, unknown>> = {},
  update: Pick<WriteTreeOptions, 'force' | 'remove'> = {},
): Promise<void> {
  if (output === '-') {
    const { tarOf } = await import('./tar.ts');
    await call.io.stdout.writeBytes(await tarOf(tree));
    return;
  }
  await writeOutputTo(call, resolve(call.io.cwd, output), output, tree, what, details, update);
}

/**
 * As writeOutput, into a directory.
 *
 * @param output what it is called
 */
export async function writeOutputTo(
  call: Call,
  directory: string,
  output: string,
  tree: FileTree,
  what: string,
  details: Readonly<Record<string, unknown>> = {},
  update: Pick<WriteTreeOptions, 'force' | 'remove'> = {},
): Promise<WriteReport> {
  const { args, io, json, progress } = call;
  const dryRun = args.switch('dry-run') ?? false;
  progress.stage(`writing ${tree.size} files`);
  const force = args.switch('force') ?? false;
  const report = await writeChanges(call, tree, directory, { force, ...update, dryRun });
  if (json) {
    io.stdout.write(`${JSON.stringify({ output, dryRun, ...details, files: report }, undefined, 2)}\n`);
    return report;
  }
  if (args.switch('quiet') && !dryRun) return report;
  const colours = coloursFor(io.stdout, io.env);
  if (dryRun) for (const line of plannedLines(report)) io.stdout.write(`${visible(line)}\n`);
  io.stdout.write(
    `${colours.green(dryRun ? 'would write' : 'wrote')} ${visible(what)} to ${colours.bold(visible(output))}: ${counts(report)}\n`,
  );
  return report;
}

/**
 * Asked for before the work is done, so that a forgotten flag costs no time.
 *
 * @param configured what holds where the flag is not given
 */
export function outputOf(args: Call['args'], configured: string | undefined): string {
  const output = args.text('output') ?? configured;
  if (output === undefined || output === '')
    throw usageError('--output', 'this flag is needed', { expected: 'a directory' });
  const other = output === '-' ? ['json', 'dry-run', 'check'].find((name) => args.switch(name)) : undefined;
  if (other !== undefined) {
    const expected = `one of --${other} and --output -`;
    throw usageError(`--${other}`, 'the tar goes to standard output', { expected });
  }
  return output;
}

function* plannedLines({ created, replaced, unchanged, removed }: WriteReport): Generator<string> {
  const signs = new Map<string, string>();
  for (const path of created) signs.set(path, '+');
  for (const path of replaced) signs.set(path, '~');
  for (const path of unchanged) signs.set(path, '=');
  for (const path of removed) signs.set(path, '-');
  for (const path of [...signs.keys()].sort()) yield `${signs.get(path)} ${path}`;
}

function counts({ created, replaced, unchanged, removed }: WriteReport): string {
  const parts = [`${created.length} new`];
  if (replaced.length > 0) parts.push(`${replaced.length} replaced`);
  if (unchanged.length > 0) parts.push(`${unchanged.length} unchanged`);
  if (removed.length > 0) parts.push(`${removed.length} removed`);
  return parts.join(', ');
}

import type { FileTree } from '../core/file-tree.ts';
import { visible } from '../core/visible.ts';
import { DISK_AT_ONCE } from '../node/disk.ts';
import { type WriteReport, type WriteTreeOptions, writeWith } from '../node/write-with.ts';
import { coloursFor } from './colour.ts';
import type { Call } from './command.ts';
import { uninterrupted } from './uninterrupted.ts';

/**
 * Writes a tree, and says what a killed run had left. The calls return when they are done, so that a signal is seen when
 * all of it stands: none leaves a half of it.
 */
export async function writeChanges(
  { args, io, json }: Pick<Call, 'args' | 'io' | 'json'>,
  tree: FileTree,
  directory: string,
  options: WriteTreeOptions,
): Promise<WriteReport> {
  const report = await uninterrupted(() => writeWith(DISK_AT_ONCE, tree, directory, options));
  if (json || args.switch('quiet')) return report;
  const { dim } = coloursFor(io.stderr, io.env);
  for (const name of report.swept ?? [])
    io.stderr.write(`${dim('removed')} ${visible(name)}, which a killed run had left\n`);
  return report;
}

import { schemaArgument } from '../../core/arguments.ts';
import { enter } from '../../core/call.ts';
import type { CallOptions } from '../../core/limits.ts';
import type { DataSchema } from '../../core/schema-issues.ts';
import { DIFF_SCHEMA } from '../generated/schema.ts';
import type { FileChange, Hunk, TreeDiff } from '../model.ts';
import { quotePath } from './quote-path.ts';

/**
 * The file changes as a patch in git's extended format. `git apply` and `patch -p1` apply it to the first tree without
 * fuzz and give the second, byte for byte: additions, deletions, renames, executable bits, links, missing newlines at the end.
 *
 * What is no text is named in a line that both tools pass over, and stays as it is.
 *
 * Empty for a diff without file changes. The format is that of git's documentation, "Generating patch text with -p".
 * @example
 * formatPatch(diff).startsWith('diff --git '); // true, and `git apply` takes it
 */
export function formatPatch(diff: Pick<TreeDiff, 'files'>, call?: CallOptions): string {
  return enter(call, () =>
    schemaArgument<Pick<TreeDiff, 'files'>>(diff, FILES_SCHEMA, 'diff')
      .files.map((file) => formatFile(file))
      .join(''),
  );
}

/** Nothing but the files is needed. */
const FILES_SCHEMA: DataSchema = {
  type: 'object',
  required: ['files'],
  properties: { files: DIFF_SCHEMA.properties?.files ?? false },
  definitions: DIFF_SCHEMA.definitions ?? {},
};

/** Git's names of no content and of the empty one. patch(1) knows by them that an empty file comes or goes. */
const NO_BLOB = '0000000';
const EMPTY_BLOB = 'e69de29';

/** The patch of one file. */
export function formatFile(change: Omit<FileChange, 'reasons'>): string {
  const oldPath = change.oldPath ?? change.path;
  // Not in the words of git or diff: below a header without hunks git takes them for a part of its patch.
  if (change.binary) return `# ${change.kind}, and no text: ${quotePath(change.path)}\n`;
  const lines = [`diff --git ${quotePath(`a/${oldPath}`)} ${quotePath(`b/${change.path}`)}`];
  if (change.kind === 'added') lines.push(`new file mode ${change.newMode}`);
  else if (change.kind === 'removed') lines.push(`deleted file mode ${change.oldMode}`);
  else if (change.oldMode !== change.newMode) lines.push(`old mode ${change.oldMode}`, `new mode ${change.newMode}`);
  if (change.kind === 'renamed') {
    lines.push(`similarity index ${change.similarity ?? 0}%`);
    lines.push(`rename from ${quotePath(oldPath)}`, `rename to ${quotePath(change.path)}`);
  }
  if (change.hunks.length > 0) {
    lines.push(`--- ${change.kind === 'added' ? '/dev/null' : quotePath(`a/${oldPath}`)}`);
    lines.push(`+++ ${change.kind === 'removed' ? '/dev/null' : quotePath(`b/${change.path}`)}`);
    // One by one: a call takes only so many arguments.
    for (const hunk of change.hunks) for (const line of hunkLines(hunk)) lines.push(line);
  } else if (change.kind === 'added') {
    lines.push(`index ${NO_BLOB}..${EMPTY_BLOB}`);
  } else if (change.kind === 'removed') {
    lines.push(`index ${EMPTY_BLOB}..${NO_BLOB}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A hunk with its `@@` line, without a newline at the end of the list. */
export function hunkLines(hunk: Hunk): string[] {
  return [`@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`, ...hunk.lines];
}

function range(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

import { compareCodeUnits } from '../../core/compare.ts';
import type { FileEntry, FileTree } from '../../core/file-tree.ts';
import type { FileChange, FileMode } from '../model.ts';
import { toHunks } from '../text/hunks.ts';
import { lineEdits } from '../text/line-edits.ts';
import { findRenames } from './find-renames.ts';

/** A file's change without its reasons. */
export type BareFileChange = Omit<FileChange, 'reasons'>;

/**
 * The files that differ, by path.
 *
 * @param known renames that somebody knows of, old path to new path; they go before what contents suggest, and are
 *   passed over where the trees do not have them
 */
export function diffFiles(
  from: FileTree,
  to: FileTree,
  known: ReadonlyMap<string, string> = new Map(),
): BareFileChange[] {
  const removed = [...from].filter((entry) => !to.has(entry.path));
  const added = [...to].filter((entry) => !from.has(entry.path));
  const renames = findRenames(removed, added, known);
  const changes: BareFileChange[] = [];
  for (const entry of to) {
    const old = from.entry(entry.path) ?? renames.get(entry.path)?.from;
    if (old === undefined || !sameFile(old, entry)) changes.push(changeOf(old, entry));
  }
  const moved = new Set([...renames.values()].map((rename) => rename.from.path));
  for (const entry of removed) if (!moved.has(entry.path)) changes.push(changeOf(entry, undefined));
  return changes.sort((a, b) => compareCodeUnits(a.path, b.path));
}

function sameFile(a: FileEntry, b: FileEntry): boolean {
  return a.path === b.path && a.content === b.content && a.executable === b.executable;
}

function changeOf(from: FileEntry | undefined, to: FileEntry | undefined): BareFileChange {
  const { edits, coarse } = lineEdits(from?.content ?? '', to?.content ?? '');
  const count = (kind: 'added' | 'removed' | 'same') =>
    edits.reduce((sum, edit) => sum + (edit.kind === kind ? edit.lines.length : 0), 0);
  const additions = count('added');
  const deletions = count('removed');
  const renamed = from !== undefined && to !== undefined && from.path !== to.path;
  return {
    kind: from === undefined ? 'added' : to === undefined ? 'removed' : renamed ? 'renamed' : 'changed',
    path: (to ?? from)!.path,
    ...(renamed ? { oldPath: from.path } : {}),
    ...(from === undefined ? {} : { oldMode: modeOf(from) }),
    ...(to === undefined ? {} : { newMode: modeOf(to) }),
    ...(renamed ? { similarity: percent(count('same'), Math.max(additions, deletions)) } : {}),
    additions,
    deletions,
    ...(coarse ? { coarse } : {}),
    hunks: toHunks(edits),
  };
}

function percent(same: number, changed: number): number {
  return same + changed === 0 ? 100 : Math.floor((100 * same) / (same + changed));
}

function modeOf(entry: FileEntry): FileMode {
  return entry.executable ? '100755' : '100644';
}

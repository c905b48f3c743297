import { append } from '../../core/append.ts';
import { compareCodeUnits } from '../../core/compare.ts';
import type { FileTree } from '../../core/file-tree.ts';
import type { FileChange } from '../model.ts';
import { toHunks } from '../text/hunks.ts';
import { lineEdits } from '../text/line-edits.ts';
import { findRenames } from './find-renames.ts';
import { isLink, sameFile, type TreeFile, treeFiles } from './tree-files.ts';

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
  const [old, now] = [treeFiles(from), treeFiles(to)];
  const removed = [...old.values()].filter(({ path }) => !now.has(path));
  const added = [...now.values()].filter(({ path }) => !old.has(path));
  const renames = findRenames(removed, added, known);
  const changes: BareFileChange[] = [];
  for (const file of now.values()) {
    const before = old.get(file.path) ?? renames.get(file.path)?.from;
    if (before === undefined) changes.push(changeOf(undefined, file));
    else if (before.path !== file.path || !sameFile(before, file)) append(changes, changesOf(before, file));
  }
  const moved = new Set([...renames.values()].map((rename) => rename.from.path));
  for (const file of removed) if (!moved.has(file.path)) changes.push(changeOf(file, undefined));
  return changes.sort(compareFileChanges);
}

/** By path; of a link that changes, what goes before what comes. */
export function compareFileChanges(a: Pick<FileChange, 'path' | 'kind'>, b: Pick<FileChange, 'path' | 'kind'>): number {
  return compareCodeUnits(a.path, b.path) || Number(b.kind === 'removed') - Number(a.kind === 'removed');
}

/** One change, but for links: no patch turns a file into one, and patch(1) takes none for a link without git's hashes. */
function changesOf(from: TreeFile, to: TreeFile): BareFileChange[] {
  const texts = from.bytes === undefined && to.bytes === undefined;
  return texts && (isLink(from) || isLink(to))
    ? [changeOf(from, undefined), changeOf(undefined, to)]
    : [changeOf(from, to)];
}

function changeOf(from: TreeFile | undefined, to: TreeFile | undefined): BareFileChange {
  const renamed = from !== undefined && to !== undefined && from.path !== to.path;
  const place = {
    kind: from === undefined ? 'added' : to === undefined ? 'removed' : renamed ? 'renamed' : 'changed',
    path: (to ?? from)!.path,
    ...(renamed ? { oldPath: from.path } : {}),
    ...(from?.mode === undefined ? {} : { oldMode: from.mode }),
    ...(to?.mode === undefined ? {} : { newMode: to.mode }),
  } as const;
  if (from?.bytes !== undefined || to?.bytes !== undefined) {
    return { ...place, additions: 0, deletions: 0, binary: true, hunks: [] };
  }
  const { edits, coarse } = lineEdits(from?.content ?? '', to?.content ?? '');
  const count = (kind: 'added' | 'removed' | 'same') =>
    edits.reduce((sum, edit) => sum + (edit.kind === kind ? edit.lines.length : 0), 0);
  const additions = count('added');
  const deletions = count('removed');
  return {
    ...place,
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

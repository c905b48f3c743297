import { compareCodeUnits } from '../../core/compare.ts';
import type { FileEntry } from '../../core/file-tree.ts';
import { splitLines } from '../text/line-edits.ts';
import { parentsOf } from './parents-of.ts';

export interface Rename {
  readonly from: FileEntry;
  readonly to: FileEntry;
}

/** The share of lines that two files must have in common to count as one file: what `git diff -M` asks for. */
const MIN_SIMILARITY = 0.5;
/** Contents are compared pair by pair up to this many pairs; beyond it only equal contents count, as in git. */
const MAX_PAIRS = 250_000;

/**
 * Which of the removed files live on as which of the added ones, by new path: the renames that are known, then equal
 * contents, then the most similar contents.
 *
 * Where a file makes way for a directory, or a directory for a file, nothing counts as renamed: a file must
 * be gone before the other can be written.
 */
export function findRenames(
  removed: readonly FileEntry[],
  added: readonly FileEntry[],
  known: ReadonlyMap<string, string>,
): Map<string, Rename> {
  const found = new Map<string, Rename>();
  const taken = new Set<string>();
  const take = (from: FileEntry, to: FileEntry) => {
    if (taken.has(from.path) || found.has(to.path)) return;
    taken.add(from.path);
    found.set(to.path, { from, to });
  };
  const leaving = outOfTheWay(removed, added);
  const coming = outOfTheWay(added, removed);
  const targets = new Map(coming.map((entry) => [entry.path, entry]));
  for (const from of leaving) {
    const to = targets.get(known.get(from.path) ?? '');
    if (to !== undefined) take(from, to);
  }
  const free = (list: readonly FileEntry[], used: { has(path: string): boolean }) =>
    list.filter((entry) => entry.content !== '' && !used.has(entry.path));
  for (const { from, to } of candidates(free(leaving, taken), free(coming, found))) take(from, to);
  return found;
}

/** The files that neither need one of the others as a directory nor lie below one. */
function outOfTheWay(files: readonly FileEntry[], others: readonly FileEntry[]): FileEntry[] {
  const paths = new Set(others.map((entry) => entry.path));
  const directories = new Set(others.flatMap((entry) => parentsOf(entry.path)));
  return files.filter(
    (entry) => !directories.has(entry.path) && !parentsOf(entry.path).some((path) => paths.has(path)),
  );
}

interface Candidate extends Rename {
  readonly similarity: number;
  readonly sameName: boolean;
  readonly order: string;
}

/** Pairs that are similar enough, best first. The order does not depend on which side is called old. */
function candidates(removed: readonly FileEntry[], added: readonly FileEntry[]): Candidate[] {
  const exactOnly = removed.length * added.length > MAX_PAIRS;
  const profiles = new Map([...removed, ...added].map((entry) => [entry, new LineProfile(entry.content)]));
  const list: Candidate[] = [];
  for (const from of removed) {
    for (const to of added) {
      const similarity =
        from.content === to.content ? 1 : exactOnly ? 0 : profiles.get(from)!.similarity(profiles.get(to)!);
      if (similarity < MIN_SIMILARITY) continue;
      const order = from.path < to.path ? `${from.path}\0${to.path}` : `${to.path}\0${from.path}`;
      list.push({ from, to, similarity, sameName: nameOf(from.path) === nameOf(to.path), order });
    }
  }
  return list.sort(
    (a, b) =>
      b.similarity - a.similarity || Number(b.sameName) - Number(a.sameName) || compareCodeUnits(a.order, b.order),
  );
}

/** How often each line occurs, blank ones and single brackets left out: they say nothing about what a file is. */
class LineProfile {
  readonly #counts = new Map<string, number>();
  #size = 0;

  constructor(content: string) {
    for (const line of splitLines(content)) {
      const text = line.trim();
      if (text.length < 2) continue;
      this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
      this.#size += 1;
    }
  }

  similarity(other: LineProfile): number {
    const larger = Math.max(this.#size, other.#size);
    if (larger === 0 || Math.min(this.#size, other.#size) < larger * MIN_SIMILARITY) return 0;
    let common = 0;
    for (const [line, count] of this.#counts) common += Math.min(count, other.#counts.get(line) ?? 0);
    return common / larger;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

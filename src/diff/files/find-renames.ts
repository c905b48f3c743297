import { compareCodeUnits } from '../../core/compare.ts';
import { baseName, parentsOf } from '../../core/paths.ts';
import { splitLines } from '../text/line-edits.ts';
import { isLink, type TreeFile } from './tree-files.ts';

export interface Rename {
  readonly from: TreeFile;
  readonly to: TreeFile;
}

/** The share of lines that two files must have in common to count as one file: what `git diff -M` asks for. */
const MIN_SIMILARITY = 0.5;
/** Contents are compared up to this many pairs of files; beyond it only equal contents count, as in git. */
const MAX_PAIRS = 250_000;
/** So too where more lines than this would be counted, each once for every pair of files that has it: half a second. */
const MAX_COUNTED = 100_000_000;

/**
 * Which of the removed files live on as which of the added ones, by new path: the renames that are known, then equal
 * contents, then the most similar contents.
 *
 * Where a file makes way for a directory, or a directory for a file, nothing counts as renamed: a file must
 * be gone before the other can be written. Links, and what is no text, stay what they are.
 */
export function findRenames(
  removed: readonly TreeFile[],
  added: readonly TreeFile[],
  known: ReadonlyMap<string, string>,
): Map<string, Rename> {
  const found = new Map<string, Rename>();
  const taken = new Set<string>();
  const take = (from: TreeFile, to: TreeFile) => {
    if (taken.has(from.path) || found.has(to.path)) return;
    taken.add(from.path);
    found.set(to.path, { from, to });
  };
  const leaving = outOfTheWay(removed, added).filter(isText);
  const coming = outOfTheWay(added, removed).filter(isText);
  const targets = new Map(coming.map((entry) => [entry.path, entry]));
  for (const from of leaving) {
    const to = targets.get(known.get(from.path) ?? '');
    if (to !== undefined) take(from, to);
  }
  const free = (list: readonly TreeFile[], used: { has(path: string): boolean }) =>
    list.filter((entry) => entry.content !== '' && !used.has(entry.path));
  for (const pairs of [sameNameAndContent, sameContent, similarContent]) {
    for (const { from, to } of pairs(free(leaving, taken), free(coming, found))) take(from, to);
  }
  return found;
}

function isText(file: TreeFile): boolean {
  return file.bytes === undefined && !isLink(file);
}

/** The files that neither need one of the others as a directory nor lie below one. */
function outOfTheWay(files: readonly TreeFile[], others: readonly TreeFile[]): TreeFile[] {
  const paths = new Set(others.map((entry) => entry.path));
  const directories = new Set(others.flatMap((entry) => parentsOf(entry.path)));
  return files.filter(
    (entry) => !directories.has(entry.path) && !parentsOf(entry.path).some((path) => paths.has(path)),
  );
}

type Files = readonly TreeFile[];

function sameNameAndContent(removed: Files, added: Files): Rename[] {
  return inOrder(removed, added, ({ path, content }) => `${baseName(path)}\0${content}`);
}

function sameContent(removed: Files, added: Files): Rename[] {
  return inOrder(removed, added, ({ content }) => content);
}

/** Files with one key, the first with the first: a rule that does not ask which side is old. */
function inOrder(removed: Files, added: Files, keyOf: (file: TreeFile) => string): Rename[] {
  const waiting = new Map<string, TreeFile[]>();
  for (const to of [...added].reverse()) {
    const key = keyOf(to);
    const others = waiting.get(key);
    if (others === undefined) waiting.set(key, [to]);
    else others.push(to);
  }
  return removed.flatMap((from) => {
    const to = waiting.get(keyOf(from))?.pop();
    return to === undefined ? [] : [{ from, to }];
  });
}

/** Pairs that are similar enough, best first. The order does not depend on which side is called old. */
function similarContent(removed: Files, added: Files): Rename[] {
  if (removed.length * added.length > MAX_PAIRS) return [];
  const numbers = new Map<string, number>();
  const lines = { removed: removed.map(linesOf(numbers)), added: added.map(linesOf(numbers)) };
  const common = commonLines(lines.removed, lines.added);
  if (common === undefined) return [];
  const found: (Rename & { similarity: number; sameName: boolean; order: string })[] = [];
  for (const [column, to] of added.entries()) {
    for (const [row, from] of removed.entries()) {
      const larger = Math.max(lines.removed[row]!.length, lines.added[column]!.length);
      const similarity = common[column]![row]! / larger;
      if (larger === 0 || similarity < MIN_SIMILARITY) continue;
      const order = from.path < to.path ? `${from.path}\0${to.path}` : `${to.path}\0${from.path}`;
      found.push({ from, to, similarity, sameName: baseName(from.path) === baseName(to.path), order });
    }
  }
  return found.sort(
    (a, b) =>
      b.similarity - a.similarity || Number(b.sameName) - Number(a.sameName) || compareCodeUnits(a.order, b.order),
  );
}

/**
 * The lines of a file as numbers, equal ones side by side. Blank lines and single brackets are left out: they say nothing
 * about what a file is.
 */
function linesOf(numbers: Map<string, number>): (file: TreeFile) => Int32Array {
  return ({ content }) => {
    const lines = new Int32Array(
      splitLines(content).flatMap((line) => {
        const text = line.trim();
        if (text.length < 2) return [];
        const known = numbers.get(text);
        if (known !== undefined) return known;
        numbers.set(text, numbers.size);
        return numbers.size - 1;
      }),
    );
    return lines.sort();
  };
}

/**
 * How many lines each file of the second list has in common with each of the first. A line is looked up once and not once
 * for each pair, so that the work grows with what files share and not with how many there are. Undefined beyond the bound.
 */
function commonLines(rows: readonly Int32Array[], columns: readonly Int32Array[]): Int32Array[] | undefined {
  /** By line: each row that has it, followed by how often it does. */
  const places: number[][] = [];
  for (const [row, lines] of rows.entries()) {
    for (let start = 0, end = 0; start < lines.length; start = end) {
      end = endOfRun(lines, start);
      const place = places[lines[start]!];
      if (place === undefined) places[lines[start]!] = [row, end - start];
      else place.push(row, end - start);
    }
  }
  let counted = 0;
  const common: Int32Array[] = [];
  for (const lines of columns) {
    const shared = new Int32Array(rows.length);
    for (let start = 0, end = 0; start < lines.length; start = end) {
      end = endOfRun(lines, start);
      const place = places[lines[start]!] ?? [];
      counted += place.length / 2;
      if (counted > MAX_COUNTED) return undefined;
      for (let index = 0; index < place.length; index += 2) {
        shared[place[index]!]! += Math.min(end - start, place[index + 1]!);
      }
    }
    common.push(shared);
  }
  return common;
}

function endOfRun(lines: Int32Array, start: number): number {
  let end = start + 1;
  while (lines[end] === lines[start]) end += 1;
  return end;
}

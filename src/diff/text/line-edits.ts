import { diffArrays } from 'diff';
import { append } from '../../core/append.ts';

/** A run of lines: in both texts, only in the old one, or only in the new one. */
export interface LineEdit {
  readonly kind: 'same' | 'removed' | 'added';
  /** With their newlines; only the last line of a text may lack one. */
  readonly lines: readonly string[];
}

export interface LineEdits {
  readonly edits: readonly LineEdit[];
  /** The comparison ended at its bound: everything between the common ends counts as replaced. */
  readonly coarse: boolean;
}

/**
 * The number of lines that both texts have, but not in the same order, up to which they are compared line by line. The
 * work grows with its square: 2,000 ends within a second on the worst of files, and is far more than two releases of a
 * scaffold have in one file.
 */
const MAX_EDITS = 2000;

/** The lines of a text with their newlines. Only `\n` ends a line, as in git: `\r` belongs to the line. */
export function splitLines(text: string): string[] {
  const result: string[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    result.push(text.slice(start, end));
    start = end;
  }
  return result;
}

/**
 * What turns one text into the other, line by line; removed lines come before added ones in each place.
 *
 * Symmetric: the edits of (b, a) are those of (a, b) with the sides exchanged.
 */
export function lineEdits(oldText: string, newText: string): LineEdits {
  // Myers' algorithm prefers one side where several shortest scripts exist, so one order of the two is fixed.
  if (oldText > newText) return turned(lineEdits(newText, oldText));
  const oldLines = splitLines(oldText);
  const newLines = splitLines(newText);
  const shorter = Math.min(oldLines.length, newLines.length);
  let start = 0;
  while (start < shorter && oldLines[start] === newLines[start]) start += 1;
  let end = 0;
  while (end < shorter - start && oldLines[oldLines.length - 1 - end] === newLines[newLines.length - 1 - end]) end += 1;
  const oldMiddle = oldLines.slice(start, oldLines.length - end);
  const newMiddle = newLines.slice(start, newLines.length - end);
  const found =
    oldMiddle.length === 0 || newMiddle.length === 0
      ? replaced(oldMiddle, newMiddle)
      : compareMiddle(oldMiddle, newMiddle);
  const middle: readonly LineEdit[] = found ?? replaced(oldMiddle, newMiddle);
  const edits: LineEdit[] = [
    { kind: 'same', lines: oldLines.slice(0, start) },
    ...middle,
    { kind: 'same', lines: oldLines.slice(oldLines.length - end) },
  ];
  return { edits: edits.filter(({ lines }) => lines.length > 0), coarse: found === undefined };
}

function replaced(oldLines: readonly string[], newLines: readonly string[]): LineEdit[] {
  return [
    { kind: 'removed', lines: oldLines },
    { kind: 'added', lines: newLines },
  ];
}

/** Undefined where the search came to its bound. */
function compareMiddle(oldLines: readonly string[], newLines: readonly string[]): LineEdit[] | undefined {
  const pairs = commonLines(oldLines, newLines);
  if (pairs === undefined) return undefined;
  const edits: LineEdit[] = [];
  let oldIndex = 0;
  let newIndex = 0;
  for (let index = 0; index < pairs.length; ) {
    const [old, now] = pairs[index]!;
    let length = 1;
    while (pairs[index + length]?.[0] === old + length && pairs[index + length]![1] === now + length) length += 1;
    append(edits, replaced(oldLines.slice(oldIndex, old), newLines.slice(newIndex, now)));
    edits.push({ kind: 'same', lines: oldLines.slice(old, old + length) });
    oldIndex = old + length;
    newIndex = now + length;
    index += length;
  }
  return [...edits, ...replaced(oldLines.slice(oldIndex), newLines.slice(newIndex))];
}

/** A longest sequence of lines that both have, as pairs of indices. */
function commonLines(
  oldLines: readonly string[],
  newLines: readonly string[],
): readonly (readonly [number, number])[] | undefined {
  // A line that only one side has is part of no such sequence: only the others have to be searched.
  const old = indicesIn(oldLines, new Set(newLines));
  const now = indicesIn(newLines, new Set(oldLines));
  // More lines on one side than the bound allows to insert: the search could only fail.
  if (Math.abs(old.length - now.length) > MAX_EDITS) return undefined;
  const linesAt = (lines: readonly string[], indices: readonly number[]) => indices.map((index) => lines[index]!);
  const [oldShared, newShared] = [linesAt(oldLines, old), linesAt(newLines, now)];
  // Most often lines only come and go, and there is nothing to search.
  if (oldShared.length === newShared.length && oldShared.every((line, index) => line === newShared[index])) {
    return old.map((line, index) => [line, now[index]!]);
  }
  const parts = diffArrays(oldShared, newShared, { maxEditLength: MAX_EDITS });
  if (parts === undefined) return undefined;
  const pairs: [number, number][] = [];
  let oldCount = 0;
  let newCount = 0;
  for (const { added, removed, value } of parts) {
    if (added) newCount += value.length;
    else if (removed) oldCount += value.length;
    else for (const _line of value) pairs.push([old[oldCount++]!, now[newCount++]!]);
  }
  return pairs;
}

function indicesIn(lines: readonly string[], shared: ReadonlySet<string>): number[] {
  const indices: number[] = [];
  lines.forEach((line, index) => {
    if (shared.has(line)) indices.push(index);
  });
  return indices;
}

function turned({ edits, coarse }: LineEdits): LineEdits {
  const exchanged: LineEdit[] = [];
  for (const { kind, lines } of edits) {
    if (kind === 'same') exchanged.push({ kind, lines });
    else if (kind === 'removed') exchanged.push({ kind: 'added', lines });
    // What was added stands behind what was removed in its place, if anything was.
    else if (exchanged.at(-1)?.kind === 'added') exchanged.splice(-1, 0, { kind: 'removed', lines });
    else exchanged.push({ kind: 'removed', lines });
  }
  return { edits: exchanged, coarse };
}

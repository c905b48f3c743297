import { diffArrays } from 'diff';

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
 * The number of differing lines up to which texts are compared line by line. The work grows with its square: 2,500
 * ends within half a second on any file, and is more than any two releases of a scaffold differ by in one file.
 */
const MAX_EDITS = 2500;

/** The lines of a text with their newlines. Only `\n` ends a line, as in git: `\r` belongs to the line. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const result = lines.map((line) => `${line}\n`);
  if (last !== '') result.push(last);
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
  const found = compareMiddle(oldMiddle, newMiddle);
  const middle: readonly LineEdit[] = found ?? [
    { kind: 'removed', lines: oldMiddle },
    { kind: 'added', lines: newMiddle },
  ];
  const edits = [
    { kind: 'same', lines: oldLines.slice(0, start) } as const,
    ...middle,
    { kind: 'same', lines: oldLines.slice(oldLines.length - end) } as const,
  ];
  return { edits: normalized(edits), coarse: found === undefined };
}

function compareMiddle(oldLines: string[], newLines: string[]): LineEdit[] | undefined {
  if (oldLines.length === 0 || newLines.length === 0) {
    return [
      { kind: 'removed', lines: oldLines },
      { kind: 'added', lines: newLines },
    ];
  }
  // More lines on one side than the bound allows to insert: the search could only fail.
  if (Math.abs(oldLines.length - newLines.length) > MAX_EDITS) return undefined;
  return diffArrays(oldLines, newLines, { maxEditLength: MAX_EDITS })?.map((part) => ({
    kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
    lines: part.value,
  }));
}

/** Neighbours of a kind joined, empty runs dropped, and between two equal runs the removed lines before the added. */
function normalized(edits: readonly LineEdit[]): LineEdit[] {
  const result: LineEdit[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  let same: string[] = [];
  const flushChange = () => {
    if (removed.length > 0) result.push({ kind: 'removed', lines: removed });
    if (added.length > 0) result.push({ kind: 'added', lines: added });
    removed = [];
    added = [];
  };
  for (const edit of edits) {
    if (edit.lines.length === 0) continue;
    if (edit.kind === 'same') {
      flushChange();
      same = same.concat(edit.lines);
      continue;
    }
    if (same.length > 0) result.push({ kind: 'same', lines: same });
    same = [];
    if (edit.kind === 'removed') removed = removed.concat(edit.lines);
    else added = added.concat(edit.lines);
  }
  flushChange();
  if (same.length > 0) result.push({ kind: 'same', lines: same });
  return result;
}

function turned({ edits, coarse }: LineEdits): LineEdits {
  const exchanged = edits.map((edit): LineEdit => {
    if (edit.kind === 'same') return edit;
    return { kind: edit.kind === 'added' ? 'removed' : 'added', lines: edit.lines };
  });
  return { edits: normalized(exchanged), coarse };
}

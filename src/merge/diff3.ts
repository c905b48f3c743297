import { diffArrays } from 'diff';

/** A stretch of the three sequences: `[start, end)` in each, and who changed it. */
export interface Region {
  readonly kind: 'same' | 'mine' | 'theirs' | 'agreed' | 'conflict';
  readonly base: readonly [number, number];
  readonly mine: readonly [number, number];
  readonly theirs: readonly [number, number];
}

interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Where three sequences agree and where not.
 *
 * A conflict is a stretch of the base that both changed and not to the same, or a place where both put something in.
 * Changes that only lie side by side are none.
 */
export function diff3(base: readonly string[], mine: readonly string[], theirs: readonly string[]): Region[] {
  const ours = hunks(base, mine);
  const other = hunks(base, theirs);
  const regions: Region[] = [];
  let at = 0;
  let inMine = 0;
  let inTheirs = 0;
  const same = (to: number) => {
    if (to > at) {
      const count = to - at;
      regions.push({
        kind: 'same',
        base: [at, to],
        mine: [inMine, inMine + count],
        theirs: [inTheirs, inTheirs + count],
      });
    }
    inMine += to - at;
    inTheirs += to - at;
    at = to;
  };
  while (ours.length > 0 || other.length > 0) {
    const { start, end, left, right } = nextGroup(ours, other);
    same(start);
    const mineEnd = inMine + width(start, end, left);
    const theirsEnd = inTheirs + width(start, end, right);
    const a = mine.slice(inMine, mineEnd);
    const b = theirs.slice(inTheirs, theirsEnd);
    const equal = a.length === b.length && a.every((item, index) => item === b[index]);
    const kind = right.length === 0 ? 'mine' : left.length === 0 ? 'theirs' : equal ? 'agreed' : 'conflict';
    regions.push({ kind, base: [start, end], mine: [inMine, mineEnd], theirs: [inTheirs, theirsEnd] });
    at = end;
    inMine = mineEnd;
    inTheirs = theirsEnd;
  }
  same(base.length);
  return regions;
}

/** Takes the next hunk and all that it meets on the other side, and what those meet in turn. */
function nextGroup(ours: Hunk[], other: Hunk[]) {
  const left: Hunk[] = [];
  const right: Hunk[] = [];
  const first = earlier(ours[0], other[0]);
  const start = first.start;
  let end = first.end;
  for (;;) {
    const a = ours[0];
    const b = other[0];
    if (a !== undefined && (a === first || meets(a, start, end))) left.push(ours.shift() as Hunk);
    else if (b !== undefined && (b === first || meets(b, start, end))) right.push(other.shift() as Hunk);
    else return { start, end, left, right };
    end = Math.max(end, left.at(-1)?.end ?? end, right.at(-1)?.end ?? end);
  }
}

function earlier(a: Hunk | undefined, b: Hunk | undefined): Hunk {
  if (a === undefined) return b as Hunk;
  if (b === undefined) return a;
  // At one place, what is put in comes before what is replaced.
  return b.start < a.start || (b.start === a.start && b.end < a.end) ? b : a;
}

function meets(hunk: Hunk, start: number, end: number): boolean {
  return hunk.start < end || (hunk.start === start && hunk.end === end);
}

/** How many items of a side stand for the base's [start, end). */
function width(start: number, end: number, group: readonly Hunk[]): number {
  return group.reduce((count, hunk) => count + (hunk.to - hunk.from) - (hunk.end - hunk.start), end - start);
}

function hunks(base: readonly string[], side: readonly string[]): Hunk[] {
  const list: Hunk[] = [];
  let at = 0;
  let from = 0;
  let open: { start: number; from: number } | undefined;
  const close = () => {
    if (open !== undefined) list.push({ start: open.start, end: at, from: open.from, to: from });
    open = undefined;
  };
  for (const part of diffArrays([...base], [...side])) {
    if (!part.added && !part.removed) {
      close();
      at += part.count;
      from += part.count;
      continue;
    }
    open ??= { start: at, from };
    if (part.removed) at += part.count;
    else from += part.count;
  }
  close();
  return list;
}

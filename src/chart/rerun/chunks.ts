import { digestNumber, HIGH_FACTOR, HIGH_START, LOW_FACTOR, LOW_START, writeDigest } from './digest.ts';

/** A text cut into pieces that are merged whole: lines, or, of large files, groups of lines. */
export interface Chunks {
  readonly texts: readonly string[];
  readonly digests: readonly string[];
}

const LINE_FEED = 10;

/** Up to this many lines every line is a chunk of its own. */
const LARGE = 2000;

/** How many lines a chunk of this text has on average: 1, or a power of two that leaves a few hundred chunks. */
export function chunkSize(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  let size = 1;
  while (lines / size > LARGE / 8 && lines > LARGE) size *= 2;
  return size;
}

/**
 * Cuts a text. A chunk of a large file ends with a line whose own digest says so, and not after a number of lines: so a
 * line that is put in changes one chunk and moves no other.
 */
export function chunksOf(text: string, size: number): Chunks {
  const { ends, digests } = cut(text, size);
  return { texts: ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end)), digests };
}

/** The digests alone, as a state holds them. */
export function chunkDigests(text: string, size: number): readonly string[] {
  return cut(text, size).digests;
}

/** Where chunks end and what they come to, in one walk over the whole text: lines as strings would be read anew. */
function cut(text: string, size: number): { readonly ends: number[]; readonly digests: string[] } {
  const ends: number[] = [];
  const digests: string[] = [];
  let high = HIGH_START;
  let low = LOW_START;
  let lineHigh = HIGH_START;
  let lineLow = LOW_START;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, HIGH_FACTOR);
    low = Math.imul(low ^ unit, LOW_FACTOR);
    low ^= low >>> 13;
    if (size > 1) {
      lineHigh = Math.imul(lineHigh ^ unit, HIGH_FACTOR);
      lineLow = Math.imul(lineLow ^ unit, LOW_FACTOR);
      lineLow ^= lineLow >>> 13;
    }
    const isLast = index === text.length - 1;
    if (unit !== LINE_FEED && !isLast) continue;
    if (size === 1 || isLast || isBoundary(lineHigh, lineLow, size)) {
      ends.push(index + 1);
      digests.push(writeDigest(high, low));
      high = HIGH_START;
      low = LOW_START;
    }
    lineHigh = HIGH_START;
    lineLow = LOW_START;
  }
  return { ends, digests };
}

/** By the last four characters of a line's digest. */
function isBoundary(high: number, low: number, size: number): boolean {
  return (digestNumber(high, low) % 36 ** 4) % size === 0;
}

/** The lines of a text, each with its terminator; the last may have none. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    lines.push(text.slice(start, end + 1));
    start = end + 1;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

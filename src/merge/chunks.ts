import { digest, digestNumber, type Lanes, restart, startLanes, writeDigest } from './digest.ts';

/** A text cut into pieces that are merged whole: lines, or, of large files, groups of lines. */
export interface Chunks {
  readonly texts: readonly string[];
  readonly digests: readonly string[];
}

/** Up to this many lines every line is a chunk of its own. */
const LARGE = 2000;

/** How many lines a chunk of this text has on average: 1, or a power of two that leaves a few hundred chunks. */
export function chunkSize(text: string): number {
  if (text.length < LARGE) return 1;
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

/** Where chunks end and what they come to. */
function cut(text: string, size: number): { readonly ends: number[]; readonly digests: string[] } {
  const ends: number[] = [];
  const digests: string[] = [];
  const chunk = startLanes();
  const line = startLanes();
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start) + 1 || text.length;
    digest(chunk, text, start, end);
    if (size > 1) digest(restart(line), text, start, end);
    if (size === 1 || end === text.length || isBoundary(line, size)) {
      ends.push(end);
      digests.push(writeDigest(chunk));
      restart(chunk);
    }
    start = end;
  }
  return { ends, digests };
}

/** By the last four characters of a line's digest. */
function isBoundary(line: Lanes, size: number): boolean {
  return (digestNumber(line) % 36 ** 4) % size === 0;
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

import { digest, digestNumber } from './digest.ts';

/** A text cut into pieces that are merged whole: lines, or, of large files, groups of lines. */
export interface Chunks {
  readonly texts: readonly string[];
  readonly digests: readonly string[];
}

/** Up to this many lines every line is a chunk of its own. */
const LARGE = 2000;

/** What the last four characters of a digest count up to. */
const LAST_FOUR = 36 ** 4;

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
  const lines = linesOf(text);
  if (size === 1) return { texts: lines, digests: lines.map(digest) };
  const texts: string[] = [];
  let start = 0;
  lines.forEach((line, index) => {
    if ((digestNumber(line) % LAST_FOUR) % size !== 0 && index < lines.length - 1) return;
    texts.push(lines.slice(start, index + 1).join(''));
    start = index + 1;
  });
  return { texts, digests: texts.map(digest) };
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

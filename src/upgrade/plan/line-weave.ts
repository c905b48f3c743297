import { append } from '../../core/append.ts';
import { lineEdits, splitLines } from '../../diff/text/line-edits.ts';
import type { Chunk } from '../model.ts';

interface Line {
  readonly text: string;
  /** The step that wrote it; undefined for a line of the old file. */
  readonly step: string | undefined;
  until: string | undefined;
}

/**
 * A file with all that steps did to it, one after the other: every line that ever stood in it, with the step that wrote
 * it and the step that took it away. So the text without any one of the steps can be told, with no merge.
 */
export class LineWeave {
  readonly #lines: Line[];
  #text: string;
  /** Steps that took away what others had written: they need those. */
  readonly needs = new Map<string, Set<string>>();

  constructor(text: string) {
    this.#text = text;
    this.#lines = splitLines(text).map((line) => ({ text: line, step: undefined, until: undefined }));
  }

  get text(): string {
    return this.#text;
  }

  write(step: string, text: string): void {
    const { edits } = lineEdits(this.#text, text);
    const result: Line[] = [];
    let at = 0;
    const passGone = () => {
      while (at < this.#lines.length && this.#lines[at]!.until !== undefined) result.push(this.#lines[at++]!);
    };
    for (const { kind, lines } of edits) {
      if (kind === 'added') {
        for (const line of lines) result.push({ text: line, step, until: undefined });
        continue;
      }
      for (const _ of lines) {
        passGone();
        const line = this.#lines[at++]!;
        if (kind === 'removed') this.#takeAway(line, step);
        result.push(line);
      }
    }
    passGone();
    this.#lines.splice(
      0,
      this.#lines.length,
      ...result.filter(({ step: by, until }) => by === undefined || by !== until),
    );
    this.#text = text;
  }

  #takeAway(line: Line, step: string): void {
    line.until = step;
    if (line.step === undefined || line.step === step) return;
    const known = this.needs.get(step) ?? new Set();
    this.needs.set(step, known.add(line.step));
  }

  chunks(): Chunk[] {
    const chunks: { at: number; remove: { text: string; step: string }[]; add: Chunk['add'][number][] }[] = [];
    let at = 0;
    let open: (typeof chunks)[number] | undefined;
    for (const { text, step, until } of this.#lines) {
      if (step === undefined && until === undefined) {
        open = undefined;
        at += 1;
        continue;
      }
      // Old lines behind new ones begin another chunk: added lines stand behind the removed ones of their own.
      if (open === undefined || (step === undefined && open.add.length > 0)) {
        open = { at, remove: [], add: [] };
        chunks.push(open);
      }
      if (step === undefined) {
        open.remove.push({ text, step: until! });
        at += 1;
      } else open.add.push(until === undefined ? { text, step } : { text, step, until });
    }
    return chunks;
  }
}

/** The text of a file with some of the steps. Undefined where it is not the file that the chunks are for. */
export function withChunks(
  text: string,
  chunks: readonly Chunk[],
  isOn: (step: string) => boolean,
): string | undefined {
  const lines = splitLines(text);
  const result: string[] = [];
  let at = 0;
  for (const chunk of chunks) {
    if (chunk.at < at || chunk.at > lines.length) return undefined;
    append(result, lines.slice(at, chunk.at));
    at = chunk.at;
    for (const { text: line, step } of chunk.remove) {
      if (lines[at] !== line) return undefined;
      if (!isOn(step)) result.push(line);
      at += 1;
    }
    for (const { text: line, step, until } of chunk.add) {
      if (isOn(step) && (until === undefined || !isOn(until))) result.push(line);
    }
  }
  append(result, lines.slice(at));
  // Where the last line had no newline and lines came behind it, it needs one.
  return result
    .map((line, index) => (line.endsWith('\n') || index === result.length - 1 ? line : `${line}\n`))
    .join('');
}

/** The text that a file had before some of the steps; undefined where it is not the one that they make of it. */
export function withoutChunks(
  text: string,
  chunks: readonly Chunk[],
  isOn: (step: string) => boolean,
): string | undefined {
  const lines = splitLines(text);
  const result: string[] = [];
  // Lines of the new file before this place, and how many more of them there are than in the old one.
  let at = 0;
  let more = 0;
  for (const { at: old, remove, add } of chunks) {
    const start = old + more;
    if (start < at || start > lines.length) return undefined;
    append(result, lines.slice(at, start));
    at = start;
    for (const { text: line, step } of remove) {
      result.push(line);
      if (isOn(step)) more -= 1;
      else if (lines[at++] !== line) return undefined;
    }
    for (const { text: line, step, until } of add) {
      if (!isOn(step) || (until !== undefined && isOn(until))) continue;
      more += 1;
      if (lines[at++] !== line) return undefined;
    }
  }
  append(result, lines.slice(at));
  return result.join('');
}

import type { Hunk } from '../model.ts';
import type { LineEdit } from './line-edits.ts';

/** Lines of context around a change, as `git diff` has them. */
const CONTEXT = 3;
const NO_NEWLINE = '\\ No newline at end of file';

/** The changes of a file as hunks of a unified diff. */
export function toHunks(edits: readonly LineEdit[]): Hunk[] {
  const hunks: Hunk[] = [];
  let open: OpenHunk | undefined;
  let oldLine = 1;
  let newLine = 1;
  edits.forEach((edit, index) => {
    if (edit.kind !== 'same') {
      open ??= new OpenHunk(oldLine, newLine, tail(edits[index - 1]));
      open.push(edit.kind, edit.lines);
    } else if (open !== undefined) {
      const last = index === edits.length - 1;
      if (!last && edit.lines.length <= 2 * CONTEXT) {
        open.push('same', edit.lines);
      } else {
        open.push('same', edit.lines.slice(0, CONTEXT));
        hunks.push(open.close());
        open = undefined;
      }
    }
    if (edit.kind !== 'added') oldLine += edit.lines.length;
    if (edit.kind !== 'removed') newLine += edit.lines.length;
  });
  if (open !== undefined) hunks.push((open as OpenHunk).close());
  return hunks;
}

function tail(edit: LineEdit | undefined): readonly string[] {
  return edit?.kind === 'same' ? edit.lines.slice(-CONTEXT) : [];
}

const SIGNS = { same: ' ', removed: '-', added: '+' } as const;

class OpenHunk {
  readonly #oldStart: number;
  readonly #newStart: number;
  #oldLines = 0;
  #newLines = 0;
  readonly #lines: string[] = [];

  constructor(oldLine: number, newLine: number, before: readonly string[]) {
    this.#oldStart = oldLine - before.length;
    this.#newStart = newLine - before.length;
    this.push('same', before);
  }

  push(kind: LineEdit['kind'], lines: readonly string[]): void {
    for (const line of lines) {
      if (line.endsWith('\n')) this.#lines.push(SIGNS[kind] + line.slice(0, -1));
      else this.#lines.push(SIGNS[kind] + line, NO_NEWLINE);
    }
    if (kind !== 'added') this.#oldLines += lines.length;
    if (kind !== 'removed') this.#newLines += lines.length;
  }

  close(): Hunk {
    return {
      // A side without lines is placed after the line before it, as the unified format has it.
      oldStart: this.#oldLines === 0 ? this.#oldStart - 1 : this.#oldStart,
      oldLines: this.#oldLines,
      newStart: this.#newLines === 0 ? this.#newStart - 1 : this.#newStart,
      newLines: this.#newLines,
      lines: this.#lines,
    };
  }
}

import { replaceAligned } from '../../../edit/go/align.ts';
import { type GoFile, type Group, lineOf, parseGo } from '../../../edit/go/parse.ts';
import type { Replacement } from '../../../edit/go/replace.ts';
import type { FactConflict, FactMerge, FactTask } from '../model.ts';

/** Whether a conflict goes to theirs. */
export type Choose = (conflict: FactConflict) => 'yours' | 'theirs' | undefined;

interface MovedLines {
  /** The first line of what was replaced, and how many line ends were there before and after. */
  readonly line: number;
  readonly before: number;
  readonly after: number;
}

/** A Go file while it is merged: each change is made on its newest text. */
export class GoDraft {
  #file: GoFile;
  readonly #moves: MovedLines[][] = [];
  readonly #choose: Choose;
  readonly conflicts: FactConflict[] = [];
  readonly manual: FactTask[] = [];

  constructor(file: GoFile, choose: Choose = () => undefined) {
    this.#file = file;
    this.#choose = choose;
  }

  get file(): GoFile {
    return this.#file;
  }

  get text(): string {
    return this.#file.text;
  }

  get path(): string {
    return this.#file.path;
  }

  /**
   * Makes changes, aligned as gofmt would.
   *
   * @returns false where the changed text would not be Go: then nothing is changed
   */
  change(replacements: readonly Replacement[], blocks: readonly Group[] = []): boolean {
    if (replacements.length === 0) return true;
    const { text } = this.#file;
    const changed = parseGo(this.path, replaceAligned(this.#file, replacements, blocks));
    if (changed === undefined) return false;
    // What stands at one offset is written in the order in which it is given.
    const ordered = [...replacements].sort((a, b) => a.from - b.from || a.to - b.to);
    this.#moves.push(
      ordered.map(({ from, to, text: added }) => ({
        line: lineOf(text, from),
        before: lineEnds(text.slice(from, to)),
        after: lineEnds(added),
      })),
    );
    this.#file = changed;
    return true;
  }

  /** Makes several changes, or none of them where `make` says that they are not all certain. */
  attempt(make: () => boolean): boolean {
    const [file, moves] = [this.#file, this.#moves.length];
    if (make()) return true;
    this.#file = file;
    this.#moves.length = moves;
    return false;
  }

  /** The line of an offset in the text that the draft began with. */
  lineAt(offset: number): number {
    let line = lineOf(this.text, offset);
    for (const batch of [...this.#moves].reverse()) {
      let shift = 0;
      for (const { line: at, before, after } of batch) {
        const now = at + shift;
        if (now >= line) break;
        if (now + after >= line) {
          // Inside of what was added: the place where it was.
          shift = line - at;
          break;
        }
        shift += after - before;
      }
      line -= shift;
    }
    return line;
  }

  /** Notes a conflict, and says whether theirs is chosen. */
  conflict(conflict: FactConflict): boolean {
    this.conflicts.push(conflict);
    return this.#choose(conflict) === 'theirs';
  }

  task(text: string, snippet?: string, offset?: number): void {
    if (this.manual.some((task) => task.text === text && task.snippet === snippet)) return;
    this.manual.push({
      ...(offset === undefined ? {} : { line: this.lineAt(offset) }),
      text,
      ...(snippet === undefined ? {} : { snippet }),
    });
  }

  result(): FactMerge {
    return { text: this.text, conflicts: this.conflicts, manual: this.manual };
  }
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

import { append } from '../../core/append.ts';
import { replaceAligned } from './align.ts';
import type { GoFile, Group } from './parse.ts';
import type { Replacement } from './replace.ts';

/** A file of a plan, before and after. */
export interface GoEdit {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What changes, a sentence each. */
  readonly what: readonly string[];
}

/** The changes of several files, gathered before any is made. */
export class GoChanges {
  readonly #files = new Map<
    string,
    { readonly file: GoFile; readonly replacements: Replacement[]; readonly blocks: Group[]; readonly what: string[] }
  >();

  add(file: GoFile, replacements: readonly Replacement[], blocks: readonly Group[] = [], what?: string): void {
    if (replacements.length === 0) return;
    const known = this.#files.get(file.path) ?? { file, replacements: [], blocks: [], what: [] };
    append(known.replacements, replacements);
    append(known.blocks, blocks);
    if (what !== undefined && !known.what.includes(what)) known.what.push(what);
    this.#files.set(file.path, known);
  }

  edits(): GoEdit[] {
    return [...this.#files.values()].map(({ file, replacements, blocks, what }) => ({
      path: file.path,
      before: file.text,
      after: replaceAligned(file, replacements, blocks),
      what,
    }));
  }
}

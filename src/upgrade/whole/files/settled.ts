import type { FactConflict, FactTask, FileMerge } from '../model.ts';

export type Choose = Parameters<FileMerge>[1];

/** What a merge of one file finds that it may not decide itself; each place is told once. */
export class Settled {
  readonly conflicts: FactConflict[] = [];
  readonly manual: FactTask[] = [];
  readonly #choose: Choose;

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  /** Whose side stands where both changed the same thing: what was chosen, else yours, and then it is told. */
  side(conflict: FactConflict): 'yours' | 'theirs' {
    const chosen = this.#choose?.(conflict);
    if (chosen !== undefined) return chosen;
    if (!this.conflicts.some(({ where }) => where === conflict.where)) this.conflicts.push(conflict);
    return 'yours';
  }

  /** @param text the merged file */
  result(text: string) {
    return { text, conflicts: this.conflicts, manual: this.manual };
  }
}

import { visible } from '../core/visible.ts';
import type { Io } from './io.ts';

const PATIENCE = 1000;

/** Names the stages of a command on a terminal, once the command has taken longer than a second. */
export class Progress {
  readonly #io: Io;
  readonly #start: number;
  readonly #isQuiet: boolean;

  constructor(io: Io, isQuiet = false) {
    this.#io = io;
    this.#isQuiet = isQuiet;
    this.#start = io.now();
  }

  stage(name: string): void {
    const elapsed = this.#io.now() - this.#start;
    if (this.#isQuiet || elapsed < PATIENCE || !this.#io.stderr.isTTY) return;
    this.#io.stderr.write(`${visible(name)} … (${(elapsed / 1000).toFixed(1)} s)\n`);
  }
}

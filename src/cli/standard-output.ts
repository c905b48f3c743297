import { fstatSync, writeSync } from 'node:fs';
import { formatIssue } from '../core/errors.ts';
import { fileIssue } from '../node/file-issue.ts';
import { REFUSED } from './command.ts';
import type { Output } from './io.ts';
import { writeParts } from './write-parts.ts';

/**
 * One of the two streams that a process prints to. Node's object for it is there only where it is needed: for a
 * terminal, for what is long, and for a pipe whose reader is behind. To load it takes longer than to write a few lines.
 */
export class StandardOutput implements Output {
  readonly #descriptor: number;
  readonly #open: () => NodeJS.WriteStream;
  #opened: NodeJS.WriteStream | undefined;

  constructor(descriptor: number, open: () => NodeJS.WriteStream) {
    this.#descriptor = descriptor;
    this.#open = open;
  }

  write(text: string): void {
    const rest = this.#isPlain() ? written(this.#descriptor, Buffer.from(text)) : text;
    if (rest.length > 0) this.#stream().write(rest);
  }

  writeParts(parts: Iterable<string>): Promise<void> {
    return writeParts(this.#stream(), parts);
  }

  writeBytes(bytes: Uint8Array): Promise<void> {
    const stream = this.#stream();
    return new Promise((done, fail) => void stream.write(bytes, (error) => (error ? fail(error) : done())));
  }

  get isTTY(): boolean {
    return !this.#isPlain() && (this.#stream().isTTY ?? false);
  }

  /** Whether all that was written has left the process, and no failure is still to be told. */
  get isDone(): boolean {
    const stream = this.#opened;
    return stream === undefined || (stream.writableLength === 0 && stream.errored === null);
  }

  /** Whether it is surely no terminal, and nobody waits in line before what is written now. */
  #isPlain(): boolean {
    if (this.#opened !== undefined) return false;
    try {
      return !fstatSync(this.#descriptor).isCharacterDevice();
    } catch {
      return false;
    }
  }

  #stream(): NodeJS.WriteStream {
    this.#opened ??= this.#open().on('error', stopReading);
    return this.#opened;
  }
}

/** Writes until the reader is behind. @returns what is left then */
function written(descriptor: number, bytes: Uint8Array): Uint8Array {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    if (failure.code !== 'EAGAIN') stopReading(failure);
  }
  return rest;
}

/**
 * Ends the process, since nobody gets the result: with a code of its own, so that a result that was cut off is never taken
 * for one without differences. A reader that has seen enough (`| head`) knows it, so there is no message.
 */
function stopReading(error: NodeJS.ErrnoException): void {
  try {
    if (error.code !== 'EPIPE')
      writeSync(2, `error ${formatIssue(fileIssue('file-unwritable', 'standard output', error))}\n`);
  } catch {
    // There is nobody left to tell.
  }
  process.exit(REFUSED);
}

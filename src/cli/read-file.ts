import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { countRead } from '../core/call.ts';
import { decodeUtf8 } from '../core/decode-text.ts';
import { ScaffoldError } from '../core/errors.ts';
import { fileIssue } from '../node/file-issue.ts';

const PART_BYTES = 1 << 16;

/**
 * The bytes of a regular file that something other than the command line names. What is none is not opened: it may wait for
 * ever, or never end.
 *
 * @param name what issues call it
 * @throws ScaffoldError `file-unreadable`, `limit-exceeded`
 */
export function readBounded(file: string, name: string): Uint8Array {
  return attempt(name, () => {
    const status = statSync(file);
    if (!status.isFile()) {
      const message = `cannot be read: it is ${status.isDirectory() ? 'a directory' : 'neither a file nor a directory'}`;
      throw new ScaffoldError({ code: 'file-unreadable', path: name, message });
    }
    countRead(status.size, name);
    return readFileSync(file);
  });
}

/**
 * The text of what an argument names: a file, or a pipe that a shell puts there (`<(kustomize build)`).
 *
 * @throws ScaffoldError `file-unreadable`, for what is no UTF-8 too; `limit-exceeded`
 */
export function readGiven(file: string, name: string): string {
  return textOf(
    attempt(name, () => {
      if (statSync(file).isFile()) return readBounded(file, name);
      const descriptor = openSync(file, 'r');
      try {
        return readPipe(descriptor, name);
      } finally {
        closeSync(descriptor);
      }
    }),
    name,
  );
}

/** @throws ScaffoldError `file-unreadable` */
export function textOf(bytes: Uint8Array, name: string): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw notText(name);
  return text;
}

export function notText(name: string): ScaffoldError {
  const message = 'cannot be read: it is no UTF-8';
  return new ScaffoldError({ code: 'file-unreadable', path: name, message, expected: 'text in UTF-8' });
}

function readPipe(descriptor: number, name: string): Uint8Array {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = new Uint8Array(PART_BYTES);
    const length = readSync(descriptor, part);
    if (length === 0) return Buffer.concat(parts);
    countRead(length, name);
    parts.push(part.subarray(0, length));
  }
}

function attempt<T>(name: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof ScaffoldError ? error : new ScaffoldError(fileIssue('file-unreadable', name, error));
  }
}

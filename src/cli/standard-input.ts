import { readSync } from 'node:fs';
import { countRead } from '../core/call.ts';
import { ScaffoldError } from '../core/errors.ts';
import { fileIssue } from '../node/file-issue.ts';
import { notText } from './read-file.ts';

const PIPE_BYTES = 1 << 16;
const NAME = 'standard input';

/**
 * The whole of standard input as text.
 *
 * @throws ScaffoldError `file-unreadable`, for what is no UTF-8 too; `limit-exceeded`
 */
export async function readStandardInput(): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (part?: Uint8Array): string => {
    try {
      return part === undefined ? decoder.decode() : decoder.decode(part, { stream: true });
    } catch {
      throw notText(NAME);
    }
  };
  let text = '';
  await readParts((part) => {
    text += decode(part);
  });
  return text + decode();
}

/**
 * The whole of standard input as it is.
 *
 * @throws ScaffoldError `file-unreadable`, `limit-exceeded`
 */
export async function readStandardBytes(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  await readParts((part) => parts.push(part.slice()));
  return Buffer.concat(parts);
}

/** Without the stream for it, as long as there is another way: that takes longer to load than most manifests to read. */
async function readParts(take: (part: Uint8Array) => void): Promise<void> {
  const buffer = new Uint8Array(PIPE_BYTES);
  const counted = (part: Uint8Array) => {
    countRead(part.length, NAME);
    take(part);
  };
  try {
    try {
      for (let length = readSync(0, buffer); length > 0; length = readSync(0, buffer)) {
        counted(buffer.subarray(0, length));
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A pipe that somebody has set not to wait: the stream goes on where this ends.
      if (code === 'EAGAIN') for await (const part of process.stdin) counted(part as Uint8Array);
      else if (code !== 'EOF') throw error; // so ends a pipe on Windows
    }
  } catch (error) {
    throw error instanceof ScaffoldError ? error : new ScaffoldError(fileIssue('file-unreadable', NAME, error));
  }
}

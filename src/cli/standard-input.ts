import { readSync } from 'node:fs';
import { countRead } from '../core/call.ts';
import { ScaffoldError } from '../core/errors.ts';
import { fileIssue } from '../node/file-issue.ts';
import { notText } from './read-file.ts';

const PIPE_BYTES = 1 << 16;
const NAME = 'standard input';

/**
 * The whole of standard input, without the stream for it: that takes longer to load than most manifests to read.
 *
 * @throws ScaffoldError `file-unreadable`, for what is no UTF-8 too; `limit-exceeded`
 */
export async function readStandardInput(): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const buffer = new Uint8Array(PIPE_BYTES);
  let text = '';
  const take = (part: Uint8Array) => {
    countRead(part.length, NAME);
    text += decoder.decode(part, { stream: true });
  };
  try {
    try {
      for (let length = readSync(0, buffer); length > 0; length = readSync(0, buffer)) take(buffer.subarray(0, length));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A pipe that somebody has set not to wait: the stream goes on where this ends.
      if (code === 'EAGAIN') for await (const part of process.stdin) take(part as Uint8Array);
      else if (code !== 'EOF') throw error; // so ends a pipe on Windows
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof ScaffoldError) throw error;
    throw error instanceof TypeError ? notText(NAME) : new ScaffoldError(fileIssue('file-unreadable', NAME, error));
  }
}

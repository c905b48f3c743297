import { readSync } from 'node:fs';

const PIPE_BYTES = 1 << 16;

/** The whole of standard input, without the stream for it: that takes longer to load than most manifests to read. */
export async function readStandardInput(): Promise<string> {
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(PIPE_BYTES);
  let text = '';
  const take = (part: Uint8Array) => {
    text += decoder.decode(part, { stream: true });
  };
  try {
    for (let length = readSync(0, buffer); length > 0; length = readSync(0, buffer)) take(buffer.subarray(0, length));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A pipe that somebody has set not to wait: the stream goes on where this ends.
    if (code === 'EAGAIN') for await (const part of process.stdin) take(part as Uint8Array);
    else if (code !== 'EOF') throw error; // so ends a pipe on Windows
  }
  return text + decoder.decode();
}

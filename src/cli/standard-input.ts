import { readSync } from 'node:fs';

const PIPE_BYTES = 1 << 16;

/** The whole of standard input, without the stream for it: that takes longer to load than most manifests to read. */
export async function readStandardInput(): Promise<string> {
  const parts: Uint8Array[] = [];
  try {
    for (;;) {
      const part = new Uint8Array(PIPE_BYTES);
      const length = readSync(0, part);
      if (length === 0) break;
      parts.push(part.subarray(0, length));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A pipe that somebody has set not to wait: the stream goes on where this ends.
    if (code === 'EAGAIN') for await (const part of process.stdin) parts.push(part as Uint8Array);
    else if (code !== 'EOF') throw error; // so ends a pipe on Windows
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

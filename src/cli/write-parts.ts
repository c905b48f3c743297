import type { Writable } from 'node:stream';

const BUFFER_BYTES = 1 << 16;

/**
 * Writes a text that comes in parts, by way of one buffer: a long text is never there as a whole a second time, and
 * small parts cost no call of the system each.
 */
export async function writeParts(stream: Writable, parts: Iterable<string>): Promise<void> {
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(BUFFER_BYTES);
  let filled = 0;
  const flush = () =>
    new Promise<void>((resolve, reject) => {
      stream.write(buffer.subarray(0, filled), (error) => (error ? reject(error) : resolve()));
      filled = 0;
    });
  for (const part of parts) {
    for (let rest = part; rest !== ''; ) {
      const { read, written } = encoder.encodeInto(rest, buffer.subarray(filled));
      rest = rest.slice(read);
      filled += written;
      if (rest !== '') await flush();
    }
  }
  if (filled > 0) await flush();
}

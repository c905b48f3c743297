import { decodeText } from '../core/decode-text.ts';
import type { FileInput } from '../core/file-tree.ts';

/** The bytes alone where they are no text. */
export function toInput(bytes: Uint8Array, executable: boolean): FileInput {
  const content = decodeText(bytes);
  if (content === undefined) return bytes;
  return content.includes('\ufffd') ? { content: bytes, executable } : { content, executable };
}

const LINE = 70;

/** Base64 of bytes, or of the UTF-8 form of a text, broken into lines of 70 characters, each ended, where it is as long as that. */
export function base64(content: string | Uint8Array): string {
  let binary = '';
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const encoded = btoa(binary);
  if (encoded.length < LINE) return encoded;
  return encoded.replace(/.{1,70}/g, (line) => `${line}\n`);
}

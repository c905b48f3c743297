const LINE = 70;

/** Base64 of the UTF-8 form of a text, broken into lines of 70 characters, each ended, where it is as long as that. */
export function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  const encoded = btoa(binary);
  if (encoded.length < LINE) return encoded;
  return encoded.replace(/.{1,70}/g, (line) => `${line}\n`);
}

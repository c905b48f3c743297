/**
 * Eight characters that stand for a text: enough to see that a text is not the one that was generated.
 *
 * Not a cryptographic digest: it guards against accident (one in 10^12), not against intent. `crypto.subtle` would be
 * asynchronous, and `node:crypto` would not run in a browser.
 */
export function digest(text: string): string {
  return digestNumber(text).toString(36).padStart(8, '0');
}

/** The digest before it is written out. */
export function digestNumber(text: string): number {
  // Two FNV-1a lanes of 32 bits over UTF-16 code units, mixed at the end.
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    low ^= low >>> 13;
  }
  high ^= Math.imul(low ^ (low >>> 16), 0xc2b2ae35);
  low ^= Math.imul(high ^ (high >>> 15), 0x27d4eb2f);
  return (high >>> 0) * 0x200 + (low >>> 23); // 41 bits: 36^8 is a little more
}

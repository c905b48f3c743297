/**
 * Eight characters that stand for a text: enough to see that a text is not the one that was generated.
 *
 * Not a cryptographic digest: it guards against accident (one in 10^12), not against intent. `crypto.subtle` would be
 * asynchronous, and `node:crypto` would not run in a browser. Two FNV-1a lanes of 32 bits over UTF-16 code units, mixed
 * at the end; whoever walks over a text keeps the lanes, for a call for each character takes twice as long in code that
 * runs once.
 */
export const HIGH_START = 0x811c9dc5 | 0;
export const LOW_START = 0x9747b28c | 0;
export const HIGH_FACTOR = 0x01000193;
export const LOW_FACTOR = 0x85ebca6b;

/** The digest of two lanes before it is written out. */
export function digestNumber(high: number, low: number): number {
  const mixed = high ^ Math.imul(low ^ (low >>> 16), 0xc2b2ae35);
  const rest = low ^ Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f);
  return (mixed >>> 0) * 0x200 + (rest >>> 23); // 41 bits: 36^8 is a little more
}

export function writeDigest(high: number, low: number): string {
  return digestNumber(high, low).toString(36).padStart(8, '0');
}

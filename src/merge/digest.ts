/**
 * Eight characters that stand for a text: enough to see that a text is not the one that was generated.
 *
 * Not a cryptographic digest: it guards against accident (one in 10^12), not against intent. `crypto.subtle` would be
 * asynchronous, and `node:crypto` would not run in a browser. Two FNV-1a lanes of 32 bits over UTF-16 code units, mixed
 * at the end.
 */
export type Lanes = Int32Array;

export function startLanes(): Lanes {
  return restart(new Int32Array(2));
}

export function restart(lanes: Lanes): Lanes {
  lanes[0] = 0x811c9dc5;
  lanes[1] = 0x9747b28c;
  return lanes;
}

/**
 * Takes in a part of a text. All of the work is in this loop: so small a function is fast after a few lines, which counts
 * in a process that runs it once, and a part that is not cut out of the text costs no string.
 */
export function digest(lanes: Lanes, text: string, start: number, end: number): void {
  let high = lanes[0]!;
  let low = lanes[1]!;
  for (let index = start; index < end; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    low ^= low >>> 13;
  }
  lanes[0] = high;
  lanes[1] = low;
}

/** The digest before it is written out. */
export function digestNumber([high, low]: Lanes): number {
  const mixed = high! ^ Math.imul(low! ^ (low! >>> 16), 0xc2b2ae35);
  const rest = low! ^ Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f);
  return (mixed >>> 0) * 0x200 + (rest >>> 23); // 41 bits: 36^8 is a little more
}

export function writeDigest(lanes: Lanes): string {
  return digestNumber(lanes).toString(36).padStart(8, '0');
}

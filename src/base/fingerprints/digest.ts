const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * 48 bits of a text as eight characters: two multiplicative hashes that are mixed at the end. It keeps texts apart that
 * nobody made alike on purpose; it is no protection, and nothing here needs one.
 */
export function digestOf(text: string): string {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995) ^ (low >>> 13);
  }
  high = mixed(high ^ (low >>> 7));
  low = mixed(low ^ high);
  return word(high >>> 8) + word(low >>> 8);
}

function mixed(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

/** 24 bits as four characters. */
function word(bits: number): string {
  const at = (shift: number) => ALPHABET[(bits >>> shift) & 63]!;
  return at(18) + at(12) + at(6) + at(0);
}

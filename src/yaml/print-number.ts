import { goFloat } from './go-float.ts';

const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

/** A number as kustomize prints it: integers of 64 bits in full, everything else as Go's shortest `%g`. */
export function printNumber(value: number | bigint): string {
  if (typeof value === 'bigint') {
    return value >= MIN_INT64 && value <= MAX_UINT64 ? String(value) : goFloat(Number(value));
  }
  if (Number.isInteger(value) && Math.abs(value) < 1e21) {
    if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
    // The shortest digits decide, not the exact value: they are what stands in the JSON on the way.
    const whole = BigInt(String(value));
    return whole >= MIN_INT64 && whole <= MAX_UINT64 ? String(value) : goFloat(value);
  }
  return goFloat(value);
}

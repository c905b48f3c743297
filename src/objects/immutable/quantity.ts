import type { JsonValue } from '../../kubernetes/object.ts';

/** Suffixes of quantities: the power of a thousand or of 1024 (k8s.io/apimachinery, pkg/api/resource). */
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const NANO = 9;
/** Digits of a quantity; the API server takes no larger ones than these hold. */
const MAX_LENGTH = 64;

/** Below zero where the first quantity is smaller, above where it is larger; undefined where one of them is none. */
export function compareQuantities(a: JsonValue | undefined, b: JsonValue | undefined): number | undefined {
  const [left, right] = [quantityOf(a), quantityOf(b)];
  if (left === undefined || right === undefined) return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A quantity in billionths; what is finer is rounded up, as the API server does. Undefined where it is none. */
export function quantityOf(value: JsonValue | undefined): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  if (text.length > MAX_LENGTH) return undefined;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([A-Za-z]{0,2}|[eE][+-]?\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const exponent = exponentOf(suffix);
  const binary = Object.hasOwn(BINARY, suffix) ? 1n << BigInt(BINARY[suffix]!) : 1n;
  if (exponent === undefined && binary === 1n) return undefined;
  const power = (exponent ?? 0) + NANO - fraction.length;
  const nanos = power >= 0 ? digits * binary * 10n ** BigInt(power) : roundedUp(digits * binary, 10n ** BigInt(-power));
  return sign === '-' ? -nanos : nanos;
}

function exponentOf(suffix: string): number | undefined {
  if (Object.hasOwn(DECIMAL, suffix)) return DECIMAL[suffix];
  return /^[eE][+-]?\d/.test(suffix) ? Number(suffix.slice(1)) : undefined;
}

function roundedUp(digits: bigint, by: bigint): bigint {
  return (digits + by - 1n) / by;
}

import { compareCodeUnits } from '../../core/compare.ts';
import type { JsonValue } from '../../kubernetes/object.ts';

/** A value as Go's encoding/json writes it: sorted keys, and `<`, `>`, `&` escaped. Hashes depend on every byte. */
export function goJson(value: JsonValue): string {
  if (typeof value === 'string') return goJsonString(value);
  if (typeof value === 'number') return goJsonNumber(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => goJson(item)).join(',')}]`;
  const entries = Object.entries(value as Record<string, JsonValue>).sort(([a], [b]) => compareCodeUnits(a, b));
  return `{${entries.map(([key, item]) => `${goJsonString(key)}:${goJson(item)}`).join(',')}}`;
}

export function goJsonString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Without an exponent from 1e-6 up to 1e21, as in ECMAScript. */
function goJsonNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

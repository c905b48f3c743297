import { isObject } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { canonicalJson } from './json.ts';

/** What a value is made of: each leaf with the keys above it, and how often it occurs. */
export type Tokens = ReadonlyMap<string, number>;

/**
 * The leaves of a value. Positions in lists do not count. A map in a list without names (a rule of a role, a peer of a
 * network policy) is one leaf: half of a rule is not half of what it grants.
 */
export function tokensOf(value: JsonValue): Tokens {
  const tokens = new Map<string, number>();
  collect(value, '', tokens);
  return tokens;
}

function collect(value: JsonValue, path: string, tokens: Map<string, number>): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (isObject(item) && Object.hasOwn(item, 'name')) collect(item, `${path}[${canonicalJson(item.name!)}]`, tokens);
      else add(tokens, `${path}[]=${canonicalJson(item)}`);
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) collect(value[key]!, `${path}/${key}`, tokens);
  } else {
    add(tokens, `${path}=${JSON.stringify(value)}`);
  }
}

function add(tokens: Map<string, number>, token: string): void {
  tokens.set(token, (tokens.get(token) ?? 0) + 1);
}

/** The share of leaves that two values have in common, from 0 to 1. */
export function likeness(a: Tokens, b: Tokens): number {
  const size = sizeOf(a) + sizeOf(b);
  if (size === 0) return 1;
  let common = 0;
  for (const [token, count] of a) common += Math.min(count, b.get(token) ?? 0);
  return (2 * common) / size;
}

function sizeOf(tokens: Tokens): number {
  let size = 0;
  for (const count of tokens.values()) size += count;
  return size;
}

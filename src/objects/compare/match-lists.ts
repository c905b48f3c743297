import { append } from '../../core/append.ts';
import { isObject } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { canonicalJson } from './json.ts';
import { likeness, tokensOf } from './likeness.ts';
import type { ListType } from './list-types.ts';

/** Which elements of two lists are one and the same, by index. */
export interface ListMatch {
  /** `[old, new]`, by new index. */
  readonly pairs: readonly (readonly [number, number])[];
  /** What an element is called in a path; empty where only its position could name it. */
  readonly oldLabels: readonly string[];
  readonly newLabels: readonly string[];
}

/** Below this, two elements without keys are two things, not one that changed. */
const MIN_LIKENESS = 0.5;
/** Elements without keys are compared pair by pair up to this many pairs; beyond it only equal ones match. */
const MAX_PAIRS = 10_000;

/** Matches the elements of two lists. Exchanging the lists exchanges the pairs. */
export function matchLists(oldList: readonly JsonValue[], newList: readonly JsonValue[], type: ListType): ListMatch {
  const oldKeys = keysOf(oldList, type);
  const newKeys = keysOf(newList, type);
  const pairs = byKey(oldList, newList, oldKeys, newKeys);
  if (type.by === 'likeness') append(pairs, alike(oldList, newList, pairs));
  return {
    pairs: pairs.sort((a, b) => a[1] - b[1]),
    oldLabels: oldKeys.map((key) => key.label),
    newLabels: newKeys.map((key) => key.label),
  };
}

interface ElementKey {
  readonly id: string;
  readonly label: string;
}

function keysOf(list: readonly JsonValue[], type: ListType): ElementKey[] {
  return list.map((element, index) => keyOf(list, element, index, type));
}

/** Elements of one key. Of a key that several have, such as a flag given twice, those that are equal go first. */
function byKey(
  oldList: readonly JsonValue[],
  newList: readonly JsonValue[],
  oldKeys: readonly ElementKey[],
  newKeys: readonly ElementKey[],
): [number, number][] {
  const repeated = new Set([...repeatedIn(oldKeys), ...repeatedIn(newKeys)]);
  const exact = (list: readonly JsonValue[], keys: readonly ElementKey[]) =>
    keys.map(({ id }, index) => (repeated.has(id) ? `${id}\n${canonicalJson(list[index]!)}` : id));
  const pairs = inTurn(exact(oldList, oldKeys), exact(newList, newKeys));
  if (repeated.size === 0) return pairs;
  const left = (keys: readonly ElementKey[], side: 0 | 1) => {
    const taken = new Set(pairs.map((pair) => pair[side]));
    return keys.map(({ id }, index) => (taken.has(index) ? undefined : id));
  };
  return [...pairs, ...inTurn(left(oldKeys, 0), left(newKeys, 1))];
}

function repeatedIn(keys: readonly ElementKey[]): string[] {
  const seen = new Set<string>();
  return keys.flatMap(({ id }) => (seen.size === seen.add(id).size ? [id] : []));
}

/** The indices of equal texts, the second of two with the second on the other side. */
function inTurn(oldIds: readonly (string | undefined)[], newIds: readonly (string | undefined)[]): [number, number][] {
  const places = new Map<string, number[]>();
  for (const [index, id] of oldIds.entries()) {
    if (id === undefined) continue;
    const others = places.get(id);
    if (others === undefined) places.set(id, [index]);
    else others.push(index);
  }
  const next = new Map<string, number>();
  return newIds.flatMap((id, index): [number, number][] => {
    if (id === undefined) return [];
    const turn = next.get(id) ?? 0;
    next.set(id, turn + 1);
    const old = places.get(id)?.[turn];
    return old === undefined ? [] : [[old, index]];
  });
}

function keyOf(list: readonly JsonValue[], element: JsonValue, index: number, type: ListType): ElementKey {
  if (type.by === 'flags' && typeof element === 'string') return flagOf(list, element, index);
  if (type.by === 'keys' && isObject(element)) {
    const values = type.keys.map((key) => element[key] ?? (key === 'protocol' ? 'TCP' : ''));
    const label = values.filter((value) => value !== '').join('/');
    return { id: values.map(canonicalJson).join(','), label };
  }
  return { id: canonicalJson(element), label: type.by === 'likeness' ? '' : String(element) };
}

/** `--a=b` is the flag `--a`; so are `--a` and, after it, the `b` that is no flag of its own. */
function flagOf(list: readonly JsonValue[], element: string, index: number): ElementKey {
  const flag = /^--?[A-Za-z][^=]*/.exec(element)?.[0];
  if (flag !== undefined) return { id: `flag ${flag}`, label: flag };
  const before = list[index - 1];
  const owner = typeof before === 'string' && !before.includes('=') ? /^--?[A-Za-z].*/.exec(before)?.[0] : undefined;
  return owner === undefined ? { id: `text ${element}`, label: element } : { id: `of ${owner}`, label: `${owner} …` };
}

function alike(
  oldList: readonly JsonValue[],
  newList: readonly JsonValue[],
  equal: readonly (readonly [number, number])[],
): [number, number][] {
  const oldLeft = rest(oldList, new Set(equal.map(([old]) => old)));
  const newLeft = rest(newList, new Set(equal.map(([, now]) => now)));
  if (oldLeft.length * newLeft.length > MAX_PAIRS) return [];
  const oldTokens = oldLeft.map((index) => tokensOf(oldList[index]!));
  const newTokens = newLeft.map((index) => tokensOf(newList[index]!));
  const candidates = oldLeft.flatMap((old, i) =>
    newLeft.map((now, j) => ({ old, now, score: likeness(oldTokens[i]!, newTokens[j]!) })),
  );
  // Ties go to the nearest positions: a rule that does not ask which side is old.
  const best = candidates
    .filter(({ score }) => score >= MIN_LIKENESS)
    .sort(
      (a, b) => b.score - a.score || Math.abs(a.old - a.now) - Math.abs(b.old - b.now) || a.old + a.now - b.old - b.now,
    );
  const taken = { old: new Set<number>(), now: new Set<number>() };
  const pairs: [number, number][] = [];
  for (const { old, now } of best) {
    if (taken.old.has(old) || taken.now.has(now)) continue;
    taken.old.add(old);
    taken.now.add(now);
    pairs.push([old, now]);
  }
  return pairs;
}

function rest(list: readonly JsonValue[], matched: ReadonlySet<number>): number[] {
  return [...list.keys()].filter((index) => !matched.has(index));
}

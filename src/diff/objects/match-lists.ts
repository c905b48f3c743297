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
  const places = new Map(oldKeys.map((key, index) => [key.id, index]));
  const pairs: [number, number][] = [];
  for (const [index, key] of newKeys.entries()) {
    const old = places.get(key.id);
    if (old !== undefined) pairs.push([old, index]);
  }
  if (type.by === 'likeness') pairs.push(...alike(oldList, newList, pairs));
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

/** A key for each element, unique in its list: the second of two equal ones is the second on both sides. */
function keysOf(list: readonly JsonValue[], type: ListType): ElementKey[] {
  const seen = new Map<string, number>();
  return list.map((element, index) => {
    const { id, label } = keyOf(list, element, index, type);
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return { id: `${id}#${count}`, label };
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

import { ObjectHistory } from '../../src/diff/explain/object-history.ts';
import type { FieldChange, FileChange, ObjectChange, ScaffoldDiff } from '../../src/diff/model.ts';
import { reverseDiff } from '../../src/diff/reverse-diff.ts';
import type { KubernetesObject } from '../../src/kubernetes/object.ts';
import { diffObjects } from '../../src/objects/compare/diff-objects.ts';
import { valueAt } from '../../src/objects/compare/follow-pointer.ts';
import { canonicalJson } from '../../src/objects/compare/json.ts';
import { pointerKeys } from '../../src/objects/compare/pointer.ts';
import { byIdentity, type Identity, identityOf } from '../../src/objects/identity.ts';
import type { TreeObjects } from '../../src/objects/render/tree-objects.ts';
import type { ScaffoldOptions } from '../../src/options/generated/types.ts';
import { type State, statesBetween } from './states.ts';

/** A change, the reasons that a diff tells of it, and those that it has. */
export interface ComparedReasons {
  readonly what: string;
  readonly told: readonly string[];
  readonly exact: ReadonlySet<string>;
}

/** The changes that a diff tells other reasons of than those that they have, in words. */
export function wrongReasons(diff: ScaffoldDiff, from: ScaffoldOptions, to: ScaffoldOptions): string[] {
  return comparedReasons(diff, from, to).filter(isWrong).map(describeReasons);
}

export function isWrong({ told, exact }: ComparedReasons): boolean {
  return told.length !== exact.size || told.some((id) => !exact.has(id));
}

export function describeReasons({ what, told, exact }: ComparedReasons): string {
  return `${what}: ${told.join(', ')}, not ${[...exact].join(', ')}`;
}

/**
 * The reasons for each change, told apart by comparing every state on the way with the one before it, each of them built
 * and rendered from nothing.
 */
export function comparedReasons(given: ScaffoldDiff, from: ScaffoldOptions, to: ScaffoldOptions): ComparedReasons[] {
  const { states, turned } = statesBetween(from, to);
  const diff = turned ? reverseDiff(given) : given;
  return [...ofFiles(diff, states), ...ofObjects(diff, states)];
}

/** Some steps with what they lead from and to; several where no state between them has the thing in question. */
interface Move<T extends object> {
  readonly reasons: readonly string[];
  readonly before: T;
  readonly after: T;
}

function movesOf<T extends object>(states: readonly State[], thingOf: (state: State) => T | undefined): Move<T>[] {
  const moves: Move<T>[] = [];
  let before = thingOf(states[0]!)!;
  let reasons: string[] = [];
  for (const state of states.slice(1)) {
    reasons.push(state.reason!);
    const after = thingOf(state);
    if (after === undefined) continue;
    moves.push({ reasons, before, after });
    before = after;
    reasons = [];
  }
  return moves;
}

function reasonsWhere<T extends object>(
  moves: readonly Move<T>[],
  differs: (before: T, after: T) => boolean,
): Set<string> {
  return new Set(moves.filter(({ before, after }) => differs(before, after)).flatMap(({ reasons }) => reasons));
}

function ofFiles(diff: ScaffoldDiff, states: readonly State[]): ComparedReasons[] {
  const moves = movesOf(states, ({ files }) => files);
  const ofPath = (path: string | undefined) =>
    path === undefined ? [] : reasonsWhere(moves, (before, after) => before.get(path) !== after.get(path));
  return diff.files.map(({ path, oldPath, reasons }: FileChange) => ({
    what: path,
    told: reasons,
    exact: new Set([...ofPath(path), ...ofPath(oldPath)]),
  }));
}

/** The objects of one state, by identity. */
type Objects = ReadonlyMap<Identity, KubernetesObject>;

function ofObjects(diff: ScaffoldDiff, states: readonly State[]): ComparedReasons[] {
  const history = new ObjectHistory(states[0]!.objects);
  for (const { reason, objects } of states.slice(1)) history.next(reason!, objects);
  const rendered = new Map<TreeObjects, Objects>();
  const moves = movesOf(states, ({ objects }) => {
    if (objects.problem !== undefined) return undefined;
    const known = rendered.get(objects) ?? byIdentity(objects.objects);
    rendered.set(objects, known);
    return known;
  }).filter(({ before, after }) => before !== after);
  const replaced = new Set(moves.flatMap(replacedIn));
  return diff.objects.flatMap((change): ComparedReasons[] => {
    const name = `${(change.to ?? change.from)!.kind} ${(change.to ?? change.from)!.name}`;
    const fields = change.fields.map((field) => ({
      what: `${name} ${field.path}`,
      told: field.reasons,
      exact: ofField(change, field, moves) ?? history.ofField(change, field),
    }));
    if (change.object === undefined) return fields;
    const identity = identityOf((change.from ?? change.to)!);
    const exact = replaced.has(identity) ? history.ofObject(change) : ofWhole(identity, moves);
    return [...fields, { what: `${name} ${change.kind}`, told: change.reasons, exact }];
  });
}

/** The objects that take the place of others, and those others. */
function replacedIn({ before, after }: Move<Objects>): Identity[] {
  return diffObjects([...before.values()], [...after.values()]).flatMap(({ change }) =>
    change.kind === 'replaced' ? [identityOf(change.from!), identityOf(change.to!)] : [],
  );
}

/** Of an object that comes or goes, and never takes the place of another: where it is there or not. */
function ofWhole(identity: Identity, moves: readonly Move<Objects>[]): Set<string> {
  return reasonsWhere(moves, (before, after) => before.has(identity) !== after.has(identity));
}

/** Of a field behind keys of maps alone, in an object that is there all along: where its value is another. */
function ofField(change: ObjectChange, field: FieldChange, moves: readonly Move<Objects>[]): Set<string> | undefined {
  const keys = pointerKeys((field.oldPointer ?? field.newPointer)!);
  const identity = identityOf(change.from!);
  const inLists = keys.some((key) => /^\d+$/.test(key));
  const isThere = moves.every(({ before, after }) => before.has(identity) && after.has(identity));
  if (inLists || field.kind === 'reordered' || !isThere) return undefined;
  const valueIn = (objects: Objects) => canonicalJson(valueAt(objects.get(identity)!, keys) ?? 'absent');
  return reasonsWhere(moves, (before, after) => valueIn(before) !== valueIn(after));
}

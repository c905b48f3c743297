import type { KubernetesObject } from '../../kubernetes/object.ts';
import { diffValues } from '../../objects/compare/diff-values.ts';
import { followPointer, valueAt } from '../../objects/compare/follow-pointer.ts';
import { sameJson } from '../../objects/compare/json.ts';
import { matchObjects } from '../../objects/compare/match-objects.ts';
import { pointerKeys, pointerTo } from '../../objects/compare/pointer.ts';
import { type Identity, identityOf, refOf } from '../../objects/identity.ts';
import type { TreeObjects } from '../../objects/render/tree-objects.ts';
import type { FieldChange, ObjectChange } from '../model.ts';

/** What some steps did to one object. Several where no state between them can be rendered. */
interface Touch {
  readonly reasons: readonly string[];
  /** Absent where they made it. */
  readonly from?: KubernetesObject;
  /** Absent where they removed it. */
  readonly to?: KubernetesObject;
}

/** All that happened to one object, which may have had several names, from where it comes up to where it ends. */
type Life = Touch[];

type Change = Pick<ObjectChange, 'from' | 'to'>;
type Field = Pick<FieldChange, 'kind' | 'oldPointer' | 'newPointer'>;

/** What happened to each object on the way from one side to the other, step by step. */
export class ObjectHistory {
  /** Of the objects that the way begins with. */
  readonly #first = new Map<Identity, Life>();
  /** Of those that there are now. */
  readonly #living = new Map<Identity, Life>();
  /** Of all that ever had an identity. */
  readonly #known = new Map<Identity, Set<Life>>();
  /** As they were rendered last. */
  #objects: readonly KubernetesObject[];
  /** The last state, whether or not it can be rendered. */
  #state: TreeObjects;
  /** The steps since the objects were rendered. */
  #since: string[] = [];

  constructor(start: TreeObjects) {
    this.#state = start;
    this.#objects = start.objects;
  }

  /** Notes what a step makes of the objects: those that it leaves alone are the same values. */
  next(reason: string, state: TreeObjects): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#since.push(reason);
    if (state.problem !== undefined) return;
    this.#record(this.#since, this.#objects, state.objects);
    this.#objects = state.objects;
    this.#since = [];
  }

  #record(reasons: readonly string[], before: readonly KubernetesObject[], after: readonly KubernetesObject[]): void {
    const { same, replaced, removed, added } = matchObjects(before, after);
    const touches: Omit<Touch, 'reasons'>[] = [
      ...same.filter(({ from, to }) => from !== to),
      ...replaced,
      ...removed.map((from) => ({ from })),
      ...added.map((to) => ({ to })),
    ];
    const moves = touches.map(({ from, to }) => {
      const old = from && identityOf(refOf(from));
      const now = to && identityOf(refOf(to));
      const life = (old === undefined ? undefined : this.#living.get(old)) ?? this.#newLife(old);
      life.push({ reasons, ...(from && { from }), ...(to && { to }) });
      return { old, now, life };
    });
    // Names may be handed round in a circle, so all are given up before any is taken.
    for (const { old } of moves) if (old !== undefined) this.#living.delete(old);
    for (const { old, now, life } of moves) {
      if (now !== undefined) this.#living.set(now, life);
      for (const identity of [old, now]) {
        if (identity === undefined) continue;
        this.#known.set(identity, (this.#known.get(identity) ?? new Set()).add(life));
      }
    }
  }

  #newLife(old: Identity | undefined): Life {
    const life: Life = [];
    if (old !== undefined) this.#first.set(old, life);
    return life;
  }

  /** The reasons for an object that comes or goes: what made or removed it, else all that changed it. In no order. */
  ofObject(change: Change): ReadonlySet<string> {
    const touches = [...this.#livesOf(change)].flat();
    const whole = touches.filter(isWhole);
    return reasonsOf(whole.length > 0 ? whole : touches);
  }

  /**
   * The reasons for the change of a field of an object that both sides have, in no order: what changed the value that the
   * field had first, or the one that it has last, wherever in its list that stood.
   */
  ofField(change: Change, { kind, oldPointer, newPointer }: Field): ReadonlySet<string> {
    const old = oldPointer === undefined ? undefined : pointerKeys(oldPointer);
    const now = newPointer === undefined ? undefined : pointerKeys(newPointer);
    const first = this.#first.get(identityOf(change.from!)) ?? [];
    const last = this.#living.get(identityOf(change.to!)) ?? [];
    const whole = [...this.#livesOf(change)].flat().filter(isWhole);
    const found = (differs: Differs, up: number) =>
      reasonsOf([
        ...whole,
        ...(old === undefined ? [] : changing(first, old.slice(0, Math.max(0, old.length - up)), differs)),
        ...(now === undefined
          ? []
          : changing(last.map(turned).reverse(), now.slice(0, Math.max(0, now.length - up)), differs)),
      ]);
    const orders = kind === 'reordered' ? found(isReordered, 0) : NONE;
    if (orders.size > 0) return orders;
    // The ends alone may show as one element what step by step is another, or none: then what holds it tells.
    const depth = Math.max(old?.length ?? 0, now?.length ?? 0);
    for (let up = 0; up < depth; up += 1) {
      const reasons = found(isChanged, up);
      if (reasons.size > 0) return reasons;
    }
    return found(isChanged, depth);
  }

  #livesOf({ from, to }: Change): Set<Life> {
    const identities = [from, to].flatMap((ref) => (ref === undefined ? [] : [identityOf(ref)]));
    return new Set(identities.flatMap((identity) => [...(this.#known.get(identity) ?? [])]));
  }
}

const NONE: ReadonlySet<string> = new Set();

function isWhole({ from, to }: Touch): boolean {
  return from === undefined || to === undefined;
}

function turned({ reasons, from, to }: Touch): Touch {
  return { reasons, ...(to && { from: to }), ...(from && { to: from }) };
}

function reasonsOf(touches: readonly Touch[]): ReadonlySet<string> {
  return new Set(touches.flatMap(({ reasons }) => reasons));
}

/** Whether two versions of an object differ in what stands at the keys of a pointer, in each its own. */
type Differs = (from: KubernetesObject, to: KubernetesObject, old: Keys, now: Keys) => boolean;
type Keys = readonly string[];

const isChanged: Differs = (from, to, old, now) => {
  const [before, after] = [valueAt(from, old), valueAt(to, now)];
  return before === undefined || after === undefined ? before !== after : !sameJson(before, after);
};

const isReordered: Differs = (from, to, old) => {
  const pointer = old.map((key) => pointerTo('', key)).join('');
  return diffValues(from, to).some((field) => field.kind === 'reordered' && field.oldPointer === pointer);
};

/** Those of the touches that change a field, which is followed to wherever each of them leaves it. */
function changing(touches: readonly Touch[], keys: Keys, differs: Differs): Touch[] {
  const found: Touch[] = [];
  let at: Keys | undefined = keys;
  for (const touch of touches) {
    const { from, to } = touch;
    if (at === undefined) break;
    if (from === undefined || to === undefined) continue;
    const next = followPointer(from, to, at);
    if (next === undefined || differs(from, to, at, next)) found.push(touch);
    at = next;
  }
  return found;
}

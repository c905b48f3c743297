import { append } from '../../core/append.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { diffObjects } from '../../objects/compare/diff-objects.ts';
import { type Identity, identityOf } from '../../objects/identity.ts';
import type { FieldChange, ObjectChange } from '../model.ts';

/** What one reason did to one object on the way. */
interface Touch {
  readonly reason: string;
  readonly kind: ObjectChange['kind'];
  /** The paths of the fields that it changed; undefined where it made or removed the object. */
  readonly paths: readonly string[] | undefined;
}

/**
 * What happened to each object between two sides, one reason at a time. An object that another takes the place of lives
 * on in it: both names have one history.
 */
export class ObjectHistory {
  /** The histories of the objects that there are now. */
  readonly #living = new Map<Identity, Touch[]>();
  /** Those of all that ever had an identity. */
  readonly #known = new Map<Identity, Set<Touch[]>>();

  /** @param reasons what lies between the two lists; several where some state between them could not be rendered */
  record(reasons: readonly string[], before: readonly KubernetesObject[], after: readonly KubernetesObject[]): void {
    const moves = diffObjects(before, after).map(({ change }) => {
      const old = change.from === undefined ? undefined : identityOf(change.from);
      const now = change.to === undefined ? undefined : identityOf(change.to);
      const paths = change.object === undefined ? change.fields.map((field) => field.path) : undefined;
      const history = (old === undefined ? undefined : this.#living.get(old)) ?? [];
      append(
        history,
        reasons.map((reason): Touch => ({ reason, kind: change.kind, paths })),
      );
      return { old, now, history };
    });
    // Names may be handed round in a circle, so all are given up before any is taken.
    for (const { old } of moves) if (old !== undefined) this.#living.delete(old);
    for (const { old, now, history } of moves) {
      if (now !== undefined) this.#living.set(now, history);
      for (const identity of [old, now]) {
        if (identity === undefined) continue;
        this.#known.set(identity, (this.#known.get(identity) ?? new Set()).add(history));
      }
    }
  }

  /** The reasons for an object's change, in no order. */
  reasonsOf(change: Pick<ObjectChange, 'from' | 'to'>): ReadonlySet<string> {
    return new Set(this.#touchesOf(change).map((touch) => touch.reason));
  }

  /** Those of them that made or removed the object. */
  reasonsOfWhole(change: Pick<ObjectChange, 'from' | 'to'>): ReadonlySet<string> {
    return new Set(this.#wholeTouches(change).map((touch) => touch.reason));
  }

  /** Whether an object that comes or goes did so here: not where it was gone, or there, before the first of the reasons. */
  decides(change: Pick<ObjectChange, 'from' | 'to' | 'kind'>): boolean {
    return this.#wholeTouches(change)[0]?.kind === change.kind;
  }

  #wholeTouches(change: Pick<ObjectChange, 'from' | 'to'>): Touch[] {
    return this.#touchesOf(change).filter(({ paths }) => paths === undefined);
  }

  /** The reasons for the change of one of its fields. */
  reasonsOfField(change: Pick<ObjectChange, 'from' | 'to'>, field: Pick<FieldChange, 'path'>): ReadonlySet<string> {
    const own = this.#touchesOf(change).filter(({ paths }) => paths?.some((path) => related(path, field.path)) ?? true);
    return new Set(own.map((touch) => touch.reason));
  }

  #touchesOf({ from, to }: Pick<ObjectChange, 'from' | 'to'>): Touch[] {
    if (this.#known.size === 0) return [];
    const identities = new Set([from, to].flatMap((ref) => (ref === undefined ? [] : [identityOf(ref)])));
    const histories = new Set([...identities].flatMap((identity) => [...(this.#known.get(identity) ?? [])]));
    return [...histories].flat();
  }
}

/** Whether one field is the other, lies in it or holds it. */
function related(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return longer === shorter || (longer.startsWith(shorter) && /^[.[]/.test(longer.slice(shorter.length)));
}

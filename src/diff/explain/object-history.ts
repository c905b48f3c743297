import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { FieldChange, ObjectChange } from '../model.ts';
import { diffObjects } from '../objects/diff-objects.ts';
import { type Identity, identityOf } from '../objects/identity.ts';

/** What one reason did to one object on the way. */
interface Touch {
  readonly reason: string;
  /** The paths of the fields that it changed; undefined where it made or removed the object. */
  readonly paths: readonly string[] | undefined;
}

/**
 * What happened to each object between two sides, one reason at a time. An object that another takes the place of hands
 * its history on.
 */
export class ObjectHistory {
  readonly #touches = new Map<Identity, Touch[]>();

  /** @param reasons what lies between the two lists; several where some state between them could not be rendered */
  record(reasons: readonly string[], before: readonly KubernetesObject[], after: readonly KubernetesObject[]): void {
    for (const { change } of diffObjects(before, after)) {
      const paths = change.object === undefined ? change.fields.map((field) => field.path) : undefined;
      const touches = reasons.map((reason): Touch => ({ reason, paths }));
      const old = change.from === undefined ? undefined : identityOf(change.from);
      const now = change.to === undefined ? old! : identityOf(change.to);
      const inherited = old === undefined || old === now ? [] : (this.#touches.get(old) ?? []);
      this.#touches.set(now, [...(this.#touches.get(now) ?? []), ...inherited, ...touches]);
      if (old !== undefined && old !== now) this.#touches.set(old, [...inherited, ...touches]);
    }
  }

  /** The reasons for an object's change, in no order. */
  reasonsOf(change: Pick<ObjectChange, 'from' | 'to'>): ReadonlySet<string> {
    return new Set(this.#touchesOf(change).map((touch) => touch.reason));
  }

  /** The reasons for the change of one of its fields. */
  reasonsOfField(change: Pick<ObjectChange, 'from' | 'to'>, field: Pick<FieldChange, 'path'>): ReadonlySet<string> {
    const own = this.#touchesOf(change).filter(({ paths }) => paths?.some((path) => related(path, field.path)) ?? true);
    return new Set(own.map((touch) => touch.reason));
  }

  #touchesOf({ from, to }: Pick<ObjectChange, 'from' | 'to'>): Touch[] {
    const identities = new Set([from, to].flatMap((ref) => (ref === undefined ? [] : [identityOf(ref)])));
    return [...identities].flatMap((identity) => this.#touches.get(identity) ?? []);
  }
}

/** Whether one field is the other, lies in it or holds it. */
function related(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return longer === shorter || (longer.startsWith(shorter) && /^[.[]/.test(longer.slice(shorter.length)));
}

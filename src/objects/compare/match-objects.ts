import { compareCodeUnits } from '../../core/compare.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { byIdentity, identityOf, refOf } from '../identity.ts';
import { comparablePairs, haveComparable } from './comparable-pairs.ts';
import { RoleReader, roleLikeness } from './roles.ts';

/** An object of each side that are one and the same, or that play the same part. */
export interface ObjectPair {
  readonly from: KubernetesObject;
  readonly to: KubernetesObject;
}

export interface ObjectMatch {
  readonly same: readonly ObjectPair[];
  /** Other names, namespaces or kinds for the same part. */
  readonly replaced: readonly ObjectPair[];
  readonly removed: readonly KubernetesObject[];
  readonly added: readonly KubernetesObject[];
}

/** How alike two objects must be to play the same part. The sure ones come first and help to tell the others. */
const LIKENESS_STEPS = [0.85, 0.5];

/**
 * Which objects of two lists belong together: by identity, then by the part they play. A part is told from the kind, the
 * content without names, the end of the name, and who refers to whom; never from a position in the list.
 */
export function matchObjects(from: readonly KubernetesObject[], to: readonly KubernetesObject[]): ObjectMatch {
  const left = byIdentity(from);
  const same: ObjectPair[] = [];
  const added: KubernetesObject[] = [];
  for (const [identity, object] of byIdentity(to)) {
    const twin = left.get(identity);
    left.delete(identity);
    if (twin === undefined) added.push(object);
    else same.push({ from: twin, to: object });
  }
  const removed = [...left.values()];
  // To tell parts, the references among all objects are read: only where some could take the place of others.
  const replaced = haveComparable(removed, added) ? matchRoles(from, to, same, removed, added) : [];
  const gone = new Set(replaced.map((pair) => pair.from));
  const come = new Set(replaced.map((pair) => pair.to));
  return {
    same,
    replaced,
    removed: removed.filter((object) => !gone.has(object)),
    added: added.filter((object) => !come.has(object)),
  };
}

function matchRoles(
  from: readonly KubernetesObject[],
  to: readonly KubernetesObject[],
  same: readonly ObjectPair[],
  removed: readonly KubernetesObject[],
  added: readonly KubernetesObject[],
): ObjectPair[] {
  const pairs: ObjectPair[] = [];
  const readers = { from: new RoleReader(from), to: new RoleReader(to) };
  for (const step of LIKENESS_STEPS) {
    const known = [...same, ...pairs];
    const oldRoles = readers.from.roles(new Map(known.map((pair, index) => [pair.from, index])));
    const newRoles = readers.to.roles(new Map(known.map((pair, index) => [pair.to, index])));
    const taken = new Set(pairs.flatMap((pair) => [pair.from, pair.to]));
    const left = removed.filter((object) => !taken.has(object));
    const right = added.filter((object) => !taken.has(object));
    const candidates = [...comparablePairs(left, right, { from: oldRoles, to: newRoles })]
      .map(([old, now]) => ({
        from: old,
        to: now,
        score: roleLikeness(oldRoles(old), newRoles(now)),
        order: orderOf(old, now),
      }))
      .filter(({ score }) => score >= step)
      .sort((a, b) => b.score - a.score || compareCodeUnits(a.order, b.order));
    for (const candidate of candidates) {
      if (taken.has(candidate.from) || taken.has(candidate.to)) continue;
      taken.add(candidate.from).add(candidate.to);
      pairs.push({ from: candidate.from, to: candidate.to });
    }
  }
  return pairs;
}

/** Breaks ties in a way that does not ask which side is old. */
function orderOf(a: KubernetesObject, b: KubernetesObject): string {
  return [identityOf(refOf(a)), identityOf(refOf(b))].sort(compareCodeUnits).join('\n');
}

import { grouped } from '../../core/grouped.ts';
import { groupOf, nameOf, stringAt } from '../../kubernetes/identity.ts';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import type { Role } from './roles.ts';

/** Objects of a kind that are all compared with all others; a project has a tenth of it. */
const ALL_WITH_ALL = 200 * 200;
/** Objects that one name or one content may stand for until it tells nothing. */
const MOST_ALIKE = 20;

/** Kinds that differ in nothing but their scope. */
const SCOPELESS: Readonly<Record<string, string>> = {
  ClusterRole: 'Role',
  ClusterRoleBinding: 'RoleBinding',
  ClusterIssuer: 'Issuer',
};

/** One name for kinds that take each other's place where a scope changes. */
export function scopeless(kind: string): string {
  return Object.hasOwn(SCOPELESS, kind) ? SCOPELESS[kind]! : kind;
}

/** Whether any object of one list could take the place of one of the other at all. */
export function haveComparable(from: readonly KubernetesObject[], to: readonly KubernetesObject[]): boolean {
  const groups = new Set(from.map(groupKey));
  return to.some((object) => groups.has(groupKey(object)));
}

/**
 * The pairs that are worth a closer look, in the order of the lists. Where there are more of a kind than any project has,
 * these are the objects with an end of their name or their whole content in common, so that the number of pairs grows
 * with that of the objects; which side is old does not matter.
 */
export function* comparablePairs(
  from: readonly KubernetesObject[],
  to: readonly KubernetesObject[],
  roles: { readonly from: (object: KubernetesObject) => Role; readonly to: (object: KubernetesObject) => Role },
): Generator<readonly [KubernetesObject, KubernetesObject]> {
  const left = grouped(from, groupKey);
  const right = grouped(to, groupKey);
  for (const [key, olds] of left) {
    const news = right.get(key) ?? [];
    if (olds.length * news.length <= ALL_WITH_ALL) {
      for (const old of olds) for (const now of news) yield [old, now];
      continue;
    }
    const byMark = { from: byMarks(olds, roles.from), to: byMarks(news, roles.to) };
    const order = new Map(news.map((now, index) => [now, index]));
    for (const old of olds) {
      const found = new Set<KubernetesObject>();
      for (const mark of marksOf(old, roles.from)) {
        if ((byMark.from.get(mark)?.length ?? 0) > MOST_ALIKE) continue;
        const alike = byMark.to.get(mark) ?? [];
        if (alike.length <= MOST_ALIKE) for (const now of alike) found.add(now);
      }
      for (const now of [...found].sort((a, b) => order.get(a)! - order.get(b)!)) yield [old, now];
    }
  }
}

/** What two objects must have in common to take each other's place. CRDs of two kinds never do. */
function groupKey(object: KubernetesObject): string {
  const own = object.kind === 'CustomResourceDefinition' ? (stringAt(object, 'spec', 'names', 'kind') ?? '') : '';
  return `${scopeless(object.kind)}\n${groupOf(object.apiVersion)}\n${own}`;
}

function byMarks(
  objects: readonly KubernetesObject[],
  roleOf: (object: KubernetesObject) => Role,
): Map<string, KubernetesObject[]> {
  const found = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    for (const mark of marksOf(object, roleOf)) {
      const list = found.get(mark);
      if (list === undefined) found.set(mark, [object]);
      else list.push(object);
    }
  }
  return found;
}

/** Ends of the name, few enough for a name of many words, and the content as a whole. */
function marksOf(object: KubernetesObject, roleOf: (object: KubernetesObject) => Role): string[] {
  const words = nameOf(object).split(/[-.]/).slice(-8);
  const ends = words.map((_, index) => words.slice(index).join('-'));
  const content = [...roleOf(object).content].map(([token, count]) => `${token}\t${count}`).sort();
  return [...new Set(ends), `\n${content.join('\n')}`];
}

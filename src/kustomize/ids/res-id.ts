import { type Gvk, isSelected, sameGvk } from './gvk.ts';

export const DEFAULT_NAMESPACE = 'default';

/** The effective namespace of what lives in none. */
export const NO_NAMESPACE = '_non_namespaceable_';

/** What an object is known by. */
export interface ResId extends Gvk {
  readonly name: string;
  /** As written: empty where the object names none. */
  readonly namespace: string;
  readonly clusterScoped: boolean;
}

export function effectiveNamespace(id: Pick<ResId, 'namespace' | 'clusterScoped'>): string {
  if (id.clusterScoped) return NO_NAMESPACE;
  return id.namespace === '' ? DEFAULT_NAMESPACE : id.namespace;
}

export function sameNamespace(a: ResId, b: ResId): boolean {
  return effectiveNamespace(a) === effectiveNamespace(b);
}

export function sameId(a: ResId, b: ResId): boolean {
  return a.name === b.name && sameGvk(a, b) && sameNamespace(a, b);
}

/** One string per id, equal where sameId is true. */
export function idKey(id: ResId): string {
  return `${id.group}\0${id.version}\0${id.kind}\0${id.name}\0${effectiveNamespace(id)}`;
}

/** Whether an id fits a selector by exact values; empty fields of the selector stand for any. */
export function isSelectedBy(id: ResId, selector: Omit<ResId, 'clusterScoped'>): boolean {
  return (
    (selector.name === '' || selector.name === id.name) &&
    (selector.namespace === '' || sameNamespace({ ...selector, clusterScoped: false }, id)) &&
    isSelected(id, selector)
  );
}

/** For messages: `Deployment apps/v1 name in namespace`. */
export function describeId(id: Omit<ResId, 'clusterScoped'>): string {
  const group = id.group === '' ? id.version : `${id.group}/${id.version}`;
  const words = [id.kind || 'object', group === '' ? '' : `(${group})`, id.name || 'of any name'];
  if (id.namespace !== '') words.push(`in namespace ${id.namespace}`);
  return words.filter((word) => word !== '').join(' ');
}

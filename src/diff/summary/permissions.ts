import { stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { FieldChange, ObjectChange, Right, RoleRights, TreeDiff } from '../model.ts';
import { describeChange, describeRef, subjectOf } from './describe.ts';
import type { SummaryPoint } from './summary-point.ts';

const BINDINGS: ReadonlySet<string> = new Set(['ClusterRoleBinding', 'RoleBinding']);
const RBAC_KINDS: ReadonlySet<string> = new Set(['ClusterRole', 'Role', ...BINDINGS]);
/** Rights of one role that are told; more are counted. */
const MAX_TOLD = 8;

/**
 * What changes in roles and bindings: those that come, go or take another's place, what roles that stay allow more or
 * less, and whom bindings that stay are for.
 */
export function permissionChanges({ objects, rights = [] }: Pick<TreeDiff, 'objects' | 'rights'>): SummaryPoint[] {
  const rbac = objects.filter((change) => RBAC_KINDS.has(subjectOf(change).kind));
  const named = (kind: ObjectChange['kind']) => rbac.filter((change) => change.kind === kind).map(describeChange);
  const list = (verb: string, names: readonly string[]) => (names.length > 0 ? [`${verb}: ${names.join(', ')}`] : []);
  const texts = [
    ...list('added', named('added')),
    ...list('removed', named('removed')),
    ...list('replaced', named('replaced')),
    ...rights.flatMap(roleText),
    ...rbac.flatMap(bindingText),
  ];
  return texts.map((text) => ({ about: 'permissions', text }));
}

/** `ClusterRole manager-role gains: create, patch events (events.k8s.io); loses: get secrets`. */
function roleText({ from, to, gained, lost }: RoleRights): string[] {
  // All rights of a role that comes or goes: its name says enough.
  if (from === undefined || to === undefined) return [];
  const told = (verb: string, rights: readonly Right[]) =>
    rights.length === 0 ? [] : [`${verb}: ${describeRights(rights).join(', ')}`];
  return [`${describeRef(to)} ${[...told('gains', gained), ...told('loses', lost)].join('; ')}`];
}

/** Rights in words, the resources of a group with which one may do the same together. */
function describeRights(rights: readonly Right[]): string[] {
  const alike = new Map<string, { right: Right; things: string[] }>();
  for (const right of rights) {
    const { verbs, apiGroup, resource, resourceName, url } = right;
    const key = JSON.stringify([verbs, apiGroup, resourceName]);
    const thing = url ?? (resource === '*' ? 'any resource' : resource!);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { right, things: [thing] });
    else known.things.push(thing);
  }
  const texts = [...alike.values()].map(({ right: { verbs, apiGroup = '', resourceName }, things }) => {
    const may = verbs.includes('*') ? 'do anything with' : verbs.join(', ');
    const name = resourceName === undefined ? '' : ` named ${resourceName}`;
    const group = apiGroup === '' ? '' : apiGroup === '*' ? ' (any group)' : ` (${apiGroup})`;
    return `${may} ${things.join(', ')}${name}${group}`;
  });
  const more = texts.length - MAX_TOLD;
  return more > 0 ? [...texts.slice(0, MAX_TOLD), `and ${more} more`] : texts;
}

/** `RoleBinding a/b: grants view, not edit, also for ServiceAccount c/d`. Where a binding takes another's place, other names are no news. */
function bindingText(change: ObjectChange): string[] {
  if (change.kind !== 'changed' || !BINDINGS.has(subjectOf(change).kind)) return [];
  const texts = change.fields.flatMap(subjectText);
  return texts.length === 0 ? [] : [`${describeRef(subjectOf(change))}: ${texts.join(', ')}`];
}

function subjectText({ kind, path, from, to }: FieldChange): string[] {
  if (path === 'roleRef.name') return [`grants ${textOf(to)}, not ${textOf(from)}`];
  if (path === 'subjects') {
    return [kind === 'removed' ? 'for nobody any more' : `for ${listOf(to).map(describeSubject).join(', ')}`];
  }
  if (!path.startsWith('subjects[')) return [];
  const whole = path.endsWith(']');
  if (whole && kind === 'added') return [`also for ${describeSubject(to)}`];
  if (whole && kind === 'removed') return [`no longer for ${describeSubject(from)}`];
  return kind === 'reordered' ? [] : [`${path}: ${textOf(from)} → ${textOf(to)}`];
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);
}

function describeSubject(subject: JsonValue | undefined): string {
  const namespace = stringAt(subject, 'namespace');
  return `${stringAt(subject, 'kind') ?? 'subject'} ${namespace === undefined ? '' : `${namespace}/`}${stringAt(subject, 'name') ?? '?'}`;
}

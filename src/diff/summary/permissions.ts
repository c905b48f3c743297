import { listAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import type { ObjectChange } from '../model.ts';
import { describeChange, describeRef, subjectOf } from './describe.ts';
import type { SummaryPoint } from './summarize.ts';

const RBAC_KINDS: ReadonlySet<string> = new Set(['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']);

/** What changes in roles and bindings: those that come, go or take another's place, and rules that are no longer the same. */
export function permissionChanges(changes: readonly ObjectChange[]): SummaryPoint[] {
  const rbac = changes.filter((change) => RBAC_KINDS.has(subjectOf(change).kind));
  const named = (kind: ObjectChange['kind']) => rbac.filter((change) => change.kind === kind).map(describeChange);
  const points: string[] = [];
  const list = (verb: string, names: readonly string[]) => {
    if (names.length > 0) points.push(`${verb}: ${names.join(', ')}`);
  };
  list('added', named('added'));
  list('removed', named('removed'));
  list('replaced', named('replaced'));
  for (const change of rbac) {
    const rules = ruleChanges(change);
    if (rules.length > 0) points.push(`${describeRef(subjectOf(change))}: ${rules.join('; ')}`);
  }
  return points.map((text) => ({ about: 'permissions', text }));
}

/** Rules, not what they add up to: what one rule no longer grants another may, which a diff does not have if it stays. */
function ruleChanges(change: ObjectChange): string[] {
  return change.fields.flatMap(({ kind, path, from, to }) => {
    if (path === 'rules[]' && kind === 'added') return [`new rule: ${describeRule(to)}`];
    if (path === 'rules[]' && kind === 'removed') return [`rule gone: ${describeRule(from)}`];
    if (path.startsWith('rules[].') && kind === 'added') return [`${path.slice('rules[].'.length)} is new`];
    if (path.startsWith('rules[].') && kind === 'removed') return [`${path.slice('rules[].'.length)} goes`];
    return [];
  });
}

/** `get, list pods`. */
function describeRule(rule: JsonValue | undefined): string {
  const words = (key: string) =>
    listAt(rule, key)
      .filter((item) => typeof item === 'string')
      .join(', ');
  return `${words('verbs')} ${words('resources') || words('nonResourceURLs')}`.trim();
}

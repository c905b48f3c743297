import { listAt, nameOf, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { type Document, type Draft, guard } from '../draft.ts';
import type { Found } from '../find/found.ts';
import { CREATES_RBAC } from '../switches.ts';
import { isSet } from '../template/condition.ts';
import { Literal, when } from '../template/nodes.ts';
import { BOOLEAN } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';

const READ = new Set(['get', 'list', 'watch']);
type Level = 'view' | 'edit' | 'admin';

/** `rbac`: whether the chart brings roles and bindings, and whether its roles for people join Kubernetes' own. */
export function addRbac(draft: Draft, { roles: documents }: Found): void {
  if (documents.length === 0) return;
  const scope = subScope(draft.values, 'rbac', 'Roles and bindings.');
  scope.section.set('create', true, 'Whether the chart makes roles and bindings.', BOOLEAN);
  for (const document of documents) guard(draft, document, CREATES_RBAC);
  const forPeople = documents.flatMap((document) => {
    const level = levelOf(draft, document);
    return level === undefined ? [] : [{ document, level }];
  });
  for (const [level, key, into] of [
    ['view', 'aggregateToView', ['view', 'edit', 'admin']],
    ['edit', 'aggregateToEdit', ['edit', 'admin']],
    ['admin', 'aggregateToAdmin', ['admin']],
  ] as const) {
    const roles = forPeople.filter((each) => each.level === level);
    if (roles.length === 0) continue;
    // Where the source has them in already, the value takes them out.
    const isIn = roles.every(({ document }) => joins(document, level));
    scope.section.set(
      key,
      isIn,
      `Whether the roles that let people ${VERBS[level]} the custom resources are part of Kubernetes' own ${into.join(', ')}.`,
      BOOLEAN,
    );
    for (const { document } of roles) {
      const labels = document.root.map('metadata').map('labels');
      for (const role of into) {
        const label = aggregationLabel(role);
        if (isIn ? joins(document, role) : labels.get(label) === undefined)
          labels.set(label, new Literal('true'), when(isSet(`.Values.rbac.${key}`)));
      }
    }
  }
}

/** kubernetes.io/docs/reference/access-authn-authz/rbac, "Aggregated ClusterRoles" and "User-facing roles". */
function aggregationLabel(level: Level): string {
  return `rbac.authorization.k8s.io/aggregate-to-${level}`;
}

function joins({ manifest }: Document, level: Level): boolean {
  return stringAt(manifest?.object, 'metadata', 'labels', aggregationLabel(level)) === 'true';
}

const VERBS: Readonly<Record<Level, string>> = { view: 'read', edit: 'change', admin: 'fully control' };

/** A ClusterRole that nothing binds and that is about the operator's own custom resources is one for people. */
function levelOf(draft: Draft, { node, manifest }: Document): Level | undefined {
  if (node === undefined || manifest === undefined || node.kind !== 'ClusterRole') return undefined;
  const bound = draft.graph.spans.some(
    (spans, index) =>
      index !== node.index && spans.some((span) => 'node' in span.target && span.target.node === node.id),
  );
  const rules = listAt(manifest.object, 'rules');
  const groups = ownGroups(draft);
  if (bound || rules.length === 0 || nameOf(manifest.object).startsWith('system:')) return undefined;
  const isOwn = (rule: JsonValue) =>
    listAt(rule, 'apiGroups').length > 0 && listAt(rule, 'apiGroups').every((group) => groups.has(String(group)));
  if (!rules.every(isOwn)) return undefined;
  const verbs = rules.flatMap((rule) => listAt(rule, 'verbs').map(String));
  if (verbs.includes('*')) return 'admin';
  return verbs.every((verb) => READ.has(verb)) ? 'view' : 'edit';
}

function ownGroups(draft: Draft): Set<string> {
  return new Set(
    draft.graph.nodes.flatMap((node) =>
      node.kind === 'CustomResourceDefinition' ? [stringAt(node.object, 'spec', 'group') ?? ''] : [],
    ),
  );
}

import { describeObject, listAt } from '../../kubernetes/identity.ts';
import { type Document, type Draft, guard, managerOf, type Workload } from '../draft.ts';
import { safeName } from '../files/file-names.ts';
import type { Found } from '../find/found.ts';
import type { WatchedRole } from '../find/watched.ts';
import { suffixOf } from '../names/name-plan.ts';
import { CREATES_RBAC, WATCHED, WATCHES_SOME } from '../switches.ts';
import { not } from '../template/condition.ts';
import { fromJson } from '../template/from-json.ts';
import { Action, Literal, TemplateList, TemplateMap, type TemplateNode, Text, when } from '../template/nodes.ts';
import { addDocument, tree } from './added-document.ts';

const VALUE = '.Values.watchNamespaces';
/**
 * `watchNamespaces`: Roles in the namespaces listed instead of what a ClusterRole grants everywhere, and the variable or
 * flag by which the operator itself is told. What only a ClusterRole can grant stays one.
 */
export function addWatchNamespaces(draft: Draft, { watched }: Found): void {
  if (watched === undefined) return;
  const manager = managerOf(draft)!;
  const { variables, argument, roles } = watched;
  const isTold = variables.length > 0 || argument !== undefined;
  draft.values.section.set(
    'watchNamespaces',
    [],
    isTold
      ? 'Namespaces that the operator works in; empty as in the manifests. Its rights are limited to them, and it is told.'
      : 'Namespaces that the rights of the operator are limited to; empty for all. The manifests do not show how the operator is told: do it by env or extraArgs.',
    { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true },
  );
  if (argument !== undefined) {
    const { list, item, start } = argument;
    item.guard = when(not(WATCHES_SOME));
    list.addBehind(item, { value: new Text(start, { expression: WATCHED }), guard: when(WATCHES_SOME) });
  }
  for (const role of roles) restrict(draft, manager, role);
  if (isTold) return;
  draft.report.assume(
    'watch-namespaces-not-told',
    describeObject(manager.object),
    'watchNamespaces limits the rights only: no variable or flag of the manager shows how it is told which namespaces to watch',
  );
}

function restrict(draft: Draft, manager: Workload, { role, binding, namespaced, clusterWide }: WatchedRole): void {
  if (clusterWide.length === 0) {
    guard(draft, role, not(WATCHES_SOME));
    guard(draft, binding, not(WATCHES_SOME));
  } else {
    const own = role.root.get('rules')!;
    role.root.set('rules', own, when(not(WATCHES_SOME)), namesIn(draft, role, clusterWide));
  }
  const { name } = role.node!;
  const suffix = `${safeName(suffixOf(name, draft.project.prefix) || name)}-watched`;
  const inNamespace = (document: Document) => {
    document.root.map('metadata').set('namespace', new Action('$namespace | quote'));
    guard(draft, document, CREATES_RBAC, WATCHES_SOME);
    document.before.push(`{{- range $namespace := ${VALUE} }}`, '{{- with $ }}', '---');
    document.after.push('{{- end }}', '{{- end }}');
  };
  inNamespace(
    addDocument(draft, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      suffix,
      inOthers: true,
      folder: 'rbac',
      content: [['rules', namesIn(draft, role, namespaced)]],
    }),
  );
  const subject = tree({
    kind: new Literal('ServiceAccount'),
    name: new Text(draft.names.name(manager.account!)),
    namespace: new Text(draft.names.include('namespace')),
  });
  inNamespace(
    addDocument(draft, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      suffix,
      inOthers: true,
      folder: 'rbac',
      content: [
        [
          'roleRef',
          tree({
            apiGroup: new Literal('rbac.authorization.k8s.io'),
            kind: new Literal('Role'),
            name: new Text(draft.names.added(suffix, true)),
          }),
        ],
        ['subjects', new TemplateList([{ value: subject }])],
      ],
    }),
  );
}

/** Rules with the names of our objects in `resourceNames`, as the source's rules have them. */
function namesIn(draft: Draft, role: Document, rules: readonly unknown[]): TemplateNode {
  const names = new Map<string, string | { readonly expression: string }>();
  const source = listAt(role.manifest?.object, 'rules');
  for (const span of draft.graph.spans[role.node!.index]!) {
    if (span.rule !== 'resourceNames' || !('node' in span.target)) continue;
    const text = listAt(source[Number(span.path[1])], 'resourceNames')[Number(span.path[3])];
    if (typeof text === 'string') names.set(text, draft.names.name(span.target.node));
  }
  const made = fromJson(rules as Parameters<typeof fromJson>[0]);
  for (const item of made instanceof TemplateList ? made.items : []) {
    const list = 'value' in item && item.value instanceof TemplateMap ? item.value.get('resourceNames') : undefined;
    for (const each of list instanceof TemplateList ? list.items : []) {
      const name = 'value' in each && each.value instanceof Literal ? names.get(String(each.value.value)) : undefined;
      if (name !== undefined && 'value' in each) each.value = new Text(name);
    }
  }
  return made;
}

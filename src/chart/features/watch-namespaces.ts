import { append } from '../../core/append.ts';
import { describeObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import { type Document, type Draft, documentOf, managerOf, type Workload } from '../draft.ts';
import { safeName } from '../files/file-names.ts';
import { suffixOf } from '../names/name-plan.ts';
import { findFlag, mainContainerIn, mainContainerOf } from '../pods/container-args.ts';
import { fromJson } from '../template/from-json.ts';
import { Action, Literal, TemplateList, TemplateMap, type TemplateNode, Text, when } from '../template/nodes.ts';
import { addDocument, tree } from './added-document.ts';
import { splitRules } from './split-rules.ts';
import { referrers } from './webhooks/find-webhooks.ts';

const VALUE = '.Values.watchNamespaces';
const JOINED = `join "," ${VALUE}`;
const ENV = /^WATCH(ED)?_NAMESPACES?$|_WATCH_NAMESPACES?$/;
const FLAG = /^--?(watch-namespaces?|watched-namespaces?|namespaces-to-watch|watch_namespaces?)(=|$)/;

/**
 * `watchNamespaces`: Roles in the namespaces listed instead of what a ClusterRole grants everywhere, and the variable or
 * flag by which the operator itself is told. What only a ClusterRole can grant stays one.
 */
export function addWatchNamespaces(draft: Draft): void {
  const manager = managerOf(draft);
  const account = manager?.account;
  if (manager === undefined || account === undefined) return;
  const roles = referrers(draft, account).flatMap((binding) => {
    if (binding.kind !== 'ClusterRoleBinding' || listAt(binding.manifest?.object, 'subjects').length !== 1) return [];
    const role = roleOf(draft, binding);
    return role === undefined ? [] : [{ binding, role }];
  });
  const told = tellOperator(manager);
  // Rights in some namespaces only, for an operator that goes on watching all of them, are one that does not work.
  if (!told && draft.rules > 1) return;
  let restricted = 0;
  for (const { binding, role } of roles) if (restrict(draft, manager, binding, role)) restricted += 1;
  if (restricted === 0 && !told) return;
  draft.values.section.set(
    'watchNamespaces',
    [],
    told
      ? 'Namespaces that the operator works in; empty as in the manifests. Its rights are limited to them, and it is told.'
      : 'Namespaces that the rights of the operator are limited to; empty for all. The manifests do not show how the operator is told: do it by env or extraArgs.',
    { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true },
  );
  if (!told) {
    draft.report.assume(
      'watch-namespaces-not-told',
      describeObject(manager.object),
      'watchNamespaces limits the rights only: no variable or flag of the manager shows how it is told which namespaces to watch',
    );
  }
}

/** The ClusterRole of a binding, if it is ours and bound by nothing else: built-in roles stay as they are. */
function roleOf(draft: Draft, binding: Document): Document | undefined {
  const span = draft.graph.spans[binding.node!.index]!.find(({ path }) => path[0] === 'roleRef');
  const role = span !== undefined && 'node' in span.target ? documentOf(draft, span.target.node) : undefined;
  if (role?.kind !== 'ClusterRole' || role.manifest?.object.aggregationRule !== undefined) return undefined;
  const bindings = referrers(draft, role.node!.id).filter(({ kind }) => kind.endsWith('Binding'));
  return bindings.length === 1 ? role : undefined;
}

function restrict(draft: Draft, manager: Workload, binding: Document, role: Document): boolean {
  const rules = listAt(role.manifest?.object, 'rules');
  const { namespaced, clusterWide } = splitRules(
    rules,
    draft.graph.nodes.map(({ object }) => object),
  );
  const own = role.root.get('rules');
  if (namespaced.length === 0 || own === undefined) return false;
  if (clusterWide.length === 0) {
    role.guards.push(`not ${VALUE}`);
    binding.guards.push(`not ${VALUE}`);
  } else role.root.set('rules', own, when(`not ${VALUE}`), namesIn(draft, role, clusterWide));
  const { name } = role.node!;
  const suffix = `${safeName(suffixOf(name, draft.project.prefix) || name)}-watched`;
  const guards = role.guards.filter((guard) => guard !== `not ${VALUE}`);
  const inNamespace = (document: Document) => {
    document.root.map('metadata').set('namespace', new Action('$namespace | quote'));
    append(document.guards, [...guards, VALUE]);
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
  return true;
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

/** Sets the variable or flag that the manifests show; false where they show none. */
function tellOperator(manager: Workload): boolean {
  const container = mainContainerOf(manager);
  const env = container?.get('env');
  const source = listAt(mainContainerIn(manager), 'env').map((variable) => stringAt(variable, 'name') ?? '');
  let told = false;
  for (const item of env instanceof TemplateList ? env.items : []) {
    if (!('value' in item) || !(item.value instanceof TemplateMap)) continue;
    const name = item.value.get('name');
    if (!(name instanceof Literal) || !ENV.test(String(name.value)) || !source.includes(String(name.value))) continue;
    const { value } = item;
    const from = value.get('valueFrom');
    if (from !== undefined) value.set('valueFrom', from, when(`not ${VALUE}`));
    value.set('value', new Action(`${JOINED} | quote`), when(VALUE), value.get('value'));
    told = true;
  }
  const flag = findFlag(manager, FLAG);
  const item = flag?.list.items[flag.at];
  if (flag !== undefined && item !== undefined && 'value' in item) {
    const equals = flag.text.indexOf('=');
    const at = equals === -1 ? flag.at + 1 : flag.at;
    const holder = flag.list.items[at];
    if (holder !== undefined && 'value' in holder) {
      const start = equals === -1 ? '' : flag.text.slice(0, equals + 1);
      holder.guard = when(`not ${VALUE}`);
      flag.list.items.splice(at + 1, 0, { value: new Text(start, { expression: JOINED }), guard: when(VALUE) });
      told = true;
    }
  }
  return told;
}

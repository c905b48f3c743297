import { listAt, nameOf, valueAt } from '../../kubernetes/identity.ts';
import { type Draft, documentOf, managerOf } from '../draft.ts';
import { containerList } from '../pods/container-args.ts';
import { Literal, Text, when } from '../template/nodes.ts';
import { BOOLEAN } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';

/** The flags by which controller-runtime managers elect a leader, today's and that of Kubebuilder 2. */
const FLAG = /^(--?(?:leader-elect|enable-leader-election|leader-election))(?:=(true|false))?$/;
const VALUE = '.Values.leaderElection.enabled';

/** `leaderElection.enabled`: the flag, and the roles that only the election needs. */
export function addLeaderElection(draft: Draft): void {
  const manager = managerOf(draft);
  if (manager === undefined) return;
  for (const key of ['args', 'command'] as const) {
    const list = containerList(manager, key);
    if (list === undefined) continue;
    const at = list.items.findIndex(
      (item) => 'value' in item && item.value instanceof Literal && FLAG.test(String(item.value.value)),
    );
    const item = list.items[at];
    if (item === undefined || !('value' in item) || !(item.value instanceof Literal)) continue;
    const [, flag, given] = FLAG.exec(String(item.value.value))!;
    const scope = subScope(draft.values, 'leaderElection', 'One pod at a time is active.');
    scope.section.set('enabled', given !== 'false', 'Whether the pods elect a leader.', BOOLEAN);
    if (given !== undefined) item.value = new Text(`${flag}=`, { expression: VALUE });
    else {
      item.guard = when(VALUE);
      list.items.splice(at + 1, 0, { value: new Literal(`${flag}=false`), guard: when(`not ${VALUE}`) });
    }
    // Where the source elects none, what it has for the election is there all the same.
    if (given !== 'false') gateRoles(draft);
    else if (Number(valueAt(manager.object, 'spec', 'replicas') ?? 1) > 1) return; // so it is meant
    draft.checks.push(
      `{{- if and (not ${VALUE}) (gt (int (.Values.replicaCount | default 0)) 1) }}
{{- fail "leaderElection.enabled=false and replicaCount above 1: several managers would act at once. Set replicaCount to 1, or leave the election on." }}
{{- end }}`,
    );
    return;
  }
}

function gateRoles(draft: Draft): void {
  const gated = new Set<number>();
  for (const document of draft.documents) {
    if (document.kind !== 'Role' || document.manifest === undefined || document.node === undefined) continue;
    const resources = listAt(document.manifest.object, 'rules').flatMap((rule) =>
      listAt(rule, 'resources').map(String),
    );
    const only = resources.every((name) => /^(leases|configmaps|events)(\/|$)/.test(name));
    if (!nameOf(document.manifest.object).includes('leader') || !only) continue;
    gated.add(document.node.id);
    document.guards.push(VALUE);
  }
  for (const [index, spans] of draft.graph.spans.entries()) {
    if (draft.graph.nodes[index]!.kind !== 'RoleBinding') continue;
    const binds = spans.some((span) => 'node' in span.target && gated.has(span.target.node));
    if (binds) documentOf(draft, index)?.guards.push(VALUE);
  }
}

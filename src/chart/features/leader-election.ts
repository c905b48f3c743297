import { addCheck, type Draft, guard } from '../draft.ts';
import type { Found } from '../find/found.ts';
import { isSet, not } from '../template/condition.ts';
import { Literal, Text, when } from '../template/nodes.ts';
import { BOOLEAN } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';

const VALUE = '.Values.leaderElection.enabled';

/** `leaderElection.enabled`: the flag, and the roles that only the election needs. */
export function addLeaderElection(draft: Draft, { leaderElection }: Found): void {
  if (leaderElection === undefined) return;
  const { argument, flag, given, roles, isSeveral } = leaderElection;
  const { section } = subScope(draft.values, 'leaderElection', 'One pod at a time is active.');
  section.set('enabled', given !== 'false', 'Whether the pods elect a leader.', BOOLEAN);
  const { list, item } = argument;
  if (given !== undefined) item.value = new Text(`${flag}=`, { expression: VALUE });
  else {
    item.guard = when(isSet(VALUE));
    list.addBehind(item, { value: new Literal(`${flag}=false`), guard: when(not(isSet(VALUE))) });
  }
  for (const document of roles) guard(draft, document, isSet(VALUE));
  if (isSeveral) return;
  addCheck(
    draft,
    `{{- if and (not ${VALUE}) (gt (int (.Values.replicaCount | default 0)) 1) }}
{{- fail "leaderElection.enabled=false and replicaCount above 1: several managers would act at once. Set replicaCount to 1, or leave the election on." }}
{{- end }}`,
  );
}

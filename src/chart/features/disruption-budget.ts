import { nameOf, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { addCheck, type Document, type Draft, guard, type Workload } from '../draft.ts';
import { selectorOf } from '../find/budgets.ts';
import type { Found } from '../find/found.ts';
import { allOf, type Condition, isSet, isTrue, not } from '../template/condition.ts';
import { Action, when } from '../template/nodes.ts';
import { BOOLEAN, COUNT_OR_PERCENTAGE } from '../values/schema-types.ts';
import { canBeValue, subScope } from '../values/values-model.ts';
import { addDocument, tree } from './added-document.ts';

/** `podDisruptionBudget` of each workload that keeps pods running: the source's, or one of ours that is off. */
export function addDisruptionBudgets(draft: Draft, { budgets }: Found): void {
  for (const [workload, inSource] of budgets) {
    const scope = subScope(workload.scope, 'podDisruptionBudget', 'How many pods may be away at a time.');
    const { section, expression } = scope;
    const spec = inSource?.manifest?.object.spec;
    section.set('enabled', inSource !== undefined, 'Whether there is a PodDisruptionBudget.', BOOLEAN);
    const isEnabled = isSet(`${expression}.enabled`);
    if (inSource !== undefined) guard(draft, inSource, isEnabled);
    const least = valueAt(spec, 'minAvailable');
    const most = valueAt(spec, 'maxUnavailable');
    const isNumber = (key: string, count: JsonValue = null) => canBeValue(scope, key, count, COUNT_OR_PERCENTAGE);
    if (!isNumber('minAvailable', least) || !isNumber('maxUnavailable', most)) continue;
    // Kubernetes takes one of the two: the one that the source does not have is asked first, so that setting it counts.
    const first = most === undefined ? 'maxUnavailable' : 'minAvailable';
    const text = (key: string) => (key === first ? '; goes before the other' : '; null where the other says it');
    // One must stay, unless something else is said.
    const impliesOne = draft.rules > 1 && least === undefined && most === undefined;
    section.set(
      'minAvailable',
      least ?? (most === undefined && !impliesOne ? 1 : null),
      `How many pods must stay, a number or a percentage${impliesOne ? '; 1 unless something is said' : text('minAvailable')}.`,
      COUNT_OR_PERCENTAGE,
    );
    section.set(
      'maxUnavailable',
      most ?? null,
      `How many pods may be away, a number or a percentage${text('maxUnavailable')}.`,
      COUNT_OR_PERCENTAGE,
    );
    const document = inSource ?? addBudget(draft, workload, isEnabled);
    const map = document.root.map('spec');
    for (const key of ['minAvailable', 'maxUnavailable']) {
      const isNull = (each: string) => isTrue(`kindIs "invalid" ${expression}.${each}`);
      const isGiven = not(isNull(key));
      const condition = key === first ? isGiven : allOf([isNull(first), isGiven]);
      if (impliesOne && key !== first) {
        const said = `kindIs "invalid" ${expression}.${key} | ternary 1 ${expression}.${key}`;
        map.set(key, new Action(`toYaml (${said})`), when(isNull(first)));
      } else map.set(key, new Action(`toYaml ${expression}.${key}`), when(condition));
    }
    if (impliesOne) continue;
    addCheck(
      draft,
      `{{- if and ${expression}.enabled (kindIs "invalid" ${expression}.maxUnavailable) (kindIs "invalid" ${expression}.minAvailable) }}
{{- fail "${expression.replace('.Values.', '')}.enabled=true needs minAvailable or maxUnavailable." }}
{{- end }}`,
    );
  }
}

function addBudget(draft: Draft, workload: Workload, isEnabled: Condition): Document {
  const taken = draft.graph.nodes.some(
    (node) => node.kind === 'PodDisruptionBudget' && node.name === nameOf(workload.object),
  );
  const document = addDocument(draft, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    suffix: taken ? `${workload.title}-pdb` : workload.title,
    folder: 'workloads',
    content: [['spec', tree({ selector: selectorOf(workload)! })]],
  });
  guard(draft, document, isEnabled);
  return document;
}

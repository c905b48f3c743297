import { nameOf, valueAt } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { type Document, type Draft, documentOf, type Workload } from '../draft.ts';
import { nodeAt } from '../template/from-json.ts';
import { Action, type TemplateNode, when } from '../template/nodes.ts';
import { BOOLEAN, COUNT_OR_PERCENTAGE } from '../values/schema-types.ts';
import { canBeValue, subScope } from '../values/values-model.ts';
import { addDocument, tree } from './added-document.ts';

/** `podDisruptionBudget` of each workload that keeps pods running: the source's, or one of ours that is off. */
export function addDisruptionBudgets(draft: Draft): void {
  for (const workload of draft.workloads) {
    if (workload.object.kind !== 'Deployment' && workload.object.kind !== 'StatefulSet') continue;
    const inSource = budgetOf(draft, workload);
    const selector = nodeAt(workload.document.root, ['spec', 'selector']);
    // Objects of before apps/v1 leave the selector to their labels.
    if (inSource === undefined && selector === undefined) continue;
    const scope = subScope(workload.scope, 'podDisruptionBudget', 'How many pods may be away at a time.');
    const { section, expression } = scope;
    const spec = inSource?.manifest?.object.spec;
    section.set('enabled', inSource !== undefined, 'Whether there is a PodDisruptionBudget.', BOOLEAN);
    inSource?.guards.push(`${expression}.enabled`);
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
    const document = inSource ?? addBudget(draft, workload, selector as TemplateNode, `${expression}.enabled`);
    const map = document.root.map('spec');
    for (const key of ['minAvailable', 'maxUnavailable']) {
      const isGiven = `not (kindIs "invalid" ${expression}.${key})`;
      const condition = key === first ? isGiven : `and (kindIs "invalid" ${expression}.${first}) (${isGiven})`;
      if (impliesOne && key !== first) {
        const said = `kindIs "invalid" ${expression}.${key} | ternary 1 ${expression}.${key}`;
        map.set(key, new Action(`toYaml (${said})`), when(`kindIs "invalid" ${expression}.${first}`));
      } else map.set(key, new Action(`toYaml ${expression}.${key}`), when(condition));
    }
    if (impliesOne) continue;
    draft.checks.push(`{{- if and ${expression}.enabled (kindIs "invalid" ${expression}.maxUnavailable) (kindIs "invalid" ${expression}.minAvailable) }}
{{- fail "${expression.replace('.Values.', '')}.enabled=true needs minAvailable or maxUnavailable." }}
{{- end }}`);
  }
}

function budgetOf(draft: Draft, workload: Workload): Document | undefined {
  for (const [index, selectors] of draft.graph.selectors.entries()) {
    if (draft.graph.nodes[index]!.kind !== 'PodDisruptionBudget') continue;
    const one = selectors.find((selector) => selector.selects.length === 1 && selector.selects[0] === workload.index);
    if (one !== undefined) return documentOf(draft, index);
  }
  return undefined;
}

function addBudget(draft: Draft, workload: Workload, selector: TemplateNode, isEnabled: string): Document {
  const taken = draft.graph.nodes.some(
    (node) => node.kind === 'PodDisruptionBudget' && node.name === nameOf(workload.object),
  );
  const document = addDocument(draft, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    suffix: taken ? `${workload.title}-pdb` : workload.title,
    folder: 'workloads',
    content: [['spec', tree({ selector })]],
  });
  document.guards.push(isEnabled);
  return document;
}

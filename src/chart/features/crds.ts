import { type Draft, guard } from '../draft.ts';
import type { Found } from '../find/found.ts';
import { isSet } from '../template/condition.ts';
import { Literal, when } from '../template/nodes.ts';
import { BOOLEAN, STRING_MAP } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';
import { addBehindAll } from './label-values.ts';

/** `crds`: whether the chart brings its CustomResourceDefinitions, and what happens to them at the end. */
export function addCrdValues(draft: Draft, { definitions: documents }: Found): void {
  if (documents.length === 0) return;
  const { section } = subScope(draft.values, 'crds', 'CustomResourceDefinitions.');
  section.set('enabled', true, 'Whether the chart installs and upgrades them.', BOOLEAN);
  section.set(
    'keep',
    true,
    'Whether they, and with them all custom resources, stay in the cluster when the release is uninstalled.',
    BOOLEAN,
  );
  section.set('annotations', {}, 'Annotations of all of them.', STRING_MAP);
  for (const document of documents) {
    guard(draft, document, isSet('.Values.crds.enabled'));
    const metadata = document.root.map('metadata');
    const annotations = metadata.map('annotations');
    const isKept = when(isSet('.Values.crds.keep'));
    annotations.add({ key: 'helm.sh/resource-policy', value: new Literal('keep'), guard: isKept }, draft.place);
    addBehindAll(annotations, '.Values.crds.annotations', draft.place);
  }
}

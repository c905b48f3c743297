import type { Draft } from '../draft.ts';
import { Literal, when } from '../template/nodes.ts';
import { BOOLEAN, STRING_MAP } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';
import { printBehindOwn } from './label-values.ts';

/** `crds`: whether the chart brings its CustomResourceDefinitions, and what happens to them at the end. */
export function addCrdValues(draft: Draft): void {
  const documents = draft.documents.filter((document) => document.kind === 'CustomResourceDefinition');
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
    document.guards.push('.Values.crds.enabled');
    const metadata = document.root.map('metadata');
    const annotations = metadata.map('annotations');
    annotations.set('helm.sh/resource-policy', new Literal('keep'), when('.Values.crds.keep'));
    printBehindOwn(annotations, '.Values.crds.annotations');
  }
}

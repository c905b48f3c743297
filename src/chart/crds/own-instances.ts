import { groupOf, stringAt } from '../../kubernetes/identity.ts';
import type { Document, Draft } from '../draft.ts';

/** The custom resources of a chart whose CustomResourceDefinition is in the chart too. */
export function ownInstances(draft: Draft): Document[] {
  const defined = new Set(
    draft.documents
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ manifest }) => {
        const object = manifest?.object;
        return `${stringAt(object, 'spec', 'group')}|${stringAt(object, 'spec', 'names', 'kind')}`;
      }),
  );
  return draft.documents.filter(
    ({ manifest, kind }) => manifest !== undefined && defined.has(`${groupOf(manifest.object.apiVersion)}|${kind}`),
  );
}

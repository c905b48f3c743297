import { groupOf, stringAt } from '../../kubernetes/identity.ts';
import type { Document } from '../draft.ts';

/** The custom resources of a chart whose CustomResourceDefinition is in the chart too. */
export function ownInstances(documents: readonly Document[]): Document[] {
  const defined = new Set(
    documents
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ manifest }) => {
        const object = manifest?.object;
        return `${stringAt(object, 'spec', 'group')}|${stringAt(object, 'spec', 'names', 'kind')}`;
      }),
  );
  return documents.filter(
    ({ manifest, kind }) => manifest !== undefined && defined.has(`${groupOf(manifest.object.apiVersion)}|${kind}`),
  );
}

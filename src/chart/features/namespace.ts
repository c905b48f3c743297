import { describeObject, objectAt } from '../../kubernetes/identity.ts';
import { type Document, type Draft, guard } from '../draft.ts';
import { isSet } from '../template/condition.ts';
import { BOOLEAN } from '../values/schema-types.ts';
import { subScope } from '../values/values-model.ts';

/**
 * The namespace of the release. Helm makes it (`--create-namespace`) before it installs anything, and refuses objects
 * that exist already, so the Namespace of the manifests is rendered only where it is asked for.
 */
export function placeInNamespace(draft: Draft): void {
  for (const document of draft.documents) {
    const { node } = document;
    if (node?.kind === 'Namespace' && node.name === draft.project.namespace) {
      const scope = subScope(draft.values, 'namespace', 'The Namespace object of the manifests.');
      scope.section.set(
        'create',
        false,
        'Whether the chart makes the namespace. With Helm, `--create-namespace` does; set it where the manifests are only rendered.',
        BOOLEAN,
      );
      guard(draft, document, isSet('.Values.namespace.create'));
      draft.report.assume(
        'namespace-not-rendered',
        describeObject(document.manifest!.object),
        `the Namespace is rendered only with namespace.create, because Helm makes the namespace of a release itself and cannot adopt it${labelsLost(document)}`,
      );
    }
  }
}

/** Labels of a Namespace are settings: of Pod Security, of webhooks that leave it out, of policies that let it in. */
function labelsLost({ manifest }: Document): string {
  const labels = Object.keys(objectAt(manifest?.object.metadata, 'labels') ?? {}).filter(
    (key) => !/^(app|name)$|^app\.kubernetes\.io\/|^kubernetes\.io\/metadata\.name$/.test(key),
  );
  return labels.length === 0 ? '' : `; its labels ${labels.join(', ')} are then missing, unless somebody sets them`;
}

import { listAt, nameOf, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { Draft } from '../draft.ts';
import { printData } from '../template/print.ts';

/** Annotations of Chart.yaml that Artifact Hub reads (artifacthub.io/docs/topics/annotations/helm). */
export function artifactHubAnnotations(draft: Draft): Record<string, string> {
  const annotations: Record<string, string> = {};
  const crds = draft.documents.flatMap((document) =>
    document.kind === 'CustomResourceDefinition' ? [describeCrd(document.manifest!)] : [],
  );
  const examples = draft.documents.flatMap((document) =>
    document.folder === 'resources' && crds.some((crd) => crd.kind === document.kind)
      ? [document.manifest!.object]
      : [],
  );
  const images = draft.workloads.flatMap(({ object, templatePath }) =>
    ['initContainers', 'containers'].flatMap((list) =>
      listAt(object, ...templatePath, 'spec', list).flatMap((container): JsonObject[] => {
        const image = stringAt(container, 'image');
        return image === undefined ? [] : [{ name: stringAt(container, 'name') ?? 'container', image }];
      }),
    ),
  );
  if (crds.length > 0) annotations['artifacthub.io/crds'] = printData(crds);
  if (examples.length > 0) annotations['artifacthub.io/crdsExamples'] = printData(examples as unknown as JsonValue);
  if (images.length > 0) annotations['artifacthub.io/images'] = printData(distinct(images));
  annotations['artifacthub.io/operator'] = 'true';
  return annotations;
}

function describeCrd({ object, rawVersions }: NonNullable<Draft['documents'][number]['manifest']>): JsonObject {
  const names = objectAt(object, 'spec', 'names');
  const kind = stringAt(names, 'kind') ?? '';
  const versions =
    rawVersions?.names ?? listAt(object, 'spec', 'versions').map((version) => stringAt(version, 'name') ?? '');
  return {
    kind,
    version: versions.at(-1) ?? '',
    name: nameOf(object),
    displayName: kind.replace(/([a-z0-9])([A-Z])/g, '$1 $2'),
    description: `${kind}, in ${stringAt(object, 'spec', 'group') ?? ''}.`,
  };
}

/** Names are unique there; a second container of one name is told by its number. */
function distinct(images: readonly JsonObject[]): JsonObject[] {
  const seen = new Map<string, number>();
  return images.map((image) => {
    const name = String(image.name);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? image : { ...image, name: `${name}-${count}` };
  });
}

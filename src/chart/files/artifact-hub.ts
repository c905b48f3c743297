import { prerelease } from 'semver';
import { listAt, nameOf, objectAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { ChartOptions } from '../../options/generated/types.ts';
import type { Draft, UsedImage } from '../draft.ts';
import { printData } from '../template/print.ts';
import { usedImages } from './image-list.ts';

/** Annotations of Chart.yaml that Artifact Hub reads (artifacthub.io/docs/topics/annotations/helm). */
export function artifactHubAnnotations(draft: Draft, options: ChartOptions): Record<string, string> {
  const annotations: Record<string, string> = {};
  const say = (key: string, value: JsonValue | undefined) => {
    if (value !== undefined)
      annotations[`artifacthub.io/${key}`] = typeof value === 'string' ? value : printData(value);
  };
  const crds = draft.documents.flatMap((document) =>
    document.kind === 'CustomResourceDefinition' ? [describeCrd(document.manifest!)] : [],
  );
  const images = usedImages(draft);
  if (crds.length > 0) say('crds', crds);
  if (draft.samples.length > 0) say('crdsExamples', draft.samples as unknown as JsonValue);
  if (images.length > 0) say('images', distinct(images) as unknown as JsonValue);
  say('license', options.license);
  say('operator', 'true');
  say('operatorCapabilities', options.operatorCapabilities);
  // Asked only where it can be one: that saves most charts the loading of semver.
  if (draft.version.includes('-') && prerelease(draft.version) !== null) say('prerelease', 'true');
  say('changes', options.changes as unknown as JsonValue);
  say('links', options.links as unknown as JsonValue);
  say('signKey', options.signKey as unknown as JsonValue);
  return { ...annotations, ...options.annotations };
}

function describeCrd({ object, rawVersions }: NonNullable<Draft['documents'][number]['manifest']>): JsonObject {
  const names = objectAt(object, 'spec', 'names');
  const kind = stringAt(names, 'kind') ?? '';
  const versions =
    rawVersions?.names ?? listAt(object, 'spec', 'versions').map((version) => stringAt(version, 'name') ?? '');
  return {
    kind,
    version: [...versions].sort((a, b) => rank(b) - rank(a))[0] ?? '',
    name: nameOf(object),
    displayName: kind.replace(/([a-z0-9])([A-Z])/g, '$1 $2'),
    description: `${kind}, in ${stringAt(object, 'spec', 'group') ?? ''}.`,
  };
}

/** Kubernetes' own order (…/custom-resource-definition-versioning, Version priority): v2, v1, v2beta1, v1beta2, v1alpha1. */
function rank(version: string): number {
  const [, major, level, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  if (major === undefined) return -1;
  return (level === undefined ? 2 : level === 'beta' ? 1 : 0) * 1e6 + Number(major) * 1e3 + Number(minor ?? 0);
}

/** Names are unique there; a second container of one name is told by its number. */
function distinct(images: readonly UsedImage[]): UsedImage[] {
  const seen = new Map<string, number>();
  return images.map((image) => {
    const { name } = image;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? image : { ...image, name: `${name}-${count}` };
  });
}

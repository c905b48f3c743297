import { isObject, listAt, stringAt } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { podTemplatePath } from '../../kubernetes/workload-kinds.ts';
import type { FieldChange, ObjectChange } from '../model.ts';
import { describeRef, subjectOf } from './describe.ts';
import type { SummaryPoint } from './summary-point.ts';

const CONTAINER = /(?:^|\.)(?:initC|ephemeralC|c)ontainers\[[^\]]*\]$/;
const IMAGE = /(?:^|\.)(?:initC|ephemeralC|c)ontainers\[[^\]]*\]\.image$/;

/** Containers that come and go, and images that change, one sentence for each object. */
export function imageChanges(changes: readonly ObjectChange[]): SummaryPoint[] {
  return changes.flatMap((change) => {
    const texts =
      change.object === undefined ? change.fields.flatMap(fieldText) : wholeText(change.kind, change.object);
    if (texts.length === 0) return [];
    const about = texts.some((text) => text.startsWith('container')) ? 'containers' : 'images';
    return [{ about, text: `${describeRef(subjectOf(change))}: ${texts.join(', ')}` } as const];
  });
}

function fieldText({ kind, path, from, to }: FieldChange): string[] {
  if (IMAGE.test(path)) return [`image ${imageOf(from)} → ${imageOf(to)}`];
  if (!CONTAINER.test(path)) return [];
  if (kind === 'removed') return [`container ${container(from)} goes`];
  return kind === 'added' ? [`container ${container(to)} comes`] : [];
}

function imageOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : 'none';
}

function container(value: JsonValue | undefined): string {
  return `${stringAt(value, 'name') ?? '?'} (${stringAt(value, 'image') ?? 'no image'})`;
}

function wholeText(kind: ObjectChange['kind'], object: KubernetesObject): string[] {
  const template = podTemplatePath(object);
  if (template === undefined) return [];
  const images = listAt(object, ...template, 'spec', 'containers')
    .filter(isObject)
    .map(container);
  return images.map((text) => `container ${text} ${kind === 'added' ? 'comes' : 'goes'}`);
}

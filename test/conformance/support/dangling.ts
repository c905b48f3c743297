import type { JsonObject, KubernetesObject } from '../../../src/kubernetes/object.ts';
import { identity } from './compare-objects.ts';
import { field, isObject, missingIn } from './oracle-references.ts';
import { EXTERNAL } from './switches.ts';

/** References that nothing answers, by object and place. What a choice names that lies outside the chart is there. */
export function dangling(objects: readonly KubernetesObject[], namespace: string): Set<string> {
  const all = [...objects, ...outside()];
  return new Set(
    missingIn(all, namespace).flatMap(({ index, place }) =>
      isOptional(all[index]!, place) ? [] : [`${identity(all[index]!, namespace)} ${place}`],
    ),
  );
}

/** What is there whatever a chart renders. */
export function outside(): KubernetesObject[] {
  const object = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, metadata: { name } });
  return [
    object('v1', 'Secret', EXTERNAL.secret),
    object('v1', 'ServiceAccount', EXTERNAL.account),
    // Every namespace has it.
    object('v1', 'ServiceAccount', 'default'),
    object('cert-manager.io/v1', 'Issuer', EXTERNAL.issuer),
  ];
}

/** A Secret that is allowed to be missing is no reference that dangles. */
export function isOptional(object: KubernetesObject, place: string): boolean {
  const volume = /\.volumes\.([^.]+)$/.exec(place)?.[1];
  const pod = field(object, 'spec', 'template', 'spec', 'volumes');
  if (volume === undefined || !Array.isArray(pod)) return false;
  const entry = (pod as JsonObject[]).find(({ name }) => name === volume);
  return isObject(entry?.secret) && entry.secret.optional === true;
}

/** Helm's message, with two of the values that contradict each other. */
export function isSentence(error: string, values: JsonObject): boolean {
  const words = new Set(error.match(/\b[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)*/g) ?? []);
  return [...words].filter((word) => field(values, ...word.split('.')) !== undefined).length >= 2;
}

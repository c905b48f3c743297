import { listAt, nameOf, namespaceOf, stringAt } from '../identity.ts';
import type { KubernetesObject } from '../object.ts';
import { podTemplatePath } from '../workload-kinds.ts';

/**
 * Where objects that state no namespace are meant to go, as far as others say: the subjects of bindings have to name it,
 * and a ServiceAccount that pods run under may state it. Undefined where the pods state a namespace themselves, or
 * nothing names one.
 */
export function impliedNamespace(objects: readonly KubernetesObject[]): string | undefined {
  const free = objects.filter((object) => namespaceOf(object) === undefined);
  if (objects.some((object) => podTemplatePath(object) !== undefined && namespaceOf(object) !== undefined))
    return undefined;
  const accounts = new Set(free.filter(({ kind }) => kind === 'ServiceAccount').map(nameOf));
  const services = new Set(free.filter(({ kind }) => kind === 'Service').map(nameOf));
  for (const object of objects) {
    for (const subject of listAt(object, 'subjects')) {
      const namespace = stringAt(subject, 'namespace');
      if (
        namespace &&
        stringAt(subject, 'kind') === 'ServiceAccount' &&
        accounts.has(stringAt(subject, 'name') ?? '')
      ) {
        return namespace;
      }
    }
    for (const webhook of listAt(object, 'webhooks')) {
      const namespace = stringAt(webhook, 'clientConfig', 'service', 'namespace');
      if (namespace && services.has(stringAt(webhook, 'clientConfig', 'service', 'name') ?? '')) return namespace;
    }
  }
  return namespaceOfAccounts(free, objects);
}

/** The one namespace of the ServiceAccounts that pods without a namespace run under, where no manifest makes them there. */
function namespaceOfAccounts(
  free: readonly KubernetesObject[],
  objects: readonly KubernetesObject[],
): string | undefined {
  const found = new Set<string | undefined>();
  for (const object of free) {
    const template = podTemplatePath(object);
    const name = template === undefined ? undefined : stringAt(object, ...template, 'spec', 'serviceAccountName');
    if (name === undefined || name === '') continue;
    for (const other of objects) {
      if (other.kind === 'ServiceAccount' && nameOf(other) === name) found.add(namespaceOf(other));
    }
  }
  return found.size === 1 ? [...found][0] : undefined;
}

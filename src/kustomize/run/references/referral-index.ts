import { scalarValue } from '../../../yaml/to-js.ts';
import { Refusal } from '../../errors/refusal.ts';
import { type Gvk, isSelected } from '../../ids/gvk.ts';
import { effectiveNamespace, NO_NAMESPACE, type ResId } from '../../ids/res-id.ts';
import { fieldOf, rawText } from '../../nodes/fields.ts';
import type { Resource } from '../../resources/resource.ts';

/** An object whose references are updated. */
export interface Referrer {
  readonly resource: Resource;
  readonly id: ResId;
  readonly namespace: string;
  /** Namespaces beside its own that a RoleBinding reaches through its subjects. */
  readonly subjectNamespaces: ReadonlySet<string>;
}

interface Entry {
  readonly resource: Resource;
  readonly previousIds: readonly ResId[];
  /** Effective namespaces, as the object was read and as it is now. */
  readonly originalNamespace: string;
  readonly currentNamespace: string;
  readonly clusterScoped: boolean;
  /** As written in the object. */
  readonly namespace: string;
}

/** Objects by the names that they had, for references that still use those. */
export class ReferralIndex {
  readonly #entries = new Map<Resource, Entry>();
  readonly #byPreviousName = new Map<string, Entry[]>();
  readonly #byOriginalNamespace = new Map<string, Entry[]>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      const current = resource.currentId;
      const previousIds = resource.previousIds;
      const entry: Entry = {
        resource,
        previousIds,
        originalNamespace: effectiveNamespace(previousIds[0] ?? current),
        currentNamespace: effectiveNamespace(current),
        clusterScoped: current.clusterScoped,
        namespace: current.namespace,
      };
      this.#entries.set(resource, entry);
      for (const name of new Set(previousIds.map((id) => id.name))) put(this.#byPreviousName, name, entry);
      put(this.#byOriginalNamespace, entry.originalNamespace, entry);
    }
  }

  referrer(resource: Resource): Referrer {
    const id = resource.currentId;
    return {
      resource,
      id,
      namespace: effectiveNamespace(id),
      subjectNamespaces: resource.kind === 'RoleBinding' ? subjectNamespaces(resource) : new Set(),
    };
  }

  /** What the referrer can mean by a name. */
  candidates(referrer: Referrer, name: string): Resource[] {
    return (this.#byPreviousName.get(name) ?? []).filter((entry) => inReach(referrer, entry)).map(toResource);
  }

  /** What it can mean by a name and a namespace: the namespace of old, or the present one where nothing was in that. */
  candidatesIn(referrer: Referrer, name: string, namespace: string): Resource[] {
    if (namespace === NO_NAMESPACE) return [];
    const named = (this.#byPreviousName.get(name) ?? []).filter((entry) => inReach(referrer, entry));
    const original = (this.#byOriginalNamespace.get(namespace) ?? []).some((entry) => inReach(referrer, entry));
    return named
      .filter((entry) => (original ? entry.originalNamespace : entry.currentNamespace) === namespace)
      .map(toResource);
  }

  /** Whether an earlier id of the object is of that kind. */
  hadKind(resource: Resource, gvk: Gvk): boolean {
    return this.#entries.get(resource)?.previousIds.some((id) => isSelected(id, gvk)) ?? false;
  }

  /** Whether an object is in the referrer's namespace or in none. */
  isReachable(referrer: Referrer, resource: Resource): boolean {
    const entry = this.#entries.get(resource);
    return entry !== undefined && (entry.clusterScoped || entry.currentNamespace === referrer.namespace);
  }
}

function toResource(entry: Entry): Resource {
  return entry.resource;
}

function inReach(referrer: Referrer, entry: Entry): boolean {
  return (
    referrer.id.clusterScoped ||
    entry.clusterScoped ||
    entry.currentNamespace === referrer.namespace ||
    referrer.subjectNamespaces.has(entry.namespace)
  );
}

function subjectNamespaces(resource: Resource): ReadonlySet<string> {
  const namespaces = new Set<string>();
  const subjects = fieldOf(resource.node, 'subjects');
  if (subjects?.kind !== 'seq') return namespaces;
  for (const subject of subjects.items) {
    const kind = fieldOf(subject, 'kind');
    const namespace = fieldOf(subject, 'namespace');
    if (kind === undefined || namespace === undefined || rawText(kind) !== 'ServiceAccount') continue;
    if (namespace.kind !== 'scalar' || typeof scalarValue(namespace) !== 'string') {
      throw new Refusal(
        'kustomize-conflict',
        `the namespace of a subject of RoleBinding ${resource.name} is not a string`,
        { expected: 'the name of a namespace' },
      );
    }
    namespaces.add(namespace.value);
  }
  return namespaces;
}

function put(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else list.push(entry);
}

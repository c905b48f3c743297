import { effectiveNamespace } from '../ids/res-id.ts';
import type { ObjectType } from '../schema/schemas.ts';
import type { Resource } from './resource.ts';

/** How often each id is there: by kind, by name, the namespaces. Built without making a key of each id. */
export class IdTable {
  readonly #types = new Map<ObjectType, Map<string, string[]>>();

  constructor(resources: Iterable<Resource> = []) {
    for (const resource of resources) this.add(resource);
  }

  /** @returns how often the id is there now */
  add(resource: Resource): number {
    const namespaces = this.#namespaces(resource.type, resource.name);
    const namespace = namespaceOf(resource);
    namespaces.push(namespace);
    return namespaces.length === 1 ? 1 : count(namespaces, namespace);
  }

  /** Takes away an id that was added: that of an object before it changed. */
  remove(type: ObjectType, name: string, namespace: string): void {
    const namespaces = this.#namespaces(type, name);
    const index = namespaces.indexOf(namespace);
    if (index !== -1) namespaces.splice(index, 1);
  }

  count(resource: Resource): number {
    return count(this.#namespaces(resource.type, resource.name), namespaceOf(resource));
  }

  #namespaces(type: ObjectType, name: string): string[] {
    let names = this.#types.get(type);
    if (names === undefined) {
      names = new Map();
      this.#types.set(type, names);
    }
    let namespaces = names.get(name);
    if (namespaces === undefined) {
      namespaces = [];
      names.set(name, namespaces);
    }
    return namespaces;
  }
}

export function namespaceOf(resource: Resource): string {
  return effectiveNamespace({ namespace: resource.namespace, clusterScoped: resource.type.clusterScoped });
}

function count(namespaces: readonly string[], namespace: string): number {
  let result = 0;
  for (const other of namespaces) if (other === namespace) result += 1;
  return result;
}

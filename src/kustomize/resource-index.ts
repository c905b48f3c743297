import { idKey, type ResId } from './ids/res-id.ts';
import type { Resource } from './resource.ts';

/**
 * Objects by the ids, names and kinds that they have or had. An answer may hold objects that no longer fit, so the
 * caller checks them; it holds every object that does fit, in the order of the list.
 */
export class ResourceIndex {
  readonly #position = new Map<Resource, number>();
  readonly #byId = new Map<string, Set<Resource>>();
  readonly #byName = new Map<string, Set<Resource>>();
  readonly #byKind = new Map<string, Set<Resource>>();

  constructor(list: readonly Resource[]) {
    for (const [position, resource] of list.entries()) {
      this.#position.set(resource, position);
      this.add(resource);
    }
  }

  /** Takes over the ids that an object has gained. */
  add(resource: Resource): void {
    if (resource.isEmpty || !this.#position.has(resource)) return;
    for (const id of [resource.currentId, ...resource.previousIds]) {
      put(this.#byId, idKey(id), resource);
      put(this.#byName, id.name, resource);
      put(this.#byKind, id.kind, resource);
    }
  }

  byId(id: ResId): Resource[] {
    return this.#sorted(this.#byId.get(idKey(id)));
  }

  byName(name: string): Resource[] {
    return this.#sorted(this.#byName.get(name));
  }

  byKind(kind: string): Resource[] {
    return this.#sorted(this.#byKind.get(kind));
  }

  get all(): Resource[] {
    return [...this.#position.keys()];
  }

  #sorted(found: ReadonlySet<Resource> | undefined): Resource[] {
    if (found === undefined) return [];
    return [...found].sort((a, b) => (this.#position.get(a) as number) - (this.#position.get(b) as number));
  }
}

function put(map: Map<string, Set<Resource>>, key: string, resource: Resource): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([resource]));
  else set.add(resource);
}

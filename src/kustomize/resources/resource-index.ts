import { type ResId, sameId } from '../ids/res-id.ts';
import type { Resource } from './resource.ts';

/**
 * Objects by the names and kinds that they have or had. An answer may hold objects that no longer fit, so the caller
 * checks them; it holds every object that does fit, in the order of the list.
 */
export class ResourceIndex {
  readonly #list: readonly Resource[];
  #positions: Map<Resource, number> | undefined;
  readonly #names = new Table((id) => id.name);
  readonly #kinds = new Table((id) => id.kind);

  constructor(list: readonly Resource[]) {
    this.#list = list;
  }

  /** Takes over the ids that an object has gained. */
  add(resource: Resource): void {
    this.#names.add(resource, true);
    this.#kinds.add(resource, true);
  }

  /** Takes over an object that has come to the end of the list. */
  append(resource: Resource): void {
    this.#positions = undefined;
    this.#names.add(resource, false);
    this.#kinds.add(resource, false);
  }

  /** Exactly those that have or had the id. */
  byId(id: ResId): readonly Resource[] {
    return this.byName(id.name).filter(
      (resource) =>
        !resource.isEmpty &&
        (sameId(id, resource.currentId) || resource.previousIds.some((other) => sameId(id, other))),
    );
  }

  byName(name: string): readonly Resource[] {
    return this.#find(this.#names, name);
  }

  byKind(kind: string): readonly Resource[] {
    return this.#find(this.#kinds, kind);
  }

  #find(table: Table, key: string): readonly Resource[] {
    const found = table.find(key, this.#list);
    if (found.length < 2 || !table.unordered.has(key)) return found;
    this.#positions ??= new Map(this.#list.map((resource, position) => [resource, position]));
    const positions = this.#positions;
    found.sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0));
    table.unordered.delete(key);
    return found;
  }
}

/** One way to look objects up; filled when it is first used. */
class Table {
  /** Keys whose objects have come in another order than that of the list. */
  readonly unordered = new Set<string>();
  readonly #keyOf: (id: Pick<ResId, 'name' | 'kind'>) => string;
  #entries: Map<string, Resource[]> | undefined;

  constructor(keyOf: (id: Pick<ResId, 'name' | 'kind'>) => string) {
    this.#keyOf = keyOf;
  }

  find(key: string, list: readonly Resource[]): Resource[] {
    if (this.#entries === undefined) {
      this.#entries = new Map();
      for (const resource of list) this.#put(this.#entries, resource, false);
    }
    return this.#entries.get(key) ?? [];
  }

  /** @param late whether others that stand behind it in the list may be here already */
  add(resource: Resource, late: boolean): void {
    if (this.#entries !== undefined) this.#put(this.#entries, resource, late);
  }

  #put(entries: Map<string, Resource[]>, resource: Resource, late: boolean): void {
    if (resource.isEmpty) return;
    let last = this.#keyOf(resource);
    this.#putKey(entries, last, resource, late);
    for (const id of resource.previousIds) {
      const key = this.#keyOf(id);
      if (key !== last) this.#putKey(entries, key, resource, late);
      last = key;
    }
  }

  #putKey(entries: Map<string, Resource[]>, key: string, resource: Resource, late: boolean): void {
    const found = entries.get(key);
    if (found === undefined) {
      entries.set(key, [resource]);
      return;
    }
    // In the order of the list an object can only be the last of its key.
    if (late ? found.includes(resource) : found[found.length - 1] === resource) return;
    found.push(resource);
    if (late) this.unordered.add(key);
  }
}

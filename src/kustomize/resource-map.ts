import { describeId, idKey, type ResId, sameId } from './ids/res-id.ts';
import { Refusal } from './refusal.ts';
import type { Resource } from './resource.ts';
import { ResourceIndex } from './resource-index.ts';

/** The objects of a build in their order. No two have the same id, but for a moment where a JSON patch renames one. */
export class ResourceMap {
  #list: Resource[] = [];
  /** Current ids of the list, and how often each is there; dropped when any of them may have changed. */
  #keys: Map<Resource, string> | undefined = new Map();
  #counts = new Map<string, number>();
  #index: ResourceIndex | undefined;

  get list(): readonly Resource[] {
    return this.#list;
  }

  /** Finds objects by the names and kinds that they have or had. */
  get index(): ResourceIndex {
    this.#index ??= new ResourceIndex(this.#list);
    return this.#index;
  }

  /** To be called when names, namespaces or kinds may have changed, with the one object where it is only one. */
  touch(resource?: Resource): void {
    if (resource === undefined) {
      this.#keys = undefined;
      this.#index = undefined;
      return;
    }
    this.#index?.add(resource);
    if (this.#keys === undefined) return;
    this.#forget(resource);
    if (!resource.isEmpty) this.#remember(this.#keys, resource, idKey(resource.currentId));
  }

  /** @throws Refusal where an object of that id is there */
  append(resource: Resource): void {
    const keys = this.#knownKeys();
    const id = resource.currentId;
    const key = idKey(id);
    if (this.#counts.has(key)) throw this.#conflict(id);
    this.#remember(keys, resource, key);
    this.#index = undefined;
    this.#list.push(resource);
  }

  appendAll(resources: Iterable<Resource>): void {
    for (const resource of resources) this.append(resource);
  }

  /** @throws Refusal where two objects have come to have one id */
  assertUnique(): void {
    this.#knownKeys();
    if (this.#counts.size === this.#list.length) return;
    const twice = this.#list.find((resource) => (this.#counts.get(idKey(resource.currentId)) ?? 0) > 1);
    if (twice !== undefined) throw this.#conflict(twice.currentId);
  }

  /** Puts an object in the place of another. */
  replace(old: Resource, resource: Resource): void {
    this.#list[this.#list.indexOf(old)] = resource;
    this.touch();
  }

  /** Drops what patches have deleted. */
  dropEmpty(): void {
    if (this.#list.some((resource) => resource.isEmpty)) this.retain((resource) => !resource.isEmpty);
  }

  /** Keeps what passes, in order. */
  retain(keep: (resource: Resource) => boolean): void {
    this.#list = this.#list.filter(keep);
    this.touch();
  }

  /** Puts these objects in the place of all, and checks that ids are unique. */
  reset(resources: readonly Resource[]): void {
    this.#list = [...resources];
    this.touch();
    this.assertUnique();
  }

  /** The one object that has or had this id: the target of a strategic merge patch. */
  target(id: ResId): Resource {
    const matches = this.index
      .byId(id)
      .filter(
        (resource) =>
          !resource.isEmpty && [resource.currentId, ...resource.previousIds].some((other) => sameId(id, other)),
      );
    if (matches.length === 1) return matches[0] as Resource;
    if (matches.length === 0) {
      throw new Refusal('kustomize-no-match', `the patch fits no object: there is no ${describeId(id)}`, {
        expected: 'an object of that API version, kind, name and namespace in the resources',
      });
    }
    throw new Refusal('kustomize-conflict', `the patch fits several objects: ${matches.length} are ${describeId(id)}`);
  }

  #knownKeys(): Map<Resource, string> {
    if (this.#keys === undefined) {
      this.#keys = new Map();
      this.#counts = new Map();
      for (const resource of this.#list) this.#remember(this.#keys, resource, idKey(resource.currentId));
    }
    return this.#keys;
  }

  #remember(keys: Map<Resource, string>, resource: Resource, key: string): void {
    keys.set(resource, key);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  #forget(resource: Resource): void {
    const key = this.#keys?.get(resource);
    if (key === undefined) return;
    const count = (this.#counts.get(key) ?? 1) - 1;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
    this.#keys?.delete(resource);
  }

  #conflict(id: ResId): Refusal {
    const other = this.#list.find((resource) => sameId(id, resource.currentId));
    const whence = other === undefined ? '' : ` (from ${other.origin.file})`;
    return new Refusal('kustomize-conflict', `${describeId(id)} is there already${whence}`, {
      expected: 'one object of that kind, name and namespace',
    });
  }
}

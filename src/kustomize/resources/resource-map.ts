import { Refusal } from '../errors/refusal.ts';
import { describeId, type ResId, sameId } from '../ids/res-id.ts';
import type { ObjectType } from '../schema/schemas.ts';
import { IdTable, namespaceOf } from './id-table.ts';
import type { Resource } from './resource.ts';
import { ResourceIndex } from './resource-index.ts';

/** An id in parts, as it was when the object was last looked at. */
interface Known {
  readonly type: ObjectType;
  readonly name: string;
  readonly namespace: string;
}

/** The objects of a build in their order. No two have the same id, but for a moment where a JSON patch renames one. */
export class ResourceMap {
  #list: Resource[] = [];
  /** Current ids of the list; dropped when any of them may have changed. */
  #ids: IdTable | undefined = new IdTable();
  #index: ResourceIndex | undefined;
  /** Whether a patch may have deleted an object that is still in the list. */
  #mayHoldEmpty = false;
  /** Whether a change of one object may have given it the id of another. */
  #mayCollide = false;

  get list(): readonly Resource[] {
    return this.#list;
  }

  /** Finds objects by the names and kinds that they have or had. */
  get index(): ResourceIndex {
    this.#index ??= new ResourceIndex(this.#list);
    return this.#index;
  }

  /** To be called when names, namespaces or kinds of any object may have changed. */
  touch(): void {
    this.#ids = undefined;
    this.#index = undefined;
    this.#mayCollide = true;
  }

  /** Changes one object, and takes over what becomes of its id. */
  change(resource: Resource, change: () => void): void {
    const before = known(resource);
    change();
    if (resource.isEmpty) {
      this.#mayHoldEmpty = true;
      this.#ids?.remove(before.type, before.name, before.namespace);
      return;
    }
    const after = known(resource);
    if (before.type === after.type && before.name === after.name && before.namespace === after.namespace) return;
    this.#index?.add(resource);
    this.#mayCollide = true;
    this.#ids?.remove(before.type, before.name, before.namespace);
    this.#ids?.add(resource);
  }

  /** @throws Refusal where an object of that id is there */
  append(resource: Resource): void {
    this.#ids ??= new IdTable(this.#list);
    if (this.#ids.add(resource) > 1) throw this.#conflict(resource.currentId);
    this.#list.push(resource);
    this.#index?.append(resource);
  }

  appendAll(resources: Iterable<Resource>): void {
    for (const resource of resources) this.append(resource);
  }

  /** @throws Refusal where two objects have come to have one id */
  assertUnique(): void {
    if (!this.#mayCollide) return;
    this.#mayCollide = false;
    const ids = new IdTable();
    for (const resource of this.#list) {
      if (!resource.isEmpty && ids.add(resource) > 1) throw this.#conflict(resource.currentId);
    }
  }

  /** Puts an object in the place of another. */
  replace(old: Resource, resource: Resource): void {
    this.#list[this.#list.indexOf(old)] = resource;
    this.touch();
  }

  /** Drops what patches have deleted. */
  dropEmpty(): void {
    if (this.#mayHoldEmpty) this.retain((resource) => !resource.isEmpty);
    this.#mayHoldEmpty = false;
  }

  /** Keeps what passes, in order. */
  retain(keep: (resource: Resource) => boolean): void {
    this.#list = this.#list.filter(keep);
    this.#ids = undefined;
    this.#index = undefined;
  }

  /** Puts these objects in the place of all, and checks that ids are unique. */
  reset(resources: readonly Resource[]): void {
    this.#list = [...resources];
    this.touch();
    this.assertUnique();
  }

  /** The one object that has or had this id: the target of a strategic merge patch. */
  target(id: ResId): Resource {
    const matches = this.index.byId(id);
    if (matches.length === 1) return matches[0] as Resource;
    if (matches.length === 0) {
      throw new Refusal('kustomize-no-match', `the patch fits no object: there is no ${describeId(id)}`, {
        expected: 'an object of that API version, kind, name and namespace in the resources',
      });
    }
    throw new Refusal('kustomize-conflict', `the patch fits several objects: ${matches.length} are ${describeId(id)}`);
  }

  #conflict(id: ResId): Refusal {
    const other = this.#list.find((resource) => sameId(id, resource.currentId));
    const whence = other === undefined ? '' : ` (from ${other.origin.file})`;
    return new Refusal('kustomize-conflict', `${describeId(id)} is there already${whence}`, {
      expected: 'one object of that kind, name and namespace',
    });
  }
}

function known(resource: Resource): Known {
  return { type: resource.type, name: resource.name, namespace: namespaceOf(resource) };
}

import { countAfresh } from '../../core/call.ts';
import { identityKey, isObject } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { buildMap, DEFAULT_DIRECTORY } from '../../kustomize/build.ts';
import type { ResId } from '../../kustomize/ids/res-id.ts';
import { treeSource } from '../../kustomize/read/source.ts';
import { readEach } from '../../kustomize/read-each.ts';
import type { RenderedObject } from '../../kustomize/render-objects.ts';
import type { ObjectOrigin, Resource } from '../../kustomize/resources/resource.ts';
import { type Identity, identityOf, refOf } from '../../objects/identity.ts';
import { rendered, type TreeObjects } from '../../objects/render/tree-objects.ts';
import { cloneNode } from '../../yaml/clone.ts';
import type { YamlMap, YamlNode } from '../../yaml/node.ts';
import { sameNode } from '../../yaml/same-node.ts';
import { settle } from '../../yaml/settle.ts';
import { toJs } from '../../yaml/to-js.ts';
import { AskedSource } from './asked-source.ts';
import { CONFIG, configTree, type Emission } from './emission.ts';

/** What the files of a scaffold render to, state by state. What a step leaves as it is stays one and the same value. */
export class RenderedStates {
  readonly #emission: Emission;
  #asked: AskedSource;
  #objects: TreeObjects;
  /** The objects of the last build, by what tells them apart. */
  #printed: ReadonlyMap<Identity, Printed> = new Map();

  constructor(emission: Emission) {
    this.#emission = emission;
    this.#asked = new AskedSource(treeSource(configTree(emission)));
    this.#objects = rendered(DEFAULT_DIRECTORY, () => this.#render());
  }

  /** Those of the state that the emission is in, or why there are none. */
  get objects(): TreeObjects {
    return this.#objects;
  }

  /** After a step that the emission has taken. */
  next(touched: ReadonlySet<string>): void {
    if (![...touched].some((path) => path.startsWith(CONFIG))) return;
    countAfresh(() => {
      const source = treeSource(configTree(this.#emission));
      if (this.#asked.isAnsweredBy(source)) return;
      this.#asked = new AskedSource(source);
      this.#objects = rendered(DEFAULT_DIRECTORY, () => this.#render());
    });
  }

  #render(): RenderedObject[] {
    const built = buildMap(this.#asked, DEFAULT_DIRECTORY, {}).map.list.filter(isThere);
    const ids = new Map<YamlNode, ResId>(built.map(({ node, currentId }) => [node, currentId]));
    const before = this.#printed;
    const printed = new Map<Identity, Printed>();
    const objects = readEach(built, (node, origin) => {
      const { group, kind, namespace, name } = ids.get(node)!;
      const known = before.get(identityKey(group, kind, namespace || undefined, name));
      const object = known !== undefined && sameNode(node, known.node) ? known.object : this.#print(node, origin);
      printed.set(identityOf(refOf(object)), { node, object });
      return { object, origin };
    });
    this.#printed = printed;
    return objects;
  }

  /** A new object, with what is the same as before taken from there. */
  #print(node: YamlNode, origin: ObjectOrigin): KubernetesObject {
    const copy = cloneNode(node);
    settle(copy, origin);
    const object = toJs(copy, origin.file) as KubernetesObject;
    const known = this.#printed.get(identityOf(refOf(object)));
    return known === undefined ? object : (shared(object, known.object) as KubernetesObject);
  }
}

function isThere(resource: Resource): resource is Resource & { readonly node: YamlMap } {
  return resource.node !== undefined;
}

/** An object of a build, with what kustomize makes of it before it is printed. */
interface Printed {
  readonly node: YamlNode;
  readonly object: KubernetesObject;
}

/** The old value where both are the same, else the new one with what is the same in it taken from the old one. */
function shared(now: JsonValue, old: JsonValue): JsonValue {
  if (Array.isArray(now)) {
    if (!Array.isArray(old)) return now;
    const items = now.map((item, index) => (index < old.length ? shared(item, old[index]!) : item));
    return items.length === old.length && items.every((item, index) => item === old[index]) ? old : items;
  }
  if (!isObject(now) || !isObject(old)) return now;
  const entries = Object.keys(now).map((key): [string, JsonValue] => {
    return [key, Object.hasOwn(old, key) ? shared(now[key]!, old[key]!) : now[key]!];
  });
  const same = entries.length === Object.keys(old).length && entries.every(([key, value]) => value === old[key]);
  return same ? old : Object.fromEntries(entries);
}

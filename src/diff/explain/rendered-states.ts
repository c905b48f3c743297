import { enter, limitOf } from '../../core/call.ts';
import { LIMIT_NAMES, type Limits } from '../../core/limits.ts';
import { isObject } from '../../kubernetes/identity.ts';
import type { JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { DEFAULT_DIRECTORY } from '../../kustomize/build.ts';
import { treeSource } from '../../kustomize/files/source.ts';
import { byIdentity, identityOf, refOf } from '../../objects/identity.ts';
import { builtObjects, type TreeObjects } from '../../objects/render/tree-objects.ts';
import { AskedSource } from './asked-source.ts';
import { CONFIG, configTree, type Emission } from './emission.ts';

/** What the files of a scaffold render to, state by state. What a step leaves as it is stays one and the same value. */
export class RenderedStates {
  readonly #emission: Emission;
  #asked: AskedSource;
  #objects: TreeObjects;

  constructor(emission: Emission) {
    this.#emission = emission;
    this.#asked = new AskedSource(treeSource(configTree(emission)));
    this.#objects = builtObjects(this.#asked, DEFAULT_DIRECTORY);
  }

  /** Those of the state that the emission is in, or why there are none. */
  get objects(): TreeObjects {
    return this.#objects;
  }

  /** After a step that the emission has taken. */
  next(touched: ReadonlySet<string>): void {
    if (![...touched].some((path) => path.startsWith(CONFIG))) return;
    // Limits are for what somebody gives us, not for the sum of all states in between.
    enter({ limits: currentLimits() }, () => {
      const source = treeSource(configTree(this.#emission));
      if (this.#asked.isAnsweredBy(source)) return;
      this.#asked = new AskedSource(source);
      this.#objects = sharing(builtObjects(this.#asked, DEFAULT_DIRECTORY), this.#objects);
    });
  }
}

function currentLimits(): Limits {
  return Object.fromEntries(LIMIT_NAMES.map((name) => [name, limitOf(name)])) as unknown as Limits;
}

/** With what has not changed taken from before, whole objects and parts of them. */
function sharing(now: TreeObjects, before: TreeObjects): TreeObjects {
  const known = byIdentity(before.objects);
  const objects = now.objects.map((object) => {
    const old = known.get(identityOf(refOf(object)));
    return old === undefined ? object : (shared(object, old) as KubernetesObject);
  });
  return { ...now, objects };
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

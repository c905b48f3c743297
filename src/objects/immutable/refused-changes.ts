import { isObject } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue, KubernetesObject } from '../../kubernetes/object.ts';
import { canonicalJson } from '../compare/json.ts';
import { pointerKeys } from '../compare/pointer.ts';
import type { FieldChange } from '../model.ts';
import { meaningOf } from './meaning.ts';
import { type ImmutableRule, immutableRules } from './rules.ts';
import { isIn, type Update } from './update.ts';

type Change = Omit<FieldChange, 'reasons' | 'immutable'>;

/**
 * Tells of the changes of an object which the API server refuses, so that it has to be deleted and created anew. What the
 * server fills in by itself, and another spelling of a quantity, change nothing.
 */
export function refusedChanges(from: KubernetesObject, to: KubernetesObject): (change: Change) => boolean {
  const rules = immutableRules(from);
  const same = new Map<string, boolean>();
  return (change) => {
    const pointer = (change.oldPointer ?? change.newPointer)!;
    const update: Update = { from, to, kind: change.kind, pointer, old: change.from, now: change.to };
    return rules.some((rule) => covers(rule, update) && !isSame(rule));
  };

  function isSame({ field, ...rule }: ImmutableRule): boolean {
    let known = same.get(field);
    if (known === undefined) {
      const [old, now] = [from, to].map((object) => {
        const { value, beside } = at(object, field);
        return canonicalJson(meaningOf(object, field, value, beside) ?? rule.default ?? null);
      });
      known = old === now;
      same.set(field, known);
    }
    return known;
  }
}

function covers({ field, where }: ImmutableRule, update: Update): boolean {
  const { from, to, pointer } = update;
  // What comes or goes as a whole may hold the field.
  const inner = isIn(pointer, field) ? pointer : isIn(field, pointer) ? field : undefined;
  if (inner === undefined) return false;
  const within =
    inner === pointer ? update : { ...update, pointer: field, old: at(from, field).value, now: at(to, field).value };
  if (update.kind !== 'reordered' && sameMeaning(within)) return false;
  return where === undefined || where[1](within);
}

function sameMeaning({ from, to, pointer, old, now }: Update): boolean {
  const said = (object: KubernetesObject, value: JsonValue | undefined) =>
    canonicalJson(meaningOf(object, pointer, value, at(object, pointer).beside) ?? null);
  return said(from, old) === said(to, now);
}

/** What stands at a pointer, and the map that it stands in. */
function at(object: KubernetesObject, pointer: string): { value: JsonValue | undefined; beside: JsonObject } {
  let value: JsonValue | undefined = object;
  let beside: JsonObject = {};
  for (const key of pointerKeys(pointer)) {
    beside = isObject(value) ? value : {};
    value = Array.isArray(value)
      ? value[Number(key)]
      : isObject(value) && Object.hasOwn(value, key)
        ? value[key]
        : undefined;
  }
  return { value, beside };
}

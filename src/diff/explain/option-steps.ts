import { isObject } from '../../kubernetes/identity.ts';
import type { JsonValue } from '../../kubernetes/object.ts';
import { sameJson } from '../../objects/compare/json.ts';
import type { ResourceOptions, ScaffoldOptions } from '../../options/generated/types.ts';
import type { OptionStep } from './scaffold-state.ts';

/** Chooses the profile: the history speaks of it. */
const ELSEWHERE: ReadonlySet<string> = new Set(['preset']);
/** Options that are maps, each member of which is an option of its own. */
const MAPS: ReadonlySet<string> = new Set(['features', 'webhooks', 'chart']);

/** The way from one set of options to another, one option at a time, in the order of the documentation. */
export function optionSteps(from: ScaffoldOptions, to: ScaffoldOptions): OptionStep[] {
  const steps: OptionStep[] = [];
  let options = from;
  for (const change of changedOptions(from, to)) {
    options = change.apply(options);
    const { path, from: old, to: now } = change;
    steps.push({
      reason: {
        id: `option:${path}`,
        kind: 'option',
        option: path,
        ...(old === undefined ? {} : { from: old }),
        ...(now === undefined ? {} : { to: now }),
      },
      options,
    });
  }
  return steps;
}

interface OptionChange {
  readonly path: string;
  readonly from: JsonValue | undefined;
  readonly to: JsonValue | undefined;
  readonly apply: (options: ScaffoldOptions) => ScaffoldOptions;
}

type Members = Readonly<Record<string, JsonValue | undefined>>;

function changedOptions(from: ScaffoldOptions, to: ScaffoldOptions): OptionChange[] {
  const { resources: _old, ...oldRest } = from;
  const { resources: _new, ...newRest } = to;
  const plain = changedMembers(oldRest as unknown as Members, newRest as unknown as Members, '').filter(
    (change) => !ELSEWHERE.has(change.path),
  );
  return [...plain, ...changedResources(from.resources ?? [], to.resources ?? [])];
}

interface MemberChange extends OptionChange {
  readonly apply: <T extends object>(holder: T) => T;
}

function changedMembers(from: Members, to: Members, prefix: string): MemberChange[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key): MemberChange[] => {
    const [old, now] = [from[key], to[key]];
    if (old === now || (old !== undefined && now !== undefined && sameJson(old, now))) return [];
    const path = `${prefix}${key}`;
    if (!MAPS.has(key)) return [{ path, from: old, to: now, apply: (holder) => withMember(holder, key, now) }];
    const [oldMap, newMap] = [isObject(old) ? old : {}, isObject(now) ? now : {}];
    return changedMembers(oldMap, newMap, `${path}.`).map((change) => ({
      ...change,
      apply: (holder) =>
        withMember(holder, key, change.apply(((holder as Members)[key] ?? {}) as object) as unknown as JsonValue),
    }));
  });
}

function withMember<T extends object>(holder: T, key: string, value: JsonValue | undefined): T {
  const { [key]: _gone, ...rest } = holder as Record<string, unknown>;
  return (value === undefined ? rest : { ...rest, [key]: value }) as T;
}

/** Kinds are known by group, version and kind; where they stand is one option more. */
function changedResources(from: readonly ResourceOptions[], to: readonly ResourceOptions[]): OptionChange[] {
  const oldByKey = new Map(from.map((resource) => [keyOf(resource), resource]));
  const newByKey = new Map(to.map((resource) => [keyOf(resource), resource]));
  const changes: OptionChange[] = [];
  const edit = (path: string, old: JsonValue | undefined, now: JsonValue | undefined, list: ListEdit) =>
    changes.push({
      path,
      from: old,
      to: now,
      apply: (options) => ({ ...options, resources: list(options.resources ?? []) }),
    });
  for (const [key, resource] of oldByKey) {
    if (newByKey.has(key)) continue;
    edit(`resources[${key}]`, asJson(resource), undefined, (list) => list.filter((other) => keyOf(other) !== key));
  }
  for (const [key, resource] of newByKey) {
    const old = oldByKey.get(key);
    if (old === undefined) {
      edit(`resources[${key}]`, undefined, asJson(resource), (list) => [...list, resource]);
      continue;
    }
    for (const change of changedMembers(old as unknown as Members, resource as unknown as Members, '')) {
      edit(`resources[${key}].${change.path}`, change.from, change.to, (list) =>
        list.map((other) => (keyOf(other) === key ? change.apply(other) : other)),
      );
    }
  }
  const order = [...newByKey.keys()];
  const kept = [...oldByKey.keys()].filter((key) => newByKey.has(key));
  const added = order.filter((key) => !oldByKey.has(key));
  if ([...kept, ...added].join('\n') !== order.join('\n')) edit('resources', kept, order, () => to);
  return changes;
}

type ListEdit = (list: readonly ResourceOptions[]) => readonly ResourceOptions[];

function keyOf({ group, version, kind }: ResourceOptions): string {
  return `${group ?? ''}/${version}/${kind}`;
}

function asJson(resource: ResourceOptions): JsonValue {
  return resource as unknown as JsonValue;
}

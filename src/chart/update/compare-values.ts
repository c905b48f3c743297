import { isObject, objectAt } from '../../kubernetes/identity.ts';
import type { JsonObject, JsonValue } from '../../kubernetes/object.ts';
import type { UpgradeNote } from './upgrade-note.ts';

/**
 * What a values file that one version of a chart takes meets in the next, by their values.schema.json: keys that are
 * gone, that are called otherwise, that want another type, or that a release which is upgraded with `--reuse-values`
 * does not have.
 */
export function compareValues(before: JsonObject, after: JsonObject): UpgradeNote[] {
  const notes: UpgradeNote[] = [];
  walk({ root: before, part: before }, { root: after, part: after }, '', notes);
  return notes;
}

/** A part of a schema, with all of it for what it refers to. */
interface Side {
  readonly root: JsonObject;
  readonly part: JsonObject;
}

function walk(before: Side, after: Side, path: string, notes: UpgradeNote[]): void {
  const old = propertiesOf(before);
  const now = propertiesOf(after);
  const isClosed = after.part.additionalProperties === false;
  const news = Object.entries(now).filter(([key]) => !Object.hasOwn(old, key));
  const gone = Object.entries(old).filter(([key]) => !Object.hasOwn(now, key));
  for (const [key, part] of Object.entries(old)) {
    const at = path === '' ? key : `${path}.${key}`;
    const other = Object.hasOwn(now, key) ? now[key] : undefined;
    if (other === undefined) {
      // Without properties at all any key passes.
      if (Object.keys(now).length === 0 && !isClosed) continue;
      const alike = news.filter(([, each]) => isAlike(part, each));
      const others = gone.filter(([, each]) => isAlike(part, each));
      const successor = alike.length === 1 && others.length === 1 ? alike[0]![0] : undefined;
      notes.push(
        removed(at, isClosed, successor === undefined ? undefined : `${path === '' ? '' : `${path}.`}${successor}`),
      );
      continue;
    }
    const was = resolve({ root: before.root, part });
    const is = resolve({ root: after.root, part: other });
    const narrowed = narrowing(was.part, is.part);
    if (narrowed !== undefined) notes.push(retyped(at, narrowed));
    else if (!isShape(part) && !isShape(other)) walk(was, is, at, notes);
  }
  for (const key of requiredOf(after.part)) {
    if (Object.hasOwn(old, key)) continue;
    notes.push({
      code: 'value-required',
      breaking: false,
      subject: path === '' ? key : `${path}.${key}`,
      message: 'it is new, and helm upgrade --reuse-values, which knows the values of the last release alone, lacks it',
      action: 'helm upgrade --reset-then-reuse-values instead of --reuse-values',
    });
  }
}

/** Whether two are sections with the same keys: a section that came is then the one that went, under another name. */
function isAlike(one: JsonObject, other: JsonObject): boolean {
  const keys = (part: JsonObject) =>
    Object.keys(objectAt(part, 'properties') ?? {})
      .sort()
      .join();
  return keys(one) !== '' && keys(one) === keys(other);
}

/** A shape of Kubernetes' own, which is one thing. */
function isShape(part: JsonObject): boolean {
  return typeof part.$ref === 'string';
}

function propertiesOf({ part }: Side): Readonly<Record<string, JsonObject>> {
  return (objectAt(part, 'properties') ?? {}) as Readonly<Record<string, JsonObject>>;
}

function requiredOf(part: JsonObject): readonly string[] {
  return Array.isArray(part.required) ? part.required.map(String) : [];
}

function resolve({ root, part }: Side): Side {
  if (typeof part.$ref !== 'string') return { root, part };
  return { root, part: objectAt(root, ...part.$ref.replace('#/', '').split('/')) ?? {} };
}

/** What a value was and may not be any more; undefined where all that passed still passes, as far as types tell. */
function narrowing(was: JsonObject, is: JsonObject): string | undefined {
  const old = typesOf(was);
  const now = typesOf(is);
  const lost = old.filter((type) => !now.includes(type) && !(type === 'integer' && now.includes('number')));
  if (now.length > 0 && lost.length > 0) return `${now.join(' or ')}, and was ${old.join(' or ')}`;
  if (now.length > 0 && old.length === 0) return `${now.join(' or ')}, and was anything`;
  const items = Array.isArray(is.enum) ? is.enum : undefined;
  if (items === undefined) return undefined;
  const before: readonly JsonValue[] | undefined = Array.isArray(was.enum) ? was.enum : undefined;
  const refused = before?.filter((item) => !items.includes(item));
  if (refused === undefined) return `one of ${items.map((item) => JSON.stringify(item)).join(', ')}, and was anything`;
  return refused.length === 0 ? undefined : `no longer ${refused.map((item) => JSON.stringify(item)).join(' or ')}`;
}

function typesOf(part: JsonObject): readonly string[] {
  if (Array.isArray(part.type)) return part.type.map(String);
  return typeof part.type === 'string' ? [part.type] : [];
}

function removed(path: string, isRefused: boolean, successor: string | undefined): UpgradeNote {
  const effect = isRefused ? 'values that set it are refused' : 'values that set it do nothing';
  return {
    code: 'value-removed',
    breaking: true,
    subject: path,
    message: successor === undefined ? `it is gone: ${effect}` : `it is called ${successor} now: ${effect}`,
    action:
      successor === undefined
        ? `take ${path} out of values files and of values that a release keeps`
        : `write ${successor} for ${path} in values files`,
  };
}

function retyped(path: string, what: string): UpgradeNote {
  return {
    code: 'value-retyped',
    breaking: true,
    subject: path,
    message: `it is ${what}: values that set it otherwise are refused`,
    action: `write ${path} anew in values files`,
  };
}

/** Text that may be no JSON, because somebody edits it, says nothing. */
export function parsedObject(text: string | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

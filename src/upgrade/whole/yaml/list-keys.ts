import { isObject, objectAt, stringAt } from '../../../kubernetes/identity.ts';
import type { JsonValue } from '../../../kubernetes/object.ts';

/** How the elements of a list are told apart; undefined where they are known by their place alone. */
export type KeysOf = (items: readonly JsonValue[]) => string[];

/** Fields that tell elements apart, the more exact first. Each is taken where every element of every version has it. */
const FIELDS: readonly (readonly string[])[] = [
  ['containerPort', 'protocol?'],
  ['mountPath'],
  ['kind', 'name', 'namespace?'],
  ['kind', 'group?', 'path'],
  ['group', 'version', 'kind'],
  ['name'],
  ['port', 'protocol?', 'path?'],
  ['key', 'operator?'],
  ['topologyKey'],
  ['path'],
  ['ip'],
  ['type'],
];

/**
 * Finds by what the elements of a list are known: flags by their names, containers by name, ports by number and protocol,
 * rules of a role by what they are about, operations of a JSON patch by their path.
 *
 * The fields are those of `x-kubernetes-list-map-keys` and `x-kubernetes-patch-merge-key` in the API of Kubernetes, and
 * where that has none, those by which the lists of scaffolds differ.
 */
export function keysFor(field: string, lists: readonly (readonly JsonValue[])[]): KeysOf | undefined {
  const all = lists.flat();
  if (all.length === 0) return undefined;
  if (all.every((item) => typeof item !== 'object' || item === null)) {
    return field === 'args' || field === 'command'
      ? flagKeys
      : (items) => unique(items.map((item) => JSON.stringify(item)));
  }
  if (!all.every(isObject)) return undefined;
  const by = elementKey(all);
  if (by === undefined) return undefined;
  return lists.every((list) => new Set(list.map(by)).size === list.length)
    ? (items) => items.map(by)
    : (items) => unique(items.map(by));
}

function elementKey(all: readonly JsonValue[]): ((item: JsonValue) => string) | undefined {
  const have = (name: string) => all.every((item) => isObject(item) && item[name] !== undefined && item[name] !== null);
  if (have('verbs')) return ruleKey;
  if (have('op') && have('path')) return operationKey;
  if (have('select')) return (item) => JSON.stringify(sorted(objectAt(item, 'select') ?? null));
  if (have('source') && have('targets')) return (item) => JSON.stringify(sorted(objectAt(item, 'source') ?? null));
  const fields = FIELDS.find((names) => names.every((name) => name.endsWith('?') || have(name)));
  if (fields === undefined) return undefined;
  return (item) =>
    fields
      .map((name) => {
        const plain = name.replace('?', '');
        const value = isObject(item) ? item[plain] : undefined;
        return value === undefined && plain === 'protocol' ? 'TCP' : String(value ?? '');
      })
      .join(' ');
}

/** What a rule of a role is about; who edits it changes the verbs. */
function ruleKey(item: JsonValue): string {
  const about = ['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'].map((name) => {
    const list = isObject(item) ? item[name] : undefined;
    return Array.isArray(list) ? [...list].map(String).sort() : [];
  });
  return JSON.stringify(about);
}

/** Operations that append to a list are told apart by what they append. */
function operationKey(item: JsonValue): string {
  const op = stringAt(item, 'op') ?? '';
  const path = stringAt(item, 'path') ?? '';
  if (!isObject(item) || !(path.endsWith('/-') || /\/args\/\d+$/.test(path))) return `${op} ${path}`;
  const { value } = item;
  if (typeof value === 'string') return `${op} ${path} ${flagName(value)}`;
  if (!isObject(value)) return `${op} ${path} ${JSON.stringify(value)}`;
  const known = value.name ?? value.mountPath ?? value.containerPort;
  return `${op} ${path} ${known === undefined ? JSON.stringify(sorted(value)) : String(known)}`;
}

/** Flags by name; what follows a flag without `=` is its value. */
function flagKeys(items: readonly JsonValue[]): string[] {
  const keys = items.map((item, index) => {
    const text = String(item);
    if (text.startsWith('-')) return flagName(text);
    const before = index === 0 ? '' : String(items[index - 1]);
    return before.startsWith('-') && !before.includes('=') ? `${before} ...` : text;
  });
  return unique(keys);
}

function flagName(text: string): string {
  if (!text.startsWith('-')) return text;
  const equals = text.indexOf('=');
  return `--${(equals === -1 ? text : text.slice(0, equals)).replace(/^--?/, '')}`;
}

/** Those that occur again are counted. */
function unique(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key} #${count}`;
  });
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] as JsonValue)]),
  );
}

import { isObject, objectAt, stringAt } from '../identity.ts';
import type { JsonValue, KubernetesObject } from '../object.ts';
import type { Path } from '../paths.ts';
import { isProgram } from './container-texts.ts';
import { Covered } from './covered.ts';
import { isInEveryCluster } from './home-namespace.ts';
import { LABEL_KEYS } from './label-selectors.ts';
import { NameFinder } from './names-in-text.ts';
import type { Doubt, GraphNode, Span } from './reference.ts';

/** What a pod or a webhook configuration calls its own parts, and where they are in it. */
const PARTS = new Set([
  'containers',
  'ephemeralContainers',
  'initContainers',
  'ports',
  'volumeMounts',
  'volumes',
  'webhooks',
]);
const PLACES = new Set(['image', 'mountPath', 'subPath', 'targetPort', 'workingDir']);
/** Names of APIs, which may start like the operator's own. */
const GROUPS = new Set(['apiGroup', 'apiGroups', 'apiVersion', 'group']);

/**
 * Text in which a compound name of the input stands as a whole word although no rule made a reference of it: prose,
 * expressions, annotations of other tools. It is only told, never rewritten.
 */
export function findLeftovers(
  objects: readonly KubernetesObject[],
  nodes: readonly GraphNode[],
  namespaces: ReadonlySet<string>,
  home: string | undefined,
  spans: readonly (readonly Span[])[],
): Doubt[] {
  const names = new Set<string>();
  for (const { kind, name } of nodes) if (kind !== 'CustomResourceDefinition' && name.includes('-')) names.add(name);
  for (const name of namespaces) {
    if (name.includes('-') && (name === home || !isInEveryCluster(name))) names.add(name);
  }
  if (names.size === 0) return [];
  const accounts = new Set(nodes.filter(({ kind }) => kind === 'ServiceAccount').map(({ name }) => name));
  // Whom a binding lets in from another namespace is no account of ours, whatever else is called like it.
  const isStranger = ({ kind, subjects }: KubernetesObject, path: Path, name: string): boolean => {
    if (!/^(Cluster)?RoleBinding$/.test(kind) || path[0] !== 'subjects' || path[2] !== 'name') return false;
    const namespace = Array.isArray(subjects) ? stringAt(subjects[path[1] as number], 'namespace') : undefined;
    return namespace !== undefined && !namespaces.has(namespace) && !accounts.has(name);
  };
  const finder = new NameFinder(names);
  const doubts: Doubt[] = [];
  for (const [index, object] of objects.entries()) {
    if (object.kind === 'CustomResourceDefinition') continue;
    const covered = new Covered(spans[index]!);
    visit(object, [], (text, path) => {
      if (!text.includes('-') || isPath(text) || isProgram(text, path) || isStranger(object, path, text)) return;
      const told = new Set<string>();
      for (const { name, start, end } of finder.find(text)) {
        if (told.has(name) || covered.has(path, start, end)) continue;
        told.add(name);
        doubts.push({ index, path, text, reason: `${name} stands in text that has no known meaning` });
      }
    });
    if (object.kind !== 'Secret') continue;
    for (const [key, value] of Object.entries(objectAt(object, 'data') ?? {})) {
      const inside = new Set([...finder.find(decoded(value))].map(({ name }) => name));
      for (const name of inside) {
        doubts.push({ index, path: ['data', key], text: name, reason: `${name} stands in the text behind the base64` });
      }
    }
  }
  return doubts;
}

/** A file's place says nothing about objects. */
function isPath(text: string): boolean {
  return /^\/[\w./-]*$/.test(text);
}

/** What base64 holds, as far as names go, which are ASCII. */
function decoded(value: JsonValue): string {
  if (typeof value !== 'string' || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return '';
  return atob(value);
}

function visit(value: JsonValue, path: Path, found: (text: string, path: Path) => void): void {
  if (typeof value === 'string') found(value, path);
  else if (Array.isArray(value)) for (const [at, item] of value.entries()) visit(item, [...path, at], found);
  else if (isObject(value)) {
    const isPart = typeof path.at(-1) === 'number' && PARTS.has(path.at(-2) as string);
    for (const [key, child] of Object.entries(value)) {
      if (!LABEL_KEYS.has(key) && !PLACES.has(key) && !GROUPS.has(key) && !(isPart && key === 'name'))
        visit(child, [...path, key], found);
    }
  }
}

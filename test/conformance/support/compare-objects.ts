import type { JsonObject, JsonValue, KubernetesObject } from '../../../src/kubernetes/object.ts';
import { field, isObject } from './oracle-references.ts';

/** Labels that a chart adds, and those whose value a release decides. */
const RELEASE_LABELS = new Set([
  'helm.sh/chart',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/version',
]);
const CHART_LABELS = new Set(['app.kubernetes.io/name', 'app.kubernetes.io/part-of', 'app.kubernetes.io/component']);
const CHART_ANNOTATIONS = new Set(['helm.sh/resource-policy']);
const LABEL_FIELDS = new Set(['labels', 'matchLabels', 'selector']);

/**
 * What differs between the objects of an input and those that its chart renders to, one sentence each; empty where they
 * are equal but for the labels that a chart adds.
 */
export function differences(
  input: readonly KubernetesObject[],
  rendered: readonly KubernetesObject[],
  namespace: string,
): string[] {
  const found: string[] = [];
  const left = new Map(rendered.map((object) => [identity(object, namespace), object]));
  if (left.size < rendered.length) found.push('the chart renders an object twice');
  for (const object of input.flatMap(itemsOf)) {
    const id = identity(object, namespace);
    const twin = left.get(id);
    left.delete(id);
    if (twin !== undefined) compare(object, twin, namespace, `${id} `, found);
    // Helm creates a release's namespace itself.
    else if (object.kind !== 'Namespace' || object.metadata.name !== namespace) found.push(`${id} is missing`);
  }
  for (const [id, object] of left) {
    const hook = field(object, 'metadata', 'annotations', 'helm.sh/hook');
    if (hook === undefined) found.push(`${id} is not in the input`);
  }
  return found;
}

/** The objects of a list, which every tool takes apart. */
export function itemsOf(object: KubernetesObject): readonly KubernetesObject[] {
  return object.kind === 'List' ? (object.items as unknown as KubernetesObject[]) : [object];
}

export function identity({ apiVersion, kind, metadata }: KubernetesObject, namespace: string): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return `${group}/${kind} ${metadata.namespace ?? namespace}/${metadata.name}`;
}

function compare(
  input: KubernetesObject,
  twin: KubernetesObject,
  namespace: string,
  at: string,
  found: string[],
): void {
  const own = { ...twin, metadata: { ...twin.metadata } as JsonObject };
  // A release's own namespace may be stated or left to Helm.
  const metadata = own.metadata as Record<string, JsonValue>;
  if (input.metadata.namespace === undefined && metadata.namespace === namespace) delete metadata.namespace;
  walk(input as JsonValue, own as JsonValue, at, '', found);
}

function walk(a: JsonValue | undefined, b: JsonValue | undefined, at: string, name: string, found: string[]): void {
  if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (LABEL_FIELDS.has(name) && isLabelOfChart(key, a[key], b[key])) continue;
      if (name === 'annotations' && CHART_ANNOTATIONS.has(key) && a[key] === undefined) continue;
      walk(a[key], b[key], `${at}.${key}`, key, found);
    }
  } else if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    a.forEach((item, index) => {
      walk(item, b[index], `${at}[${index}]`, '', found);
    });
  } else if (isAddedMap(a, b, name)) {
    walk({}, b, at, name, found);
  } else if (JSON.stringify(a) !== JSON.stringify(b)) {
    found.push(`${at}: ${short(a)} became ${short(b)}`);
  }
}

function isLabelOfChart(key: string, before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  if (typeof after !== 'string') return false;
  return RELEASE_LABELS.has(key) || (CHART_LABELS.has(key) && before === undefined);
}

function isAddedMap(a: JsonValue | undefined, b: JsonValue | undefined, name: string): boolean {
  return a === undefined && isObject(b) && (LABEL_FIELDS.has(name) || name === 'annotations' || name === 'metadata');
}

function short(value: JsonValue | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

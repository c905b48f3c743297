import { isObject, stringAt } from '../identity.ts';
import type { JsonObject, JsonValue } from '../object.ts';
import type { Path } from '../paths.ts';
import { meaningOf } from './hint-words.ts';
import { LABEL_KEYS } from './label-selectors.ts';
import type { NodeIndex } from './node-index.ts';
import type { GraphNode } from './reference.ts';
import type { SpanCollector } from './span-collector.ts';
import type { TextJudge } from './text-names.ts';

/** What every object has, beside what its kind is about. */
export const NOT_OWN_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/**
 * Names in a custom resource. A map with a kind and a name is a reference by the conventions of Kubernetes' API
 * (github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md, object
 * references); so is one with nothing but a name and what goes with it, where one object of the input alone is meant.
 * Elsewhere the keys above a name have to speak of a kind. A namespace beside a name is where it is.
 */
export function customResourceNames(node: GraphNode, index: NodeIndex, judge: TextJudge, spans: SpanCollector): void {
  const visit = (value: JsonValue, path: Path, namespace: string | undefined) => {
    if (typeof value === 'string') spans.found(path, judge.field(value, path, namespace), 'custom-resource');
    else if (Array.isArray(value)) for (const [at, item] of value.entries()) visit(item, [...path, at], namespace);
    else if (isObject(value)) {
      const own = stringAt(value, 'namespace') || namespace;
      const kind = stringAt(value, 'kind');
      const name = stringAt(value, 'name');
      if (kind !== undefined && name !== undefined) {
        spans.name([...path, 'name'], name, index.find(kind, own, name), 'object reference');
      } else if (name !== undefined && path.length > 0 && isReference(value, path)) {
        spans.name([...path, 'name'], name, onlyNamed(name, value, own, path, index), 'object reference');
      }
      for (const [key, child] of Object.entries(value)) {
        if (LABEL_KEYS.has(key) || (path.length === 0 && NOT_OWN_FIELDS.has(key))) continue;
        visit(child, [...path, key], own);
      }
    }
  };
  visit(node.object as JsonValue, [], node.namespace ?? index.home);
}

/** What stands beside a name in a reference, and in nothing that has a name of its own. */
const BESIDE = new Set([
  'apiGroup',
  'apiVersion',
  'fieldPath',
  'group',
  'key',
  'kind',
  'name',
  'namespace',
  'optional',
  'path',
  'port',
  'scheme',
  'timeoutSeconds',
  'uid',
  'weight',
]);
/** Lists in which a pod, a Service or a claim calls its own parts by name. */
const OWN_PARTS =
  /containers?$|^(ports?|volumes?|volumeMounts|volumeDevices|volumeClaimTemplates?|env|envVars|args|parameters|headers?|conditions|endpoints|users?|steps|tasks|workspaces|params|results|labels|annotations|metadata|template)$/i;

function isReference(map: JsonObject, path: Path): boolean {
  const holder = path.findLast((part) => typeof part === 'string') ?? '';
  return !OWN_PARTS.test(holder) && Object.keys(map).every((key) => BESIDE.has(key));
}

/** The one object that a reference without a kind can mean: of several that have the name, the one that the words speak of. */
function onlyNamed(
  name: string,
  map: JsonObject,
  namespace: string | undefined,
  path: Path,
  index: NodeIndex,
): GraphNode | undefined {
  const stated = stringAt(map, 'namespace');
  if (stated !== undefined && !index.hasNamespace(stated)) return undefined;
  // A lone word is what many things are called.
  if (stated === undefined && !name.includes('-')) return undefined;
  const candidates = index
    .named(name)
    .filter((node) => (node.clusterScoped ? stated === undefined : (node.namespace ?? index.home) === namespace))
    .filter(({ kind }) => kind !== 'Namespace' && kind !== 'CustomResourceDefinition');
  if (candidates.length < 2) return candidates[0];
  const { kinds } = meaningOf(
    path
      .filter((part) => typeof part === 'string')
      .slice(-1)
      .join('-'),
  );
  const spoken = kinds.flat();
  const beside = Object.hasOwn(map, 'port') ? ['Service'] : Object.hasOwn(map, 'key') ? ['ConfigMap', 'Secret'] : [];
  const meant = candidates.filter(({ kind }) => [...beside, ...spoken].includes(kind));
  return meant.length === 1 ? meant[0] : undefined;
}

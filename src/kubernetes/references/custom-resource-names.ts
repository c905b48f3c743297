import { isObject, stringAt } from '../identity.ts';
import type { JsonValue } from '../object.ts';
import type { Path } from '../paths.ts';
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
 * references); elsewhere the keys above a name have to speak of a kind. A namespace beside a name is where it is.
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
      }
      for (const [key, child] of Object.entries(value)) {
        if (LABEL_KEYS.has(key) || (path.length === 0 && NOT_OWN_FIELDS.has(key))) continue;
        visit(child, [...path, key], own);
      }
    }
  };
  visit(node.object as JsonValue, [], node.namespace ?? index.home);
}

import { isObject, listAt } from '../identity.ts';
import type { JsonValue, KubernetesObject } from '../object.ts';
import type { Path } from '../paths.ts';
import type { SpanCollector } from './span-collector.ts';

/**
 * Labels whose value is a namespace: that of the namespaces themselves (kubernetes.io/docs/reference/labels-annotations-taints),
 * and the one by which Cilium selects the pods of one (docs.cilium.io/en/stable/security/policy/kubernetes).
 */
export const NAMESPACE_LABEL = /(^|[.:])(kubernetes\.io\/metadata\.name|io\.kubernetes\.pod\.namespace)$/;

/**
 * Namespaces that labels and selectors of labels name. Of an operator in kube-system they say nothing: the cluster's DNS is
 * there too, and what webhooks had better leave alone.
 */
export function namespaceLabels(object: KubernetesObject, spans: SpanCollector): void {
  const visit = (value: JsonValue, path: Path) => {
    if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) visit(item, [...path, at]);
    } else if (isObject(value)) {
      if (typeof value.key === 'string' && NAMESPACE_LABEL.test(value.key)) {
        for (const [at, name] of listAt(value, 'values').entries()) {
          if (typeof name === 'string') spans.ownNamespace([...path, 'values', at], name, 'namespaceSelector');
        }
      }
      for (const [key, child] of Object.entries(value)) {
        if (typeof child !== 'string') visit(child, [...path, key]);
        else if (NAMESPACE_LABEL.test(key)) spans.ownNamespace([...path, key], child, 'namespaceSelector');
      }
    }
  };
  visit(object as JsonValue, []);
}

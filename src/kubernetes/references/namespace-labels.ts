import { isObject, listAt } from '../identity.ts';
import type { JsonValue, KubernetesObject } from '../object.ts';
import { eachValue } from '../paths.ts';
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
  eachValue(object as JsonValue, (value, path) => {
    const key = path.at(-1);
    if (typeof value === 'string') {
      if (typeof key === 'string' && NAMESPACE_LABEL.test(key)) spans.ownNamespace([...path], value, RULE);
    } else if (isObject(value) && typeof value.key === 'string' && NAMESPACE_LABEL.test(value.key)) {
      for (const [at, name] of listAt(value, 'values').entries()) {
        if (typeof name === 'string') spans.ownNamespace([...path, 'values', at], name, RULE);
      }
    }
  });
}

const RULE = 'namespaceSelector';

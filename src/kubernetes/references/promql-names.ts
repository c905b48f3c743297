import type { Found } from './dns-names.ts';
import type { NodeIndex } from './node-index.ts';

/** Labels that the Prometheus operator and kube-state-metrics put on a series, and the kinds whose names they hold. */
const LABEL_KINDS: Readonly<Record<string, readonly string[]>> = {
  configmap: ['ConfigMap'],
  cronjob: ['CronJob'],
  daemonset: ['DaemonSet'],
  deployment: ['Deployment'],
  endpoint_service: ['Service'],
  job: ['Service'],
  job_name: ['Job'],
  pod: ['Deployment', 'StatefulSet', 'DaemonSet'],
  poddisruptionbudget: ['PodDisruptionBudget'],
  secret: ['Secret'],
  service: ['Service'],
  serviceaccount: ['ServiceAccount'],
  statefulset: ['StatefulSet'],
};
const NAMESPACE_LABELS = new Set(['exported_namespace', 'kubernetes_namespace', 'namespace', 'target_namespace']);
/** `label="value"` between braces (prometheus.io/docs/prometheus/latest/querying/basics). */
const MATCHER = /\b([a-z_]+)\s*(?:=~|!~|!=|=)\s*(["'`])([^"'`\\]*)\2/g;

/**
 * The objects and namespaces that the label matchers of a PromQL expression name.
 *
 * @param isOtherJob whether the job of a Service's series is what a label of the Service says, and not its name
 */
export function promqlSpans(
  expression: string,
  namespace: string | undefined,
  index: NodeIndex,
  isOtherJob: (service: number) => boolean,
): Found[] {
  const found: Found[] = [];
  for (const match of expression.matchAll(MATCHER)) {
    const label = match[1]!;
    const value = match[3]!;
    let at = match.index + match[0].length - 1 - value.length;
    for (const part of value.split('|')) {
      // `name-.*` is the pods of a workload, or an object whose name goes on.
      const name = /^[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?(?=$|-?[^-a-z0-9])/.exec(part)?.[0] ?? '';
      const isWhole = name === part;
      if (NAMESPACE_LABELS.has(label)) {
        if (isWhole && index.hasNamespace(name)) {
          found.push({ start: at, end: at + name.length, target: { namespace: name } });
        }
      } else if (Object.hasOwn(LABEL_KINDS, label) && (isWhole || label === 'pod')) {
        const target = LABEL_KINDS[label]!.map((kind) => index.find(kind, namespace, name)).find(Boolean);
        if (target !== undefined && !(label === 'job' && isOtherJob(target.id)))
          found.push({ start: at, end: at + name.length, target: { node: target.id } });
      }
      at += part.length + 1;
    }
  }
  return found;
}

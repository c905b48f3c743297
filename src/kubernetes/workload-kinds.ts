import { groupOf } from './identity.ts';
import type { KubernetesObject } from './object.ts';

/** A kind that makes pods (kubernetes.io/docs/reference/kubernetes-api/workload-resources). */
export interface WorkloadKind {
  /** Where it keeps the pod's template; an empty path is the object itself. */
  readonly podTemplate: readonly string[];
  /** `spec.replicas` is how many pods it has. */
  readonly hasReplicas?: true;
  /** The field of its spec that says how newer pods take the place of older ones, which `kubectl rollout` follows. */
  readonly rollout?: 'strategy' | 'updateStrategy';
  /** Its pods end by themselves. */
  readonly ends?: true;
}

const IN_SPEC = ['spec', 'template'];

/** By API group and kind. */
const WORKLOAD_KINDS: Readonly<Record<string, WorkloadKind>> = {
  '|Pod': { podTemplate: [] },
  '|PodTemplate': { podTemplate: ['template'] },
  '|ReplicationController': { podTemplate: IN_SPEC, hasReplicas: true },
  'apps|Deployment': { podTemplate: IN_SPEC, hasReplicas: true, rollout: 'strategy' },
  'apps|ReplicaSet': { podTemplate: IN_SPEC, hasReplicas: true },
  'apps|StatefulSet': { podTemplate: IN_SPEC, hasReplicas: true, rollout: 'updateStrategy' },
  'apps|DaemonSet': { podTemplate: IN_SPEC, rollout: 'updateStrategy' },
  'batch|Job': { podTemplate: IN_SPEC, ends: true },
  'batch|CronJob': { podTemplate: ['spec', 'jobTemplate', 'spec', 'template'], ends: true },
};

/** What is known of an object's kind, or undefined for one without pods. */
export function workloadKindOf(object: Pick<KubernetesObject, 'apiVersion' | 'kind'>): WorkloadKind | undefined {
  const key = `${groupOf(object.apiVersion)}|${object.kind}`;
  return Object.hasOwn(WORKLOAD_KINDS, key) ? WORKLOAD_KINDS[key] : undefined;
}

/** The path of an object's pod template (`metadata` and `spec` below it), or undefined for a kind without pods. */
export function podTemplatePath(object: Pick<KubernetesObject, 'apiVersion' | 'kind'>): readonly string[] | undefined {
  return workloadKindOf(object)?.podTemplate;
}

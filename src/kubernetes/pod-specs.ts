import { groupOf } from './identity.ts';
import type { KubernetesObject } from './object.ts';

/** Where the kinds that make pods keep the pod's template; an empty path is the object itself. */
const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  '|Pod': [],
  '|PodTemplate': ['template'],
  '|ReplicationController': ['spec', 'template'],
  'apps|Deployment': ['spec', 'template'],
  'apps|ReplicaSet': ['spec', 'template'],
  'apps|StatefulSet': ['spec', 'template'],
  'apps|DaemonSet': ['spec', 'template'],
  'batch|Job': ['spec', 'template'],
  'batch|CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The path of an object's pod template (`metadata` and `spec` below it), or undefined for a kind without pods. */
export function podTemplatePath(object: Pick<KubernetesObject, 'apiVersion' | 'kind'>): readonly string[] | undefined {
  const key = `${groupOf(object.apiVersion)}|${object.kind}`;
  return Object.hasOwn(POD_TEMPLATES, key) ? POD_TEMPLATES[key] : undefined;
}

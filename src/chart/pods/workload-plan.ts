import type { KubernetesObject } from '../../kubernetes/object.ts';

/** A workload of the input, and what its values are about. */
export interface WorkloadPlan {
  /** Index of its object. */
  readonly index: number;
  readonly object: KubernetesObject;
  readonly isManager: boolean;
  /** What messages, file names and the names of objects that are added for it call it; no two have the same. */
  readonly title: string;
  /** Where the pod's template is. */
  readonly templatePath: readonly string[];
  /** The section of its values; undefined for the manager's, which stand at the top. */
  readonly key: string | undefined;
  /** The container that the section's own values are about. */
  readonly mainContainer: number;
  /** The node of its ServiceAccount; undefined where that is another workload's, listed earlier. */
  readonly account: number | undefined;
}

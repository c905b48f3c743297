import type { KubernetesObject } from '../kubernetes/object.ts';

/** An object of the input. `rawVersions` is the text of a CustomResourceDefinition's `spec.versions`, which is then not in `object`. */
export interface Manifest {
  readonly object: KubernetesObject;
  /** What of the input it comes from, where it is not an object of the input itself. */
  readonly from?: string;
  /** Paths of fields of the input that are not in `object`, because a cluster wrote them. */
  readonly cleaned?: readonly string[];
  readonly rawVersions?: RawVersions;
}

export interface RawVersions {
  /** The lines below `  versions:`, as they stand in the source. */
  readonly text: string;
  readonly names: readonly string[];
}

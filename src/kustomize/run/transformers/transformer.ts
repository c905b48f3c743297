import type { ResourceMap } from '../../resources/resource-map.ts';

/** One step of a build over all objects so far. */
export interface Transformer {
  /** kustomize's name for it, such as NamespaceTransformer. */
  readonly name: string;
  transform(map: ResourceMap): void;
}

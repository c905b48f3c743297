import type { Kustomization } from '../read/kustomization.ts';
import type { Loader } from '../read/loader.ts';
import type { Origin } from '../resources/provenance.ts';
import type { Schemas } from '../schema/schemas.ts';

/** What the transformers and generators of one kustomization are made from. */
export interface Context {
  readonly loader: Loader;
  readonly kustomization: Kustomization;
  readonly schemas: Schemas;
  /** What is noted of a built-in transformer or generator; undefined where nothing is noted. */
  builtInOrigin(kind: string): Origin | undefined;
}

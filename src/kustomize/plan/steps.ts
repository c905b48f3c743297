import type { Place } from '../errors/place.ts';
import type { Origin } from '../resources/provenance.ts';
import type { Resource } from '../resources/resource.ts';
import type { Transformer } from '../run/transformers/transformer.ts';

/** A transformer with its place in the kustomization, and what is noted of it where that is asked for. */
export interface TransformerStep {
  readonly place: Place;
  readonly transformer: Transformer;
  readonly origin: Origin | undefined;
}

export interface GeneratorStep {
  readonly place: Place;
  generate(): Resource;
  readonly origin: Origin | undefined;
}

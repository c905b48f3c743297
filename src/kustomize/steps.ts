import type { Place } from './place.ts';
import type { Origin } from './provenance.ts';
import type { Resource } from './resource.ts';
import type { Transformer } from './transformers/transformer.ts';

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

import type { Selector } from '../resources/selector.ts';
import { type Fields, type Struct, struct, text } from './decode.ts';

export type SelectorFields = Selector;

const FIELDS: Fields<SelectorFields> = {
  group: text,
  version: text,
  kind: text,
  name: text,
  namespace: text,
  labelSelector: text,
  annotationSelector: text,
};

export const selectorReader = struct<SelectorFields>(FIELDS);

/** The fields that name one object; the label selectors have no place here. */
export const objectIdReader = struct<Omit<SelectorFields, 'labelSelector' | 'annotationSelector'>>({
  group: text,
  version: text,
  kind: text,
  name: text,
  namespace: text,
});

/** A selector with what is left out as empty strings. */
export function toSelector(fields: Partial<Struct<SelectorFields>> | undefined): Selector {
  return {
    group: fields?.group ?? '',
    version: fields?.version ?? '',
    kind: fields?.kind ?? '',
    name: fields?.name ?? '',
    namespace: fields?.namespace ?? '',
    labelSelector: fields?.labelSelector ?? '',
    annotationSelector: fields?.annotationSelector ?? '',
  };
}

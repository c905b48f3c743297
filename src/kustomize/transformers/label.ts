import { compareCodeUnits } from '../../core/compare.ts';
import type { FieldSpec } from '../field-spec.ts';
import { applyFieldSpecs } from '../nodes/apply-field-spec.ts';
import { setField, stringNode } from '../nodes/set-field.ts';
import type { Transformer } from './transformer.ts';

/** `labels:` and `commonLabels:` of a kustomization. */
export function labelTransformer(labels: ReadonlyMap<string, string>, fieldSpecs: readonly FieldSpec[]): Transformer {
  return mapEntryTransformer('LabelTransformer', labels, fieldSpecs);
}

/** `commonAnnotations:` of a kustomization. */
export function annotationsTransformer(
  annotations: ReadonlyMap<string, string>,
  fieldSpecs: readonly FieldSpec[],
): Transformer {
  return mapEntryTransformer('AnnotationsTransformer', annotations, fieldSpecs);
}

function mapEntryTransformer(
  name: string,
  entries: ReadonlyMap<string, string>,
  fieldSpecs: readonly FieldSpec[],
): Transformer {
  const keys = [...entries.keys()].sort(compareCodeUnits);
  return {
    name,
    transform(map) {
      for (const resource of map.list) {
        for (const key of keys) {
          // One node for all places in an object: what a later patch writes to one of them shows in the others too.
          const value = stringNode(entries.get(key) as string);
          applyFieldSpecs(resource, fieldSpecs, (node) => setField(node, key, value), { kind: 'map', tag: '!!map' });
        }
      }
    },
  };
}

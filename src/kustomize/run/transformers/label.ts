import { compareCodeUnits } from '../../../core/compare.ts';
import { YamlMap } from '../../../yaml/node.ts';
import { entryOf, fieldOf, isNull } from '../../nodes/fields.ts';
import { setField, stringNode } from '../../nodes/set-field.ts';
import { applyFieldSpecs } from '../../resources/apply-field-spec.ts';
import type { Resource } from '../../resources/resource.ts';
import { type FieldSpec, specsFor } from '../../specs/field-spec.ts';
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
        if (keys.length > 0) openAnnotations(resource, fieldSpecs);
        for (const key of keys) {
          // One node for all places in an object: what a later patch writes to one of them shows in the others too.
          const value = stringNode(entries.get(key) as string);
          applyFieldSpecs(resource, fieldSpecs, (node) => setField(node, key, value), { kind: 'map', tag: '!!map' });
        }
      }
    },
  };
}

/**
 * What is written below a null is lost, but for annotations: kustomize (5.8.2) reads them from the null's content when
 * it writes them anew.
 */
function openAnnotations(resource: Resource, fieldSpecs: readonly FieldSpec[]): void {
  const metadata = resource.node === undefined ? undefined : fieldOf(resource.node, 'metadata');
  const entry = metadata === undefined ? undefined : entryOf(metadata, 'annotations');
  if (entry === undefined || !isNull(entry.value)) return;
  if (specsFor(fieldSpecs, resource.type).some(({ path }) => path === 'metadata/annotations')) {
    entry.value = new YamlMap();
  }
}

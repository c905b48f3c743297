import { retelling } from '../../../core/collect.ts';
import { YamlMap } from '../../../yaml/node.ts';
import type { Place } from '../../errors/place.ts';
import { at, Refusal } from '../../errors/refusal.ts';
import { describeId, type ResId } from '../../ids/res-id.ts';
import { fieldOf, isNull } from '../../nodes/fields.ts';
import { isInternalAnnotation } from '../../resources/build-annotations.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ResourceMap } from '../../resources/resource-map.ts';
import { type Selector, select } from '../../resources/selector.ts';
import { applyStrategicPatch, applyToSelected } from '../patches/apply-strategic.ts';
import { applyJsonPatch, type JsonOperation } from '../patches/json-patch.ts';
import type { Patch } from '../patches/load-patch.ts';
import type { Transformer } from './transformer.ts';

/** One entry of `patches:`, read. */
export interface PatchEntry {
  readonly place: Place;
  readonly patch: Patch;
  readonly target: Selector | undefined;
}

/** `patches:` of a kustomization: a strategic merge patch or a JSON patch, with or without a target. */
export function patchTransformer({ place, patch, target }: PatchEntry): Transformer {
  return {
    name: 'PatchTransformer',
    transform(map) {
      at(place, () => {
        if (patch.kind === 'strategic') applyStrategic(map, patch.patches, target);
        else if (patch.operations.length > 0) applyJson(map, patch.operations, target, true);
      });
    },
  };
}

/** `patchesStrategicMerge:` of a kustomization. */
export function patchStrategicMergeTransformer(patches: readonly { place: Place; patch: Resource }[]): Transformer {
  return {
    name: 'PatchStrategicMergeTransformer',
    transform(map) {
      for (const { place, patch } of patches) {
        at(place, () => applyToSelected(map, [map.target(patch.originalId)], patch));
      }
    },
  };
}

/** One entry of `patchesJson6902:` of a kustomization. */
export function patchJson6902Transformer(
  place: Place,
  operations: readonly JsonOperation[],
  target: Selector,
): Transformer {
  return {
    name: 'PatchJson6902Transformer',
    transform(map) {
      at(place, () => applyJson(map, operations, target, false));
    },
  };
}

function applyStrategic(map: ResourceMap, patches: readonly Resource[], target: Selector | undefined): void {
  const [first] = patches;
  if (first === undefined) return;
  if (target === undefined) {
    for (const patch of patches) {
      const resource = map.target(patch.originalId);
      map.change(resource, () => applyStrategicPatch(resource, patch));
    }
    return;
  }
  if (patches.length > 1) {
    throw new Refusal('kustomize-invalid-patch', 'several patches in one entry cannot have a target', {
      expected: 'an entry for each, or no target',
    });
  }
  applyToSelected(map, select(map, target), first);
}

function applyJson(
  map: ResourceMap,
  operations: readonly JsonOperation[],
  target: Selector | undefined,
  remember: boolean,
): void {
  if (target === undefined) {
    throw new Refusal('kustomize-invalid-patch', 'a JSON patch needs a target', {
      expected: 'target with at least one of group, version, kind, name, namespace, labelSelector, annotationSelector',
    });
  }
  for (const resource of select(map, target)) {
    map.change(resource, () => {
      if (remember) resource.rememberId();
      patchOne(resource, operations, remember);
    });
  }
}

function patchOne(resource: Resource, operations: readonly JsonOperation[], lenient: boolean): void {
  if (resource.node === undefined) return;
  const notes = [...resource.annotations].filter(([key]) => isInternalAnnotation(key));
  const { node, currentId, origin } = resource;
  const result = inObject(currentId, () => applyJsonPatch(node, operations, origin.file));
  if (!(result instanceof YamlMap)) {
    throw new Refusal('kustomize-invalid-patch', 'the patch leaves a list where an object was');
  }
  resource.node = result;
  // An object without a name is of no use, but a later patch may delete it.
  const metadata = fieldOf(result, 'metadata');
  if (lenient && metadata !== undefined && !isNull(metadata) && metadata.kind !== 'map') return;
  resource.annotations = new Map([...resource.annotations, ...notes]);
}

/** Says which object an operation did not apply to. */
function inObject<T>(id: ResId, step: () => T): T {
  const suffix = ` (in ${describeId(id)})`;
  try {
    return retelling(step, (issue) => ({ ...issue, message: issue.message + suffix }));
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.message + suffix, error);
    throw error;
  }
}

import { cloneNode } from '../../../yaml/clone.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ResourceMap } from '../../resources/resource-map.ts';
import { strategicMerge } from './strategic-merge.ts';

/**
 * Applies a strategic merge patch to one object. Name, namespace and kind stay, unless the patch may change them.
 *
 * The patch is used up.
 */
export function applyStrategicPatch(target: Resource, patch: Resource): void {
  const { name, namespace, kind } = target;
  const { nameChangeAllowed, kindChangeAllowed } = patch;
  if (nameChangeAllowed || kindChangeAllowed) target.rememberId();
  if (target.node === undefined || patch.node === undefined) return;
  // The object itself can be changed or dropped, not exchanged: `$patch: replace` at its root does nothing.
  if (strategicMerge(target.node, patch.node, target.schemas) === undefined) target.node = undefined;
  if (target.isEmpty) return;
  if (!kindChangeAllowed) target.kind = kind;
  if (!nameChangeAllowed) target.name = name;
  target.namespace = namespace;
}

/** Applies a patch to several objects, whatever their kinds, and drops those that it deletes. */
export function applyToSelected(map: ResourceMap, selected: readonly Resource[], patch: Resource): void {
  for (const target of selected) {
    if (patch.node === undefined) return;
    const copy = patch.copyWith(cloneNode(patch.node));
    // Labels and annotations of the patch become strings, a null among them too.
    copy.labels = patch.labels;
    copy.annotations = patch.annotations;
    copy.name = patch.name;
    copy.namespace = patch.namespace;
    const { apiVersion } = target;
    copy.apiVersion = apiVersion;
    copy.kind = patch.kind;
    map.change(target, () => applyStrategicPatch(target, copy));
  }
  map.dropEmpty();
  map.assertUnique();
}

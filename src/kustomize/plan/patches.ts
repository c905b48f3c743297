import { retelling } from '../../core/collect.ts';
import type { Place } from '../errors/place.ts';
import { type IssueList, Refusal } from '../errors/refusal.ts';
import type { Struct } from '../read/decode.ts';
import type { PatchFields } from '../read/kustomization-fields.ts';
import { readObjects } from '../read/read-objects.ts';
import { toSelector } from '../read/selector-fields.ts';
import { ALLOW_KIND_CHANGE, ALLOW_NAME_CHANGE, ENABLED } from '../resources/build-annotations.ts';
import type { Resource } from '../resources/resource.ts';
import { type JsonOperation, parseJsonPatch } from '../run/patches/json-patch.ts';
import { loadPatch } from '../run/patches/load-patch.ts';
import {
  patchJson6902Transformer,
  patchStrategicMergeTransformer,
  patchTransformer,
} from '../run/transformers/patch.ts';
import type { Transformer } from '../run/transformers/transformer.ts';
import type { Context } from './context.ts';
import { inField, writtenOut } from './inline-text.ts';

/** Every entry of `patchesStrategicMerge:`: objects written out, or a file of them. */
export function strategicPatches(context: Context, issues: IssueList): Transformer | undefined {
  const { kustomization } = context;
  const entries = kustomization.fields.patchesStrategicMerge ?? [];
  const patches = entries.flatMap((entry, index) => {
    const place = kustomization.place('patchesStrategicMerge', index);
    const objects = issues.attempt(place, () => strategicPatch(context, entry, place.field));
    return (objects ?? []).map((patch) => ({ place, patch }));
  });
  if (entries.length === 0 || issues.failed) return undefined;
  if (patches.length === 0) throw emptyPatch();
  return patchStrategicMergeTransformer(patches);
}

/** The objects of a patch that is written out, or that is the path of a file. */
export function strategicPatch(context: Context, entry: string, field: string): Resource[] {
  const { loader, schemas } = context;
  return (
    writtenOut(entry, field, () => readObjects(entry, '', schemas)) ??
    readObjects(loader.load(entry), loader.resolve(entry), schemas)
  );
}

/** One entry of `patches:`, or a PatchTransformer. */
export function patches(context: Context, entry: Partial<Struct<PatchFields>>, place: Place): Transformer {
  const { loader, schemas } = context;
  const field = place.field === '' ? 'patch' : `${place.field}.patch`;
  const { path = '' } = entry;
  const inline = (entry.patch ?? '').trim();
  checkSource(inline, path, 'patch');
  const patch =
    inline === ''
      ? loadPatch(loader.load(path), loader.resolve(path), schemas)
      : retelling(() => loadPatch(inline, '', schemas), inField(field));
  if (patch.kind === 'strategic') {
    for (const object of patch.patches) {
      if (entry.options?.allowNameChange === true) allow(object, ALLOW_NAME_CHANGE);
      if (entry.options?.allowKindChange === true) allow(object, ALLOW_KIND_CHANGE);
    }
  }
  return patchTransformer({ place, patch, target: entry.target === undefined ? undefined : toSelector(entry.target) });
}

/** One entry of `patchesJson6902:`, or a PatchJson6902Transformer. */
export function jsonPatches(context: Context, entry: Partial<Struct<PatchFields>>, place: Place): Transformer {
  const { loader } = context;
  const field = place.field === '' ? 'jsonOp' : `${place.field}.patch`;
  const { path = '', patch: inline = '' } = entry;
  if (entry.target?.name === undefined || entry.target.name === '') {
    throw new Refusal('kustomization-invalid', 'the target has no name', { expected: 'target.name' });
  }
  checkSource(inline, path, 'patch');
  const operations: JsonOperation[] =
    inline === ''
      ? parseJsonPatch(loader.load(path), loader.resolve(path))
      : retelling(() => parseJsonPatch(inline, ''), inField(field));
  if (operations.length === 0) throw emptyPatch();
  return patchJson6902Transformer(place, operations, toSelector(entry.target));
}

function checkSource(inline: string, path: string, field: string): void {
  if ((inline === '') !== (path === '')) return;
  throw new Refusal('kustomization-invalid', inline === '' ? 'there is no patch' : 'two patches in one entry', {
    expected: `path or ${field}`,
  });
}

function emptyPatch(): Refusal {
  return new Refusal('kustomize-invalid-patch', 'the patch is empty', { expected: 'a patch' });
}

function allow(patch: Resource, annotation: string): void {
  patch.annotations = new Map([...patch.annotations, [annotation, ENABLED]]);
}

import type { Place } from '../errors/place.ts';
import type { IssueList } from '../errors/refusal.ts';
import { toFieldSpecs } from '../read/configurations.ts';
import type { Struct } from '../read/decode.ts';
import type { LabelFields } from '../read/kustomization-fields.ts';
import { imageTagTransformer } from '../run/transformers/image-tag.ts';
import { annotationsTransformer, labelTransformer } from '../run/transformers/label.ts';
import { prefixTransformer, suffixTransformer } from '../run/transformers/name-affix.ts';
import { namespaceTransformer } from '../run/transformers/namespace.ts';
import { replacementTransformer } from '../run/transformers/replacement.ts';
import { replicaCountTransformer } from '../run/transformers/replica-count.ts';
import type { Transformer } from '../run/transformers/transformer.ts';
import { spec } from '../specs/data/spec.ts';
import { mergeFieldSpecs } from '../specs/field-spec.ts';
import type { TransformerConfig } from '../specs/transformer-config.ts';
import type { Context } from './context.ts';
import { jsonPatches, patches, strategicPatches } from './patches.ts';
import { readReplacements } from './replacements.ts';
import type { TransformerStep } from './steps.ts';

/**
 * The transformers that the fields of a kustomization ask for, in the order in which they run:
 * patchesStrategicMerge, patches, namespace, namePrefix, nameSuffix, labels, commonLabels, commonAnnotations,
 * patchesJson6902, replicas, images, replacements.
 */
export function builtInTransformers(context: Context, config: TransformerConfig, issues: IssueList): TransformerStep[] {
  const { kustomization } = context;
  const { fields } = kustomization;
  const steps: TransformerStep[] = [];
  const add = (place: Place, make: () => Transformer | undefined): void => {
    const transformer = issues.attempt(place, make);
    if (transformer !== undefined) {
      steps.push({ place, transformer, origin: context.builtInOrigin(transformer.name) });
    }
  };
  const { namespace = '', namePrefix = '', nameSuffix = '', commonLabels, commonAnnotations } = fields;

  add(kustomization.place('patchesStrategicMerge'), () => strategicPatches(context, issues));
  for (const [index, entry] of (fields.patches ?? []).entries()) {
    const place = kustomization.place('patches', index);
    add(place, () => patches(context, entry, place));
  }
  if (namespace !== '') {
    add(kustomization.place('namespace'), () => namespaceTransformer({ namespace, fieldSpecs: config.namespace }));
  }
  if (namePrefix !== '') add(kustomization.place('namePrefix'), () => prefixTransformer(namePrefix, config.namePrefix));
  if (nameSuffix !== '') add(kustomization.place('nameSuffix'), () => suffixTransformer(nameSuffix, config.nameSuffix));
  const labels = fields.labels ?? [];
  for (const [index, entry] of labels.entries()) {
    add(kustomization.place('labels', index), () =>
      labelTransformer(entry.pairs ?? new Map(), labelFields(entry, config)),
    );
  }
  if (labels.length > 0 || (commonLabels?.size ?? 0) > 0) {
    add(kustomization.place('commonLabels'), () => labelTransformer(commonLabels ?? new Map(), config.commonLabels));
  }
  if (commonAnnotations !== undefined && commonAnnotations.size > 0) {
    add(kustomization.place('commonAnnotations'), () =>
      annotationsTransformer(commonAnnotations, config.commonAnnotations),
    );
  }
  for (const [index, entry] of (fields.patchesJson6902 ?? []).entries()) {
    const place = kustomization.place('patchesJson6902', index);
    add(place, () => jsonPatches(context, entry, place));
  }
  for (const [index, { name = '', count = '0' }] of (fields.replicas ?? []).entries()) {
    add(kustomization.place('replicas', index), () => replicaCountTransformer({ name, count }, config.replicas));
  }
  for (const field of ['images', 'imageTags'] as const) {
    for (const [index, entry] of (fields[field] ?? []).entries()) {
      const { name = '', newName = '', tagSuffix = '', newTag = '', digest = '' } = entry;
      add(kustomization.place(field, index), () =>
        imageTagTransformer({ name, newName, tagSuffix, newTag, digest }, config.images),
      );
    }
  }
  // An empty list of targets is the same as none here; in files it is not.
  const replacements = fields.replacements?.map(({ targets, ...rest }) =>
    targets?.length ? { ...rest, targets } : rest,
  );
  if (replacements !== undefined && replacements.length > 0) {
    add(kustomization.place('replacements'), () =>
      replacementTransformer(readReplacements(replacements, context, issues)),
    );
  }
  return steps;
}

/** The fields of an entry of `labels:`. */
function labelFields(entry: Struct<LabelFields>, config: TransformerConfig) {
  let specs = mergeFieldSpecs(toFieldSpecs(entry.fields), config.labels);
  if (entry.includeSelectors === true) return mergeFieldSpecs(specs, config.commonLabels);
  if (entry.includeTemplates === true) specs = mergeFieldSpecs(specs, config.templateLabels);
  if (entry.includeVolumeClaimTemplates === true) specs = mergeFieldSpecs(specs, config.volumeClaimTemplateLabels);
  return mergeFieldSpecs(specs, [spec('metadata/labels', '', { create: true })]);
}

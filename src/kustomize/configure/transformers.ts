import { spec } from '../data/spec.ts';
import { mergeFieldSpecs } from '../field-spec.ts';
import { toFieldSpecs } from '../files/configurations.ts';
import type { Struct } from '../files/decode.ts';
import type { LabelFields } from '../files/kustomization-fields.ts';
import type { Place } from '../place.ts';
import type { IssueList } from '../refusal.ts';
import type { TransformerStep } from '../steps.ts';
import type { TransformerConfig } from '../transformer-config.ts';
import { imageTagTransformer } from '../transformers/image-tag.ts';
import { annotationsTransformer, labelTransformer } from '../transformers/label.ts';
import { prefixTransformer, suffixTransformer } from '../transformers/name-affix.ts';
import { namespaceTransformer } from '../transformers/namespace.ts';
import { replacementTransformer } from '../transformers/replacement.ts';
import { replicaCountTransformer } from '../transformers/replica-count.ts';
import type { Transformer } from '../transformers/transformer.ts';
import type { Context } from './context.ts';
import { jsonPatches, patches, strategicPatches } from './patches.ts';
import { readReplacements } from './replacements.ts';

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

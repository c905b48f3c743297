import { sameGvk } from '../ids/gvk.ts';
import { sortByGvk } from '../ids/kind-order.ts';
import { COMMON_ANNOTATIONS } from './data/annotation-fields.ts';
import { IMAGE_FIELDS } from './data/image-fields.ts';
import { COMMON_LABELS, TEMPLATE_LABELS, VOLUME_CLAIM_TEMPLATE_LABELS } from './data/label-fields.ts';
import { NAME_REFERENCES, type NameReference } from './data/name-references.ts';
import { NAMESPACE_FIELDS } from './data/namespace-fields.ts';
import { REPLICA_FIELDS } from './data/replica-fields.ts';
import { spec } from './data/spec.ts';
import { VAR_FIELDS } from './data/var-fields.ts';
import { type FieldSpec, mergeFieldSpecs } from './field-spec.ts';

/** Which fields each transformer works on: kustomize's defaults, `configurations:` and `crds:`. */
export interface TransformerConfig {
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly volumeClaimTemplateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
  readonly varReference: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
}

/** The parts of a configuration that are lists of field specs. */
export const FIELD_SPEC_PARTS = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'volumeClaimTemplateLabels',
  'commonAnnotations',
  'varReference',
  'images',
  'replicas',
] as const;

type FieldSpecPart = (typeof FIELD_SPEC_PARTS)[number];

export const EMPTY_CONFIG: TransformerConfig = {
  ...(Object.fromEntries(FIELD_SPEC_PARTS.map((part) => [part, []])) as unknown as Record<FieldSpecPart, []>),
  nameReference: [],
};

/**
 * Two configurations as one, sorted by kind.
 *
 * @throws Refusal where they disagree about `create` of a field
 */
export function mergeConfigs(a: TransformerConfig, b: TransformerConfig): TransformerConfig {
  // Most kustomizations of a build have the defaults, and few have more.
  if (a === b || b === EMPTY_CONFIG || (b === DEFAULT_CONFIG && WITH_DEFAULTS.has(a))) return a;
  if (a === DEFAULT_CONFIG && WITH_DEFAULTS.has(b)) return b;
  if (a === EMPTY_CONFIG && b === DEFAULT_CONFIG) return b;
  const merged = combine(a, b);
  if ([a, b].some((config) => config === DEFAULT_CONFIG || WITH_DEFAULTS.has(config))) WITH_DEFAULTS.add(merged);
  return merged;
}

/** What the defaults were merged with, and adds nothing when it is done again. */
const WITH_DEFAULTS = new WeakSet<TransformerConfig>();

function combine(a: TransformerConfig, b: TransformerConfig): TransformerConfig {
  const parts = FIELD_SPEC_PARTS.map((part) => {
    const merged = mergeFieldSpecs(a[part], b[part]);
    // What was merged before is sorted, and found by which list it is in: see specsFor.
    return [part, merged === a[part] ? merged : sortByGvk(merged)] as const;
  });
  return {
    ...(Object.fromEntries(parts) as Record<FieldSpecPart, readonly FieldSpec[]>),
    nameReference: mergeNameReferences(a.nameReference, b.nameReference),
  };
}

export function mergeNameReferences(
  references: readonly NameReference[],
  added: readonly NameReference[],
): readonly NameReference[] {
  if (added.length === 0 || added === references) return references;
  const result = [...references];
  for (const reference of added) {
    let found = false;
    for (const [index, other] of result.entries()) {
      if (!sameGvk(other, reference)) continue;
      found = true;
      result[index] = { ...other, fieldSpecs: mergeFieldSpecs(other.fieldSpecs, reference.fieldSpecs) };
    }
    if (!found) result.push(reference);
  }
  return sortByGvk(result);
}

export const DEFAULT_CONFIG: TransformerConfig = combine(EMPTY_CONFIG, {
  namePrefix: [spec('metadata/name')],
  nameSuffix: [spec('metadata/name')],
  namespace: NAMESPACE_FIELDS,
  commonLabels: COMMON_LABELS,
  labels: [],
  templateLabels: TEMPLATE_LABELS,
  volumeClaimTemplateLabels: VOLUME_CLAIM_TEMPLATE_LABELS,
  commonAnnotations: COMMON_ANNOTATIONS,
  nameReference: NAME_REFERENCES,
  varReference: VAR_FIELDS,
  images: IMAGE_FIELDS,
  replicas: REPLICA_FIELDS,
});

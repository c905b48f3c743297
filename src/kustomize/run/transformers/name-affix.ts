import { YamlScalar } from '../../../yaml/node.ts';
import { type Gvk, isSelected } from '../../ids/gvk.ts';
import { rawText } from '../../nodes/fields.ts';
import { setScalar } from '../../nodes/set-field.ts';
import { applyFieldSpec } from '../../resources/apply-field-spec.ts';
import type { FieldSpec } from '../../specs/field-spec.ts';
import type { Transformer } from './transformer.ts';

/** Kinds whose names mean something and are never given a prefix or suffix. */
const SKIPPED: readonly Gvk[] = [
  { group: '', version: '', kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', version: '', kind: 'APIService' },
  { group: '', version: '', kind: 'Namespace' },
];

/** `namePrefix:` of a kustomization. References follow at the end of the build. */
export function prefixTransformer(prefix: string, fieldSpecs: readonly FieldSpec[]): Transformer {
  return affixTransformer('PrefixTransformer', prefix, fieldSpecs, true);
}

/** `nameSuffix:` of a kustomization. */
export function suffixTransformer(suffix: string, fieldSpecs: readonly FieldSpec[]): Transformer {
  return affixTransformer('SuffixTransformer', suffix, fieldSpecs, false);
}

function affixTransformer(
  name: string,
  affix: string,
  fieldSpecs: readonly FieldSpec[],
  isPrefix: boolean,
): Transformer {
  return {
    name,
    transform(map) {
      for (const resource of map.list) {
        const id = resource.originalId;
        if (SKIPPED.some((gvk) => isSelected(id, gvk))) continue;
        for (const spec of fieldSpecs) {
          if (!isSelected(id, spec)) continue;
          if (spec.path === 'metadata/name') {
            if (isPrefix) resource.addPrefix(affix);
            else resource.addSuffix(affix);
            if (affix !== '') resource.rememberId();
          }
          applyFieldSpec(
            resource,
            spec,
            (node) => setScalar(node, new YamlScalar(isPrefix ? affix + rawText(node) : rawText(node) + affix)),
            { kind: 'scalar', tag: '!!str' },
          );
        }
      }
      map.touch();
    },
  };
}

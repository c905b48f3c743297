import { YamlScalar } from '../../../yaml/node.ts';
import { Refusal } from '../../errors/refusal.ts';
import { isSelected } from '../../ids/gvk.ts';
import { setScalar } from '../../nodes/set-field.ts';
import { applyFieldSpec } from '../../resources/apply-field-spec.ts';
import type { FieldSpec } from '../../specs/field-spec.ts';
import type { Transformer } from './transformer.ts';

export interface Replica {
  readonly name: string;
  /** As text: counts are 64-bit integers. */
  readonly count: string;
}

/** One entry of `replicas:` of a kustomization. */
export function replicaCountTransformer(replica: Replica, fieldSpecs: readonly FieldSpec[]): Transformer {
  return {
    name: 'ReplicaCountTransformer',
    transform(map) {
      let found = false;
      for (const spec of fieldSpecs) {
        for (const resource of map.index.byName(replica.name)) {
          const ids = [resource.currentId, ...resource.previousIds];
          if (resource.isEmpty || !ids.some((id) => id.name === replica.name && isSelected(id, spec))) continue;
          found = true;
          applyFieldSpec(resource, spec, (node) => setScalar(node, new YamlScalar(replica.count, '!!int')), {
            kind: 'scalar',
            tag: '!!int',
          });
        }
      }
      if (!found) {
        const kinds = fieldSpecs.map((spec) => spec.kind).join(', ');
        throw new Refusal(
          'kustomize-no-match',
          `there is nothing called ${replica.name || '(no name)'} that has replicas`,
          {
            expected: `the name of one of ${kinds}`,
            received: replica.name,
          },
        );
      }
    },
  };
}

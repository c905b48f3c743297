import { ENABLED, NEEDS_HASH_SUFFIX } from '../../resources/build-annotations.ts';
import { objectHash } from '../../resources/object-hash.ts';
import type { Transformer } from './transformer.ts';

/** Appends the hash of their content to the names of generated objects. */
export function hashTransformer(): Transformer {
  return {
    name: 'HashTransformer',
    transform(map) {
      for (const resource of map.list) {
        if (resource.annotation(NEEDS_HASH_SUFFIX) !== ENABLED) continue;
        const hash = objectHash(resource);
        map.change(resource, () => {
          resource.rememberId();
          resource.name = `${resource.name}-${hash}`;
        });
      }
    },
  };
}

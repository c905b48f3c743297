import type { Draft } from '../draft.ts';
import type { Found } from '../find/found.ts';

/** `images`: what the variables and arguments of pods name, which stands in them by its key. */
export function addImages({ values }: Draft, { images }: Found): void {
  if (images.size === 0) return;
  values.section.set(
    'images',
    Object.fromEntries(images),
    'Images of what the operator deploys, each as one text; global.imageRegistry takes the place of their registries.',
    { type: 'object', additionalProperties: { type: 'string', minLength: 1 }, 'x-required': true },
  );
}

import { listAt, stringAt } from '../../kubernetes/identity.ts';
import type { Draft, UsedImage } from '../draft.ts';
import { ValueSection } from '../values/values-model.ts';

/** The chart's file for those who fill a mirror. */
export const IMAGES = 'images.txt';

/** The images of all containers, of what the operator deploys, and of the chart's tests, in this order. */
export function usedImages(draft: Draft): UsedImage[] {
  const containers = draft.workloads.flatMap(({ object, templatePath }) =>
    ['initContainers', 'containers'].flatMap((list) =>
      listAt(object, ...templatePath, 'spec', list).flatMap((container): UsedImage[] => {
        const image = stringAt(container, 'image');
        return image === undefined ? [] : [{ name: stringAt(container, 'name') ?? 'container', image }];
      }),
    ),
  );
  return [...containers, ...operands(draft), ...draft.testImages];
}

function operands({ values }: Draft): UsedImage[] {
  const images = values.section.entries.get('images');
  if (images === undefined || images instanceof ValueSection) return [];
  return Object.entries(images.value as Readonly<Record<string, string>>).map(([name, image]) => ({ name, image }));
}

/** `images.txt`: each image once, one a line, as tools that fill a mirror read it. */
export function imageList(images: readonly UsedImage[]): string {
  return [...new Set(images.map(({ image }) => `${image}\n`))].sort().join('');
}

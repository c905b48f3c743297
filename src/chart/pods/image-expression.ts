import { stringAt } from '../../kubernetes/identity.ts';
import { type ChartInput, managerOf } from '../draft.ts';
import { goString } from '../template/escape.ts';
import { mainContainerIn } from './container-args.ts';
import { areReleasedTogether, imageParts } from './images.ts';

/** The expression for an image by its section of the values; `image` is what the manifests have. */
export function imageExpression(input: ChartInput, section: string, image: string, isManager: boolean): string {
  const { tag, digest } = imageParts(image);
  const followsApp = followsAppVersion(input, image, isManager);
  const fallback = followsApp && tag !== '' ? ' $.Chart.AppVersion' : '';
  const values = digest === '' ? section : otherTag(section, followsApp ? '' : tag, digest);
  return `include ${goString(`${input.chart}.image`)} (list $ ${values}${fallback})`;
}

/** Whether the tag of an image is the chart's appVersion unless another is set. */
export function followsAppVersion(input: ChartInput, image: string, isManager: boolean): boolean {
  const parts = imageParts(image);
  const manager = managerOf(input);
  const isOurs =
    parts.digest === '' &&
    manager !== undefined &&
    areReleasedTogether(parts, imageParts(stringAt(mainContainerIn(manager), 'image') ?? ''));
  // Beside a digest the tag says nothing, and has to be written out where the source has both.
  return (isManager || isOurs) && (parts.digest === '' ? parts.tag === input.appVersion : parts.tag === '');
}

/** A tag that is set is not that of the source's digest any more, which would go before it. */
function otherTag(image: string, tag: string, digest: string): string {
  const isOther = `and (eq ${image}.digest ${goString(digest)}) (ne (toString (${image}.tag | default "")) ${goString(tag)})`;
  return `(ternary (omit ${image} "digest") ${image} (${isOther}))`;
}

import { parseImage } from '../image.ts';
import { issue, type Rule } from './rule.ts';

/** The image is one that a container runtime can name. */
export const image: Rule = function* (input) {
  const { image } = input.project;
  if (parseImage(image) !== undefined) return;
  const expected = '[registry[:port]/]repository[:tag][@sha256:digest], in lower case but for the tag';
  yield issue('invalid-image', 'image', 'not a reference to an image', expected, image);
};

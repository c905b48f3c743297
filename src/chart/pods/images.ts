/** An image reference in its parts; an absent part is an empty string. */
export interface ImageParts {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** What a digest looks like (github.com/opencontainers/image-spec/blob/main/descriptor.md#digests). */
export const DIGEST = /^[a-z0-9]+([+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;

/**
 * `registry.example.com:5000/team/app:v1@sha256:…` (distribution/reference: a colon behind the last slash is the tag's).
 * What stands behind an `@` and is no digest belongs to the repository: no part by itself would mean it.
 */
export function parseImage(image: string): ImageParts {
  const last = image.lastIndexOf('@');
  const at = DIGEST.test(image.slice(last + 1)) ? last : -1;
  if (at === -1 && last !== -1) return { repository: image, tag: '', digest: '' };
  const digest = at === -1 ? '' : image.slice(at + 1);
  const rest = at === -1 ? image : image.slice(0, at);
  const colon = rest.lastIndexOf(':');
  const hasTag = colon > rest.lastIndexOf('/');
  return { repository: hasTag ? rest.slice(0, colon) : rest, tag: hasTag ? rest.slice(colon + 1) : '', digest };
}

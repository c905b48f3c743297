/** An image reference in its parts; an absent part is an empty string. */
export interface ImageParts {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** `registry.example.com:5000/team/app:v1@sha256:…` (distribution/reference: a colon behind the last slash is the tag's). */
export function parseImage(image: string): ImageParts {
  const at = image.indexOf('@');
  const digest = at === -1 ? '' : image.slice(at + 1);
  const rest = at === -1 ? image : image.slice(0, at);
  const colon = rest.lastIndexOf(':');
  const hasTag = colon > rest.lastIndexOf('/');
  return { repository: hasTag ? rest.slice(0, colon) : rest, tag: hasTag ? rest.slice(colon + 1) : '', digest };
}

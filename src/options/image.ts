/** A reference to an image, taken apart. */
export interface ImageReference {
  /** Registry and repository: what a kustomize `images:` entry matches. */
  readonly name: string;
  readonly tag: string | undefined;
  /** `sha256:…` */
  readonly digest: string | undefined;
}

const DOMAIN_PART = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)';
const HOST = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_PART = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  `^(?:(${HOST})/)?(${PATH_PART}(?:/${PATH_PART})*)(?::(\\w[\\w.-]{0,127}))?(?:@([a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,}))?$`,
);
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/**
 * A reference by the grammar of the distribution specification (`name[:tag][@digest]`), or undefined where it is none.
 */
export function parseImage(reference: string): ImageReference | undefined {
  const match = REFERENCE.exec(reference);
  if (match === null) return undefined;
  const [, host, path = '', tag, digest] = match;
  if (path.length > 255) return undefined;
  const [algorithm = '', hex = ''] = (digest ?? '').split(':');
  const length = DIGEST_LENGTHS[algorithm];
  if (digest !== undefined && length !== hex.length) return undefined;
  return { name: host === undefined ? path : `${host}/${path}`, tag, digest };
}

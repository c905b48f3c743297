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
 * What has no repository, or no digest behind its `@`, is taken for a repository as a whole: its parts would mean nothing.
 */
export function imageParts(image: string): ImageParts {
  const at = image.lastIndexOf('@');
  const digest = at === -1 ? '' : image.slice(at + 1);
  const rest = at === -1 ? image : image.slice(0, at);
  const colon = rest.lastIndexOf(':');
  const hasTag = colon > rest.lastIndexOf('/');
  const repository = hasTag ? rest.slice(0, colon) : rest;
  const isImage = repository !== '' && (at === -1 || DIGEST.test(digest));
  return isImage
    ? { repository, tag: hasTag ? rest.slice(colon + 1) : '', digest }
    : { repository: image, tag: '', digest: '' };
}

/**
 * The registry before the first slash of a repository, where that looks like a host: it has a point or a port, or is
 * `localhost` (github.com/distribution/reference, splitDockerDomain).
 */
export function splitRegistry(repository: string): { readonly registry: string; readonly repository: string } {
  const slash = repository.indexOf('/');
  const first = repository.slice(0, Math.max(slash, 0));
  return /^(localhost|[a-zA-Z0-9-]+([.:][a-zA-Z0-9-]+)+)$/.test(first)
    ? { registry: first, repository: repository.slice(slash + 1) }
    : { registry: '', repository };
}

/** Whether two images are released together, as far as their names tell: one, or several beside each other in a registry. */
export function areReleasedTogether(a: ImageParts, b: ImageParts): boolean {
  const folder = ({ repository }: ImageParts) => repository.slice(0, repository.lastIndexOf('/') + 1);
  return a.repository === b.repository || (folder(a) !== '' && folder(a) === folder(b));
}

/** Kubebuilder's own registry, which is gone: nothing of it can be pulled any more (book.kubebuilder.io, kube-rbac-proxy). */
export const GONE_REGISTRY = 'gcr.io/kubebuilder/';
/** Where the authors of kube-rbac-proxy publish it. */
export const PROXY_IMAGE = 'quay.io/brancz/kube-rbac-proxy';

/** A tag (github.com/opencontainers/distribution-spec/blob/main/spec.md, Pulling manifests). */
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
/** What release scripts put their version in the place of: `${TAG}` and `<tag>`, which are none, and words for it. */
const STAND_INS = [
  /^__?[A-Z0-9_]+$/,
  /^(?:image_?tag|tag|version|app_?version)$|placeholder|replace[-_.]?(?:me|with)|change[-_.]?me/i,
];

/** Whether a tag stands for one that another tool fills in. */
export function isPlaceholderTag(tag: string): boolean {
  return tag !== '' && (!TAG.test(tag) || STAND_INS.some((words) => words.test(tag)));
}

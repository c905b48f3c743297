import { type YamlNode, YamlScalar } from '../../../yaml/node.ts';
import { Refusal } from '../../errors/refusal.ts';
import { goRegExp, type Pattern } from '../../go/regexp/go-regexp.ts';
import { fieldOf, isMissingOrNull, requireKind } from '../../nodes/fields.ts';
import { setScalar } from '../../nodes/set-field.ts';
import { applyFieldSpecs } from '../../resources/apply-field-spec.ts';
import type { FieldSpec } from '../../specs/field-spec.ts';
import type { Transformer } from './transformer.ts';

/** One entry of `images:` of a kustomization. Empty fields change nothing. */
export interface Image {
  readonly name: string;
  readonly newName: string;
  readonly tagSuffix: string;
  readonly newTag: string;
  readonly digest: string;
}

/** Changes images in every list called containers or initContainers at any depth, and at the configured fields. */
export function imageTagTransformer(image: Image, fieldSpecs: readonly FieldSpec[]): Transformer {
  const pattern = imagePattern(image.name);
  const update = (node: YamlNode): void => {
    requireKind(node, 'scalar');
    if (node.kind !== 'scalar' || pattern === undefined || !pattern.test(node.value)) return;
    setScalar(node, new YamlScalar(rename(node.value, image)));
  };
  return {
    name: 'ImageTagTransformer',
    transform(map) {
      const resources = map.list.filter((resource) => resource.kind !== 'CustomResourceDefinition');
      for (const { node } of resources) if (node !== undefined) updateContainers(node, update);
      for (const resource of resources) applyFieldSpecs(resource, fieldSpecs, update);
    },
  };
}

/** The name may be a regular expression; one that is none fits nothing. */
function imagePattern(name: string): Pattern | undefined {
  const tag = '(:[a-zA-Z0-9_.{}-]*)?';
  const digest = '(@[a-zA-Z0-9]+([.+_-][a-zA-Z0-9]+)*:[a-zA-Z0-9_.{}-]*)?';
  try {
    return goRegExp(`^${name}${tag}${digest}$`, false);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function updateContainers(node: YamlNode, update: (node: YamlNode) => void): void {
  if (node.kind === 'seq') {
    for (const item of node.items) updateContainers(item, update);
    return;
  }
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    updateContainers(value, update);
    if ((key.value !== 'containers' && key.value !== 'initContainers') || value.kind !== 'seq') continue;
    for (const item of value.items) {
      if (isMissingOrNull(item)) continue;
      requireKind(item, 'map');
      const image = fieldOf(item, 'image');
      if (image !== undefined) update(image);
    }
  }
}

function rename(value: string, image: Image): string {
  let { name, tag, digest } = splitImage(value);
  if (image.newName !== '') name = image.newName;
  if (image.newTag !== '') {
    tag = image.newTag;
    digest = image.digest;
  } else if (image.digest !== '') {
    tag = '';
    digest = image.digest;
  } else if (image.tagSuffix !== '') {
    tag += image.tagSuffix;
    digest = '';
  }
  return name + (tag === '' ? '' : `:${tag}`) + (digest === '' ? '' : `@${digest}`);
}

/** `host:port/path:tag@digest`; a colon before the first slash belongs to the host. */
export function splitImage(image: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(image.indexOf('/'), 0);
  const at = image.indexOf('@', slash);
  const colon = image.indexOf(':', slash);
  if (at !== -1 && (colon === -1 || at < colon)) {
    return { name: image.slice(0, at), tag: '', digest: image.slice(at + 1) };
  }
  if (colon === -1) return { name: image, tag: '', digest: '' };
  const end = at === -1 ? image.length : at;
  return { name: image.slice(0, colon), tag: image.slice(colon + 1, end), digest: image.slice(end + 1) };
}
